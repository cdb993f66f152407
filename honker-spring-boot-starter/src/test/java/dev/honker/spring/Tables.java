package dev.honker.spring;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Looks at a file by a connection of its own, and makes the tables that tests write to. */
final class Tables {

    private final String url;

    private Tables(Path file) {
        this.url = "jdbc:honker:sqlite:" + file;
    }

    /** A new file with a table of orders and one of receipts. */
    static Tables make(Path file) throws SQLException {
        Tables tables = new Tables(file);
        tables.run("create table orders (id integer primary key autoincrement, item text not null unique)");
        tables.run("create table receipts (id integer primary key autoincrement, text text not null)");
        tables.run("select honker_queue_next_claim_at('receipts')");
        return tables;
    }

    void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long count(String table) throws SQLException {
        return Long.parseLong(texts("select count(*) from " + table).get(0));
    }

    List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
