package dev.honker.example.shop.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes the file that the shop works on. A user's own file is copied by SQL and opened for reading only: copying it as a
 * file would miss what is still in its write-ahead log and would drop the locks that other threads hold on it.
 */
public final class WorkFile {

    private static final String PLAIN = "jdbc:sqlite:";
    /** In the order in which foreign keys allow them to be filled. */
    private static final List<String> TABLES =
            List.of("Artist", "Album", "MediaType", "Genre", "Track", "Employee", "Customer", "Invoice", "InvoiceLine");

    private WorkFile() {}

    public static void fromCarriedRows(Path target) throws SQLException {
        try (Connection connection = DriverManager.getConnection(PLAIN + target)) {
            connection.setAutoCommit(false);
            runScript(connection, "/chinook/schema.sql");
            for (String table : TABLES) {
                insertRows(connection, table);
            }
            runScript(connection, "/shop.sql");
            connection.commit();
        }
    }

    public static void copyOf(Path source, Path target) throws SQLException {
        if (!Files.isRegularFile(source)) {
            throw new IllegalArgumentException("There is no database file " + source);
        }
        Properties readOnly = new Properties();
        readOnly.setProperty("open_mode", "1");
        try (Connection connection = DriverManager.getConnection(PLAIN + source, readOnly)) {
            requireChinook(connection, source);
            vacuumInto(connection, target);
        }
        try (Connection connection = DriverManager.getConnection(PLAIN + target)) {
            connection.setAutoCommit(false);
            runScript(connection, "/shop.sql");
            connection.commit();
        }
    }

    private static void requireChinook(Connection connection, Path source) throws SQLException {
        Set<String> missing = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        missing.addAll(TABLES);
        try (Statement statement = connection.createStatement();
                ResultSet names = statement.executeQuery("select name from sqlite_schema where type = 'table'")) {
            while (names.next()) {
                missing.remove(names.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalArgumentException("Cannot read " + source + ": " + e.getMessage(), e);
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException(source + " is not a Chinook database: it has no table " + missing);
        }
    }

    private static void vacuumInto(Connection connection, Path target) throws SQLException {
        try (PreparedStatement copy = connection.prepareStatement("vacuum into ?")) {
            copy.setString(1, target.toString());
            copy.execute();
        }
    }

    private static void insertRows(Connection connection, String table) throws SQLException {
        List<String> rows = text("/chinook/" + table + ".jsonl").lines().toList();
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into " + table + " values (" + valuesOfRow(connection, table) + ")")) {
            for (String row : rows) {
                insert.setString(1, row);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** A row is a JSON array: SQLite itself takes it apart, nulls and numbers included. */
    private static String valuesOfRow(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select * from " + table)) {
            int columns = result.getMetaData().getColumnCount();
            return IntStream.range(0, columns).mapToObj(i -> "?1 ->> " + i).collect(Collectors.joining(", "));
        }
    }

    private static void runScript(Connection connection, String resource) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : text(resource).split(";")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private static String text(String resource) {
        try (InputStream in = WorkFile.class.getResourceAsStream(resource);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
