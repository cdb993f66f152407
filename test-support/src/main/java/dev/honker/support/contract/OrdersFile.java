package dev.honker.support.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The file of a test, looked at by a plain connection of sqlite-jdbc for each look: what is committed. */
final class OrdersFile {

    private final Path path;

    private OrdersFile(Path path) {
        this.path = path;
    }

    /** Makes a file with the table of orders and nothing of honker's. */
    static OrdersFile make(Path path) throws SQLException {
        OrdersFile file = new OrdersFile(path);
        // why: in this log commits can be counted; honker's driver would set it as well
        file.run("pragma journal_mode = wal");
        file.run("create table orders(id integer primary key autoincrement, item text not null unique)");
        return file;
    }

    // why 20 s: who waits for himself is told at once, so that a wait as long as this shows a hang
    String url() {
        return "jdbc:honker:sqlite:" + path + "?busy_timeout=20000";
    }

    long orders() throws SQLException {
        return number("select count(*) from orders");
    }

    long jobs() throws SQLException {
        return count("_honker_live");
    }

    long notifications() throws SQLException {
        return count("_honker_notifications");
    }

    long events() throws SQLException {
        return count("_honker_stream");
    }

    /** Asserts how many rows of each kind are committed. */
    void requireRows(long orders, long jobs, long notifications, long events) throws SQLException {
        assertThat(List.of(orders(), jobs(), notifications(), events()))
                .as("committed orders, jobs, notifications, events")
                .containsExactly(orders, jobs, notifications, events);
    }

    /** How many commits the work makes; it is not the file's first. */
    long commitsDuring(Effect work) throws Exception {
        // why a reader: while it looks at the file as it was, nobody begins the log anew
        try (Connection reader = open("");
                Statement statement = reader.createStatement()) {
            statement.execute("begin");
            statement.executeQuery("select count(*) from orders").close();
            long before = commits();
            work.run();
            return commits() - before;
        }
    }

    private long commits() throws IOException {
        return WriteAheadLog.read(Path.of(path + "-wal")).commits();
    }

    /** The only value of a query. */
    long number(String sql) throws SQLException {
        return Long.parseLong(texts(sql).get(0));
    }

    /** The first column of all rows. */
    List<String> texts(String sql) throws SQLException {
        try (Connection connection = open("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    // why: honker's tables appear with the first transaction that needs them
    private long count(String table) throws SQLException {
        boolean exists = number("select count(*) from sqlite_master where name = '" + table + "'") > 0;
        return exists ? number("select count(*) from " + table) : 0;
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = open("");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Asserts that the file can be written. */
    void requireNobodyWrites() throws SQLException {
        try (Connection connection = open("?busy_timeout=0");
                Statement statement = connection.createStatement()) {
            statement.execute("begin immediate");
            statement.execute("rollback");
        }
    }

    /** Asserts that nobody has a transaction open. */
    void requireNobodyInside() throws SQLException {
        requireNobodyWrites();
        assertThat(number("pragma wal_checkpoint(truncate)"))
                .as("readers left behind")
                .isZero();
    }

    private Connection open(String parameters) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + path + parameters);
    }

    /** What may write to the file. */
    @FunctionalInterface
    interface Effect {
        void run() throws Exception;
    }
}
