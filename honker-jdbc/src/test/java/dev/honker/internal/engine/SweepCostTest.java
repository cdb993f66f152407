package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.ProgressHandler;

/**
 * What sweeps cost, counted in steps of SQLite's virtual machine. Half of the rows stay, and stand before those that go: a sweep
 * that begins at the front again with each transaction passes them again and again.
 */
class SweepCostTest {

    private static final int SMALL = 4 * Sweep.MOST_ROWS;
    private static final int LARGE = 10 * SMALL;

    @TempDir
    private Path directory;

    static Stream<Arguments> sweeps() {
        return Stream.of(
                sweep("_honker_stream", "topic, payload, created_at", "'t', '', KEEP_OR_GO", () -> Streams.pruning(60)),
                sweep(
                        "_honker_notifications",
                        "channel, payload, created_at",
                        "'c', '', KEEP_OR_GO",
                        () -> Notifications.pruning(60L, null)),
                sweep(
                        "_honker_notifications",
                        "channel, payload, created_at",
                        "'c', '', KEEP_OR_GO",
                        () -> Notifications.pruning(60L, 9_999_999L)),
                sweep("_honker_results", "value, expires_at", "'', KEEP_OR_GO", Results::sweeping),
                sweep("_honker_rate_limits", "name, window_start", "i, KEEP_OR_GO", () -> RateLimits.sweeping(60)),
                sweep("_honker_locks", "name, owner, expires_at", "i, '', KEEP_OR_GO", () -> Locks.sweepingExpired(60)),
                sweep(
                        "_honker_dead",
                        "queue, payload, died_at",
                        "'q', '', KEEP_OR_GO",
                        () -> DeadLetterBox.deletingOld(null, 60)),
                sweep(
                        "_honker_dead",
                        "queue, payload",
                        "CASE KEEP_OR_GO WHEN 1 THEN 'b' ELSE 'a' END, ''",
                        () -> DeadLetterBox.redriving("b", 1_000_000)),
                sweep(
                        "_honker_unique_jobs",
                        "queue, key, job_id",
                        "'q', printf('%09d', i), i",
                        UniqueJobs::sweepingKeys),
                sweep(
                        "_honker_live",
                        "queue, payload, expires_at",
                        "'q', '', KEEP_OR_GO",
                        () -> DeadLetters.sweepingExpired("q")),
                sweep(
                        "_honker_live",
                        "queue, payload, expires_at, state, claim_expires_at",
                        "'q', '', i, 'processing', CASE KEEP_OR_GO WHEN 1 THEN 1 ELSE 99999999999 END",
                        () -> DeadLetters.sweepingExpired(null)));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("sweeps")
    void aRowCostsTheSameInALargeTableAndATransactionTakesFew(
            String table, String columns, String values, Session.Work<Sweep> sweep) throws SQLException {
        long small = steps(SMALL, table, columns, values, sweep);
        long large = steps(LARGE, table, columns, values, sweep);
        assertThat(large / LARGE).as("%s steps, %s steps", small, large).isLessThanOrEqualTo(small / SMALL * 5 / 4);
    }

    @Test
    void redrivingBehindTheLettersOfAnotherQueueReadsNoneOfThem() throws SQLException {
        String other = "CASE KEEP_OR_GO WHEN 1 THEN 'c' ELSE 'a' END, ''";
        Session.Work<Sweep> redrive = () -> DeadLetterBox.redriving("b", 10);
        assertThat(looks(LARGE, "_honker_dead", "queue, payload", other, redrive))
                .isLessThan(100);
    }

    private static Arguments sweep(String table, String columns, String values, Session.Work<Sweep> sweep) {
        return Arguments.of(table, columns, values, sweep);
    }

    /** Sweeps a fresh file and returns the steps that it took. */
    private long steps(int rows, String table, String columns, String values, Session.Work<Sweep> work)
            throws SQLException {
        try (Connection connection = filled(rows, table, columns, values)) {
            Session session = new PlainSession(connection);
            long[] steps = counting(connection);
            Sweep sweep = work.run();
            long taken = 0;
            while (!sweep.isDone()) {
                long before = changes(session);
                boolean found = sweep.find(session);
                assertThat(changes(session)).isEqualTo(before);
                if (found) {
                    long batch = sweep.take(session);
                    assertThat(batch).isLessThanOrEqualTo(Sweep.MOST_ROWS);
                    taken += batch;
                }
            }
            ProgressHandler.clearHandler(connection);
            assertThat(taken).isEqualTo(table.equals("_honker_unique_jobs") ? rows : rows / 2);
            return steps[0];
        }
    }

    private long looks(int rows, String table, String columns, String values, Session.Work<Sweep> work)
            throws SQLException {
        try (Connection connection = filled(rows, table, columns, values)) {
            long[] steps = counting(connection);
            work.run().find(new PlainSession(connection));
            ProgressHandler.clearHandler(connection);
            return steps[0];
        }
    }

    private static long changes(Session session) throws SQLException {
        Long changes = session.queryLong("SELECT total_changes()");
        return changes == null ? 0 : changes;
    }

    private static long[] counting(Connection connection) throws SQLException {
        long[] steps = {0};
        ProgressHandler.setHandler(connection, 1, new ProgressHandler() {
            @Override
            protected int progress() {
                steps[0]++;
                return 0;
            }
        });
        return steps;
    }

    /** A file with one table filled: its first half is to stay, its second half to go. */
    private Connection filled(int rows, String table, String columns, String values) throws SQLException {
        Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + directory.resolve(table + rows + System.nanoTime()));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = OFF");
            Schema.ensure(new PlainSession(connection));
            String age = "CASE WHEN i > " + rows / 2 + " THEN 1 ELSE unixepoch() + 9999 END";
            statement.execute("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < " + rows + ")"
                    + " INSERT INTO " + table + "(" + columns + ") SELECT "
                    + values.replace("KEEP_OR_GO", "(" + age + ")")
                    + " FROM c");
        }
        return connection;
    }
}
