package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

/**
 * What a claim costs, counted in steps of SQLite's virtual machine, which no load of the machine changes. Each test compares
 * a queue of 100 due jobs with the same queue and something large beside it.
 */
class ClaimCostTest {

    private static final String DUE = "'pending', 0, i, NULL, 0, NULL";

    @TempDir
    private Path directory;

    private Connection connection;
    private Session session;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app.db"));
        session = new PlainSession(connection);
        execute("PRAGMA journal_mode = WAL");
        Schema.ensure(session);
        fill("q", 100, DUE);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void twoHundredThousandPendingJobsCostNothing() throws SQLException {
        costsNothing("q", 200_000, DUE);
    }

    @Test
    void twoHundredThousandPendingJobsOfManyPrioritiesCostNothing() throws SQLException {
        costsNothing("q", 200_000, "'pending', -i, 1, NULL, 0, NULL");
    }

    @Test
    void delayedJobsOfHigherPriorityCostNothing() throws SQLException {
        costsNothing("q", 100_000, "'pending', 5, 99999999999, NULL, 0, NULL");
    }

    @Test
    void jobsInFlightCostNothing() throws SQLException {
        costsNothing("q", 10_000, "'processing', 5, 1, 99999999999, 1, NULL");
    }

    @Test
    void jobsOnTheirLastAttemptInFlightDoNotSlowClaims() throws SQLException {
        List<Long> small = steps();
        fill("q", 10_000, "'processing', 5, 1, 99999999999, 3, NULL");
        isFlat(small.subList(0, 2), steps().subList(0, 2));
    }

    @Test
    void lapsedClaimsCostTheSameHoweverMany() throws SQLException {
        fill("q", 200, "'processing', 5, 1, 1, 1, NULL");
        List<Long> small = steps();
        fill("q", 10_000, "'processing', i % 5, i, 1, 1, NULL");
        fill("q", 500, "'processing', 9, i, 99999999999, 1, NULL");
        isFlat(small.subList(2, 3), steps().subList(2, 3));
        // why: held jobs in front of the lapsed ones are passed one by one, up to a bound
        assertThat(steps().get(0)).isLessThan(small.get(0) + 30 * LapsedBacklog.FRONT);
    }

    @Test
    void jobsOfOtherQueuesCostNothing() throws SQLException {
        costsNothing("p", 50_000, DUE);
        costsNothing("r", 50_000, "'processing', 5, 1, 1, 1, NULL");
    }

    @Test
    void deadLettersCostNothing() throws SQLException {
        List<Long> small = steps();
        execute("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 100000)"
                + " INSERT INTO _honker_dead(id, queue, payload) SELECT -i, 'q', '' FROM c");
        isFlat(small, steps());
    }

    @Test
    void statisticsOfAnotherTimeDoNotChangeThePlan() throws SQLException {
        fill("p", 20_000, DUE);
        List<Long> small = steps();
        execute("ANALYZE");
        fill("q", 20_000, "'pending', i % 7, i % 5, NULL, 0, NULL");
        fill("q", 2_000, "'processing', 5, 1, 99999999999, 1, NULL");
        isFlat(small, steps());
    }

    private void costsNothing(String queue, int rows, String columns) throws SQLException {
        List<Long> small = steps();
        fill(queue, rows, columns);
        isFlat(small, steps());
    }

    private static void isFlat(List<Long> small, List<Long> large) {
        for (int i = 0; i < small.size(); i++) {
            // why: a fifth or, where that is less, the few steps in which an index leaf that is nearly empty may differ
            assertThat(large.get(i))
                    .as("%s -> %s", small, large)
                    .isLessThanOrEqualTo(Math.max(small.get(i) * 6 / 5, small.get(i) + 70));
        }
    }

    /** The steps of claims of 1 and of 10 and of the looks for the next one, all of which are undone again. */
    private List<Long> steps() throws SQLException {
        return List.of(
                counted(() -> Claims.claim(session, "q", "w", 1, 300)),
                counted(() -> Claims.claim(session, "q", "w", 10, 300)),
                counted(() -> Jobs.nextClaimAt(session, "q")),
                counted(() -> Jobs.nextDeadline(session, "q")));
    }

    private long counted(Session.Work<?> work) throws SQLException {
        long[] steps = {0};
        execute("SAVEPOINT counted");
        ProgressHandler.setHandler(connection, 1, new ProgressHandler() {
            @Override
            protected int progress() {
                steps[0]++;
                return 0;
            }
        });
        work.run();
        ProgressHandler.clearHandler(connection);
        execute("ROLLBACK TO counted");
        execute("RELEASE counted");
        assertThat(steps[0]).isPositive();
        return steps[0];
    }

    private void fill(String queue, int rows, String columns) throws SQLException {
        execute("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < " + rows + ")"
                + " INSERT INTO _honker_live(queue, payload, state, priority, run_at, claim_expires_at, attempts, expires_at)"
                + " SELECT '" + queue + "', '{}', " + columns + " FROM c");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
