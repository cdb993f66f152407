package dev.honker.internal.janitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerInvalidOptionException;
import dev.honker.HonkerSqlException;
import dev.honker.JanitorHandle;
import dev.honker.JanitorOptions;
import dev.honker.JanitorReport;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.engine.Session;
import dev.honker.internal.engine.Sweep;
import dev.honker.internal.lock.ApiFile;
import dev.honker.internal.lock.LogLines;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a janitor takes away, and what it leaves. */
class JanitorTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private static final List<String> TABLES =
            List.of("live", "dead", "notifications", "results", "rate_limits", "stream", "locks", "unique_jobs");

    @TempDir
    private Path directory;

    private ApiFile file;

    @BeforeEach
    void fill() throws SQLException {
        file = new ApiFile(directory);
        for (String age : List.of("7200", "10")) {
            file.execute(
                    "INSERT INTO _honker_notifications(channel, payload, created_at) VALUES ('c', '', unixepoch() - "
                            + age + "), ('d', '', unixepoch() - " + age + ")");
            file.execute("INSERT INTO _honker_dead(id, queue, payload, created_at, died_at) VALUES (" + age
                    + ", 'q', '', 1, unixepoch() - " + age + ")");
            file.execute("INSERT INTO _honker_rate_limits VALUES ('r', unixepoch() - " + age + ", 1)");
            file.execute("INSERT INTO _honker_stream(topic, payload, created_at) VALUES ('t', '', unixepoch() - " + age
                    + "), ('u', '', unixepoch() - " + age + ")");
        }
        file.execute("INSERT INTO _honker_results(job_id, value, expires_at) VALUES (1, '', unixepoch() - 5),"
                + " (2, '', unixepoch() + 3600), (3, '', NULL)");
        file.execute("INSERT INTO _honker_live(id, queue, payload, expires_at) VALUES (11, 'q', '', unixepoch() - 5),"
                + " (12, 'p', '', unixepoch() - 5), (13, 'q', '', unixepoch() + 3600), (14, 'q', '', NULL)");
        file.execute(
                "INSERT INTO _honker_locks VALUES ('gone', 'o', unixepoch() - 3600), ('held', 'o', unixepoch() + 9)");
        file.execute("INSERT INTO _honker_unique_jobs(queue, key, job_id) VALUES ('q', 'k', 14), ('q', 'gone', 99)");
    }

    @AfterEach
    void close() throws Exception {
        file.children().close();
        file.close();
    }

    static Stream<Arguments> choices() {
        return Stream.of(
                choice(with().notificationsOlderThan(HOUR), Map.of("notifications", -2)),
                choice(with().notificationsMaxKeep(1), Map.of("notifications", -3)),
                choice(with().notificationsMaxKeep(3).notificationsOlderThan(HOUR), Map.of("notifications", -2)),
                choice(with().deadLettersOlderThan(HOUR), Map.of("dead", -1)),
                choice(with().expiredResults(true), Map.of("results", -1)),
                choice(with().rateLimitsOlderThan(HOUR), Map.of("rate_limits", -1)),
                choice(with().streamEventsOlderThan(HOUR), Map.of("stream", -2)),
                choice(with().streamEventsOlderThan(Duration.ofSeconds(1)), Map.of("stream", -4)),
                choice(with().expiredJobs(true), Map.of("live", -2, "dead", 2)),
                choice(with().expiredLocks(true), Map.of("locks", -1)),
                choice(with().uniqueKeys(true), Map.of("unique_jobs", -1)),
                choice(with(), Map.of()));
    }

    @ParameterizedTest
    @MethodSource("choices")
    void whatTheOptionsNameGoesAndNothingElse(JanitorOptions options, Map<String, Integer> changes)
            throws SQLException {
        Map<String, Long> expected = rows();
        changes.forEach((table, change) -> expected.merge(table, (long) change, Long::sum));
        JanitorReport report = Janitor.clean(file.access(), options);
        assertThat(rows()).isEqualTo(expected);
        long gone = changes.values().stream()
                .mapToLong(Integer::longValue)
                .filter(change -> change < 0)
                .sum();
        assertThat(report.total()).isEqualTo(-gone);
    }

    @Test
    void theReportCountsEachTable() {
        assertThat(Janitor.clean(file.access(), everything().build()))
                .isEqualTo(new JanitorReport(2, 1, 1, 1, 2, 2, 1, 1));
        assertThat(Janitor.clean(file.access(), everything().build()).total()).isZero();
    }

    @Test
    void eventsThatAConsumerHasNotPassedStay() throws SQLException {
        long first = file.number("SELECT min(\"offset\") FROM _honker_stream WHERE topic = 't'");
        file.execute("INSERT INTO _honker_stream_consumers VALUES ('slow', 't', " + first + "), ('fast', 't', 1000)");
        Janitor.clean(
                file.access(),
                with().streamEventsOlderThan(Duration.ofSeconds(1)).build());
        assertThat(file.number("SELECT count(*) FROM _honker_stream WHERE topic = 't'"))
                .isOne();
        assertThat(file.number("SELECT min(\"offset\") FROM _honker_stream WHERE topic = 't'"))
                .isGreaterThan(first);
        assertThat(file.number("SELECT count(*) FROM _honker_stream WHERE topic = 'u'"))
                .isZero();
    }

    @Test
    void aLockThatHasJustExpiredCanStillBeRenewed() throws SQLException {
        file.execute("INSERT INTO _honker_locks VALUES ('late', 'o', unixepoch() - 5)");
        Janitor.clean(file.access(), with().expiredLocks(true).build());
        assertThat(file.number("SELECT honker_lock_renew('late', 'o', 60)")).isOne();
    }

    @Test
    void moreThanAChunkGoesInOneRun() throws SQLException {
        fillResults(2_500);
        assertThat(Janitor.clean(file.access(), with().expiredResults(true).build())
                        .results())
                .isEqualTo(2_501);
    }

    @Test
    void aChunkIsATransactionAndAStopEndsTheRunAfterIt() throws Exception {
        CountDownLatch stopWanted = new CountDownLatch(1);
        AtomicInteger chunks = new AtomicInteger();
        Cleaning cleaning = new Cleaning(file.access(), stopWanted);
        Sweep endless = new Sweep() {
            @Override
            public boolean find(Session session) {
                return true;
            }

            @Override
            public long take(Session session) {
                if (chunks.incrementAndGet() == 2) {
                    stopWanted.countDown();
                }
                return MOST_ROWS;
            }

            @Override
            public boolean isDone() {
                return false;
            }
        };
        cleaning.run(Chore.RESULTS, () -> endless);
        assertThat(chunks).hasValue(2);
        assertThat(cleaning.report().results()).isEqualTo(2L * Sweep.MOST_ROWS);
    }

    @Test
    void nothingToCleanNeedsNoWriteLock() throws Exception {
        Janitor.clean(file.access(), everything().build());
        file.execute("BEGIN IMMEDIATE");
        assertThat(Janitor.clean(file.access(), everything().build()).total()).isZero();
        file.execute("ROLLBACK");
    }

    @Test
    void writersGetTheirTurnBetweenTheChunks() throws Exception {
        boolean between = false;
        // why again: the thread that writes may get no processor while a cleaning lasts
        for (int round = 0; round < 20 && !between; round++) {
            between = isWrittenBetween(round);
        }
        assertThat(between).as("writes while a cleaning was half done").isTrue();
    }

    private boolean isWrittenBetween(int round) throws Exception {
        fillResults(30_000);
        CompletableFuture<JanitorReport> cleaning = CompletableFuture.supplyAsync(
                () -> Janitor.clean(file.access(), with().expiredResults(true).build()));
        boolean between = false;
        for (int write = 0; !cleaning.isDone(); write++) {
            file.execute("INSERT INTO _honker_locks VALUES ('w" + round + " " + write + "', 'o', 0)");
            long left = file.number("SELECT count(*) FROM _honker_results");
            between |= left > 2 && left < 30_000;
        }
        // why one more at first: it was there before
        assertThat(cleaning.get().results()).isEqualTo(round == 0 ? 30_001 : 30_000);
        return between;
    }

    @Test
    void aTableThatCannotBeCleanedDoesNotStopTheOthers() throws Exception {
        file.execute("CREATE TRIGGER no BEFORE DELETE ON _honker_results BEGIN SELECT RAISE(ABORT, 'no'); END");
        try (LogLines log = new LogLines(Loggers.JANITOR)) {
            assertThatThrownBy(() -> Janitor.clean(file.access(), everything().build()))
                    .isInstanceOf(HonkerSqlException.class);
            assertThat(log.await("could not clean expired results")).contains("WARNING");
            assertThat(file.number("SELECT count(*) FROM _honker_unique_jobs")).isOne();
        }
    }

    @Test
    void itCleansAtOnceAndAgainUntilItIsStopped() throws Exception {
        try (JanitorHandle janitor = start(everything().every(Duration.ofMillis(50)))) {
            assertThat(file.await(() -> file.number("SELECT count(*) FROM _honker_unique_jobs") == 1))
                    .isTrue();
            file.execute("INSERT INTO _honker_unique_jobs(queue, key, job_id) VALUES ('q', 'again', 98)");
            assertThat(file.await(() -> file.number("SELECT count(*) FROM _honker_unique_jobs") == 1))
                    .isTrue();
            assertThat(janitor.stop(Duration.ofSeconds(20))).isTrue();
            assertThat(janitor.failed()).isFalse();
            file.execute("INSERT INTO _honker_unique_jobs(queue, key, job_id) VALUES ('q', 'again', 98)");
            assertThat(janitor.isRunning()).isFalse();
        }
        assertThat(file.number("SELECT count(*) FROM _honker_unique_jobs")).isEqualTo(2);
    }

    @Test
    void aFailureIsLoggedAndTheNextRunTriesAgain() throws Exception {
        file.execute("CREATE TRIGGER no BEFORE DELETE ON _honker_results BEGIN SELECT RAISE(ABORT, 'no'); END");
        try (LogLines log = new LogLines(Loggers.JANITOR);
                JanitorHandle janitor = start(everything().every(Duration.ofMillis(50)))) {
            assertThat(log.await("could not clean expired results")).isNotNull();
            assertThat(log.await("could not clean expired results")).isNotNull();
            file.execute("DROP TRIGGER no");
            assertThat(file.await(() -> file.number("SELECT count(*) FROM _honker_results") == 2))
                    .isTrue();
            assertThat(janitor.failed()).isFalse();
        }
    }

    @Test
    void aLongRestEndsWithTheDatabase() throws Exception {
        JanitorHandle janitor = start(everything().every(Duration.ofDays(100_000_000)));
        assertThat(file.await(() -> file.number("SELECT count(*) FROM _honker_unique_jobs") == 1))
                .isTrue();
        file.children().close();
        assertThat(janitor.isRunning()).isFalse();
        assertThat(janitor.failed()).isFalse();
    }

    @Test
    void optionsAreNeeded() {
        assertThatThrownBy(() -> Janitor.clean(file.access(), null)).isInstanceOf(HonkerInvalidOptionException.class);
        assertThatThrownBy(() -> Janitor.start(file.access(), file.children(), null))
                .isInstanceOf(HonkerInvalidOptionException.class);
    }

    private JanitorHandle start(JanitorOptions.Builder options) {
        return Janitor.start(file.access(), file.children(), options.build());
    }

    private void fillResults(int rows) throws SQLException {
        file.execute("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < " + rows + ")"
                + " INSERT INTO _honker_results(job_id, value, expires_at) SELECT i + 100, '', 1 FROM c");
    }

    private Map<String, Long> rows() throws SQLException {
        Map<String, Long> rows = new HashMap<>();
        for (String table : TABLES) {
            rows.put(table, file.number("SELECT count(*) FROM _honker_" + table));
        }
        return rows;
    }

    private static JanitorOptions.Builder with() {
        return JanitorOptions.builder();
    }

    private static JanitorOptions.Builder everything() {
        return with().notificationsOlderThan(HOUR)
                .deadLettersOlderThan(HOUR)
                .expiredResults(true)
                .rateLimitsOlderThan(HOUR)
                .streamEventsOlderThan(HOUR)
                .expiredJobs(true)
                .expiredLocks(true)
                .uniqueKeys(true);
    }

    private static Arguments choice(JanitorOptions.Builder options, Map<String, Integer> changes) {
        return Arguments.of(options.build(), changes);
    }
}
