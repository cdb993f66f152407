package dev.honker.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Connections to files, by honker and by plain sqlite-jdbc, and one statement on them. Stateless. */
final class Sql {

    private Sql() {}

    static Connection honker(Object address) throws SQLException {
        return DriverManager.getConnection("jdbc:honker:sqlite:" + address);
    }

    static Connection honker(Object address, String name, String value) throws SQLException {
        return DriverManager.getConnection("jdbc:honker:sqlite:" + address, properties(name, value));
    }

    static Connection plain(Object address) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + address);
    }

    static Properties properties(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty(name, value);
        return properties;
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row, or "(no row)". */
    static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "(no row)";
        }
    }

    /** A file with a table {@code t} of one row, made by plain sqlite-jdbc. */
    static Path plainFile(Path file) throws SQLException {
        try (Connection connection = plain(file)) {
            run(connection, "CREATE TABLE t(n INTEGER)");
            run(connection, "INSERT INTO t VALUES (0)");
        }
        return file;
    }
}
