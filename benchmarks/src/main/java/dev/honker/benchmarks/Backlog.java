package dev.honker.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills honker's tables by plain SQL, many rows at once; stateless. Leaves the connection in autocommit. */
final class Backlog {

    /** What a job carries. */
    static final String PAYLOAD = "{\"to\":\"someone@example.com\",\"template\":\"receipt\",\"order\":4711}";

    private static final String NUMBERS =
            "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?1) ";

    private Backlog() {}

    /** Jobs that are due. */
    static void waiting(Connection connection, int count) throws SQLException {
        fill(
                connection,
                count,
                "INSERT INTO _honker_live(queue, payload, run_at) SELECT 'mail', ?2, unixepoch() - 60 FROM number");
    }

    /** Jobs that are due tomorrow, but of higher priority. */
    static void delayed(Connection connection, int count) throws SQLException {
        fill(
                connection,
                count,
                "INSERT INTO _honker_live(queue, payload, run_at, priority)"
                        + " SELECT 'mail', ?2, unixepoch() + 86400, 10 FROM number");
    }

    /** Jobs that another worker holds. */
    static void inFlight(Connection connection, int count) throws SQLException {
        fill(
                connection,
                count,
                "INSERT INTO _honker_live(queue, payload, run_at, state, worker_id, claim_expires_at, attempts)"
                        + " SELECT 'mail', ?2, unixepoch() - 120, 'processing', 'other', unixepoch() + 86400, 1 FROM number");
    }

    /** Jobs that nobody will run again. */
    static void dead(Connection connection, int count) throws SQLException {
        fill(
                connection,
                count,
                "INSERT INTO _honker_dead(queue, payload, attempts, max_attempts, last_error)"
                        + " SELECT 'mail', ?2, 3, 3, 'max attempts exceeded' FROM number");
    }

    /** Writes everything back into the database, so that no side starts with a long log. */
    static void checkpoint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private static void fill(Connection connection, int count, String insert) throws SQLException {
        if (count == 0) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(NUMBERS + insert)) {
            statement.setInt(1, count);
            statement.setString(2, PAYLOAD);
            statement.executeUpdate();
        }
    }
}
