package dev.honker.it.support;

import dev.honker.UpdateEvents;
import dev.honker.jdbc.HonkerConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A process that runs what it is told, one line after the other: a SQL statement, or {@code .manual}, {@code .commit},
 * {@code .rollback}, {@code .subscribe}, {@code .await MILLISECONDS}, {@code .open URL}. It answers each by one line: the first value of the
 * result, {@code ok} if there is none, or the error as {@code CODE STATE TEXT}. It opens its connection
 * with the next line, so that several processes can be told to do that at once.
 */
public final class SqlProcess {

    private String url;
    private Connection connection;
    private UpdateEvents events;

    private SqlProcess(String url) {
        this.url = url;
    }

    /** Starts one; returns when it is ready to be told something. */
    public static OtherJvm start(Path folder, String url) throws IOException, InterruptedException {
        return begin(folder, url).expect("ready");
    }

    /** Starts one that says {@code ready} when it is. */
    public static OtherJvm begin(Path folder, String url) throws IOException {
        return OtherJvm.start(folder, SqlProcess.class, url);
    }

    /** Its argument is a JDBC URL. */
    public static void main(String[] arguments) throws Exception {
        // why: the driver and the native library are loaded before the start, so that processes really start at once
        DriverManager.getConnection("jdbc:sqlite::memory:").close();
        Class.forName("dev.honker.jdbc.HonkerDriver");
        SqlProcess process = new SqlProcess(arguments[0]);
        System.out.println("ready");
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line = in.readLine();
            while (line != null) {
                System.out.println(process.answer(line));
                line = in.readLine();
            }
        }
    }

    private String answer(String line) {
        try {
            if (line.startsWith(".open ")) {
                return reopen(line.substring(6));
            }
            if (connection == null) {
                connection = DriverManager.getConnection(url);
            }
            return line.startsWith(".") ? command(line) : query(line);
        } catch (SQLException e) {
            return e.getErrorCode() + " " + e.getSQLState() + " " + e.getMessage();
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName() + " " + e.getMessage();
        }
    }

    private String reopen(String newUrl) throws SQLException {
        if (connection != null) {
            connection.close();
        }
        connection = null;
        url = newUrl;
        return "ok";
    }

    private String command(String line) throws SQLException {
        switch (line) {
            case ".manual" -> connection.setAutoCommit(false);
            case ".commit" -> connection.commit();
            case ".rollback" -> connection.rollback();
            case ".subscribe" ->
                events = connection.unwrap(HonkerConnection.class).updateEvents();
            default -> {
                return Boolean.toString(events.awaitUpdate(Duration.ofMillis(Long.parseLong(line.split(" ")[1]))));
            }
        }
        return "ok";
    }

    private String query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "ok";
            }
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? String.valueOf(rows.getString(1)) : "ok";
            }
        }
    }
}
