package dev.honker.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.BackgroundHandle;
import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.HonkerException;
import dev.honker.HonkerSqlException;
import dev.honker.JanitorOptions;
import dev.honker.Listener;
import dev.honker.LockOptions;
import dev.honker.OpenOptions;
import dev.honker.OutboxHandle;
import dev.honker.SubscribeOptions;
import dev.honker.UpdateEvents;
import dev.honker.WaitOptions;
import dev.honker.WatcherState;
import dev.honker.it.support.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The file is damaged while everything runs: nothing repairs that by itself, so everything ends and says why. */
@Timeout(120)
class DamagedFileTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final SubscribeOptions NAMED =
            SubscribeOptions.builder().consumer("accountant").build();

    @TempDir
    private Path folder;

    private Path file;
    private final Errors errors = new Errors();

    @BeforeEach
    void listen() {
        file = folder.resolve("app.db");
        Logger.getLogger("dev.honker").addHandler(errors);
    }

    @AfterEach
    void silence() {
        Logger.getLogger("dev.honker").removeHandler(errors);
    }

    @ParameterizedTest
    @EnumSource
    void everyLoopEndsByAFailureWithAnErrorInTheLogAndTheDatabaseClosesAtOnce(Damage damage) throws Exception {
        Database db = Honker.open(file);
        Map<String, BackgroundHandle> loops = new TreeMap<>();
        try (Connection other = other()) {
            loops.put("worker mailer-", db.queue("mail").worker("mailer", job -> {}));
            loops.put("worker postman-", outbox(db));
            loops.put("the subscription to stream orders", db.stream("orders").subscribe(event -> {}));
            loops.put("the subscription to stream bills", db.stream("bills").subscribe(event -> {}, NAMED));
            loops.put("the listener to channel news", db.listen("news", notification -> {}));
            loops.put("scheduler ", db.scheduler().run());
            loops.put(
                    "the janitor",
                    db.janitor(JanitorOptions.builder()
                            .every(Duration.ofMillis(20))
                            .expiredResults(true)
                            .build()));
            damage.apply(file, other);
            loops.forEach((name, handle) -> {
                assertThat(handle.awaitEnd(LONG)).as(name + " has ended").isTrue();
                assertThat(handle.failed()).as(name + " has failed").isTrue();
                assertThat(handle.failure().orElseThrow())
                        .as(name)
                        .isInstanceOfSatisfying(HonkerSqlException.class, failure -> assertThat(failure.isCorruption())
                                .isTrue())
                        .hasMessageContaining("damaged")
                        .hasMessageContaining("restore a backup");
                assertThatThrownBy(handle::throwIfFailed).isInstanceOf(HonkerException.class);
            });
            assertThat(errors.texts()).allMatch(text -> text.startsWith("honker: "));
            loops.keySet().forEach(name -> assertThat(errors.texts())
                    .anyMatch(text -> text.contains(name) && text.contains(" has ended")));
            assertThat(db.watcher().state()).isEqualTo(WatcherState.FAILED);
            assertThat(db.watcher().failure()).hasMessageContaining("damaged");
        } finally {
            requireClosedAtOnce(db);
        }
    }

    private static OutboxHandle outbox(Database db) {
        return db.outbox("hooks", payload -> {}).runWorker("postman");
    }

    @ParameterizedTest
    @EnumSource
    void aWorkerWhoseHandlersRunEndsToo(Damage damage) throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        Database db = Honker.open(file);
        try (Connection other = other()) {
            db.queue("mail").enqueueAll(List.of("a", "b"));
            var worker = db.queue("mail").worker("mailer", job -> hold(begun, end));
            var second = db.queue("mail").worker("second", job -> hold(begun, end));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            damage.apply(file, other);
            end.countDown();
            for (BackgroundHandle handle : List.of(worker, second)) {
                assertThat(handle.awaitEnd(LONG)).isTrue();
                assertThat(handle.failed()).isTrue();
            }
        } finally {
            requireClosedAtOnce(db);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingNoticesItWhereNothingElseHas(Damage damage) throws Exception {
        Database db = Honker.open(file);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (Connection other = other()) {
            db.queue("mail").enqueue("a");
            db.queue("mail").worker("mailer", job -> hold(begun, end));
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            damage.apply(file, other);
            end.countDown();
        } finally {
            requireClosedAtOnce(db);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsIsTold(Damage damage) throws Exception {
        Database db = Honker.open(file);
        try (Connection other = other();
                UpdateEvents updates = db.updateEvents();
                Listener listener = db.listen("news")) {
            long id = db.queue("mail").enqueue("a");
            CompletableFuture<String> result = db.queue("mail")
                    .waitResultAsync(
                            id,
                            WaitOptions.builder()
                                    .fallbackPollInterval(Duration.ofMillis(20))
                                    .build());
            var lock = db.lock("leader", LockOptions.builder().autoRenew(true).build());
            damage.apply(file, other);
            assertThatThrownBy(() -> result.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(HonkerSqlException.class);
            assertThatThrownBy(() -> listener.next(LONG)).isInstanceOf(HonkerSqlException.class);
            if (damage == Damage.HEADER) {
                // why only then: the watcher reads the header, and is right about commits as long as that is whole
                assertThatThrownBy(() -> awaitTheEnd(updates))
                        .isInstanceOf(HonkerException.class)
                        .hasMessageContaining("damaged");
            }
            assertThat(lock.name()).isEqualTo("leader");
        } finally {
            requireClosedAtOnce(db);
        }
    }

    @Test
    void anInlineWorkerEndsToo() throws Exception {
        Database db = Honker.open(file, OpenOptions.builder().inline(true).build());
        try (Connection other = prepared(Sql.open(file))) {
            BackgroundHandle worker = db.queue("mail").worker("mailer", job -> {});
            // why: its thread commits, so it is the one that claims
            Damage.PAGES.apply(file, other);
            assertThat(worker.failed()).isTrue();
            assertThat(worker.isRunning()).isFalse();
            assertThat(errors.texts()).anyMatch(text -> text.contains("worker mailer-") && text.contains(" has ended"));
            assertThat(db.watcher().state()).isEqualTo(WatcherState.FAILED);
        } finally {
            requireClosedAtOnce(db);
        }
    }

    private Connection other() throws SQLException {
        return prepared(DriverManager.getConnection("jdbc:sqlite:" + file));
    }

    private static Connection prepared(Connection connection) throws SQLException {
        Sql.run(connection, "CREATE TABLE beside(n INTEGER)");
        Sql.run(connection, "INSERT INTO beside VALUES (0)");
        return connection;
    }

    /** Waits past the commits of before the damage. */
    private static void awaitTheEnd(UpdateEvents updates) {
        boolean updated = true;
        while (updated) {
            updated = updates.awaitUpdate(LONG);
        }
    }

    private static void hold(CountDownLatch begun, CountDownLatch end) throws InterruptedException {
        begun.countDown();
        assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void requireClosedAtOnce(Database db) {
        long start = System.nanoTime();
        try {
            db.close();
        } catch (HonkerException e) {
            assertThat(e).hasStackTraceContaining("SQLITE_");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("the time that closing took, which was 11 s")
                .isLessThan(Duration.ofSeconds(5));
        assertThat(db.isClosed()).isTrue();
    }

    /** What happens to the file. */
    enum Damage {
        /** All pages but the first, which the header is in. */
        PAGES(1),
        /** The header too: it is no database any more. */
        HEADER(0);

        private final int firstPage;

        Damage(int firstPage) {
            this.firstPage = firstPage;
        }

        /** {@code other} commits a page that it has read before: then everybody reads the file again. */
        void apply(Path file, Connection other) throws Exception {
            Sql.text(other, "PRAGMA wal_checkpoint(TRUNCATE)");
            // why: nobody else may commit meanwhile, or this connection would have to read again, too
            other.setAutoCommit(false);
            Sql.run(other, "UPDATE beside SET n = n + 1");
            long pages = Files.size(file) / 4096;
            Process overwrite = new ProcessBuilder(
                            "dd",
                            "if=/dev/urandom",
                            "of=" + file,
                            "bs=4096",
                            "seek=" + firstPage,
                            "count=" + (pages - firstPage),
                            "conv=notrunc",
                            "status=none")
                    .inheritIO()
                    .start();
            assertThat(overwrite.waitFor()).isZero();
            other.commit();
            other.setAutoCommit(true);
        }
    }

    /** Collects errors that are logged; thread-safe. */
    private static final class Errors extends Handler {

        private final List<String> texts = new ArrayList<>();

        @Override
        public synchronized void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.SEVERE.intValue()) {
                texts.add(entry.getMessage());
            }
        }

        synchronized List<String> texts() {
            return List.copyOf(texts);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
