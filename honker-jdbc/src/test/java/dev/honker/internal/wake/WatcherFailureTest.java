package dev.honker.internal.wake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.DatabaseReplacedException;
import dev.honker.UpdateEvents;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.sqlite.DataVersionProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WatcherFailureTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration QUIET = Duration.ofMillis(60);
    private static final String REPLACED_TEXT = "honker: database file replaced: expected \\(dev=\\w+, ino=\\d+\\), "
            + "found (no file|\\(dev=\\w+, ino=\\d+\\)) at /.*/app\\.db\\. .*open the database again";

    @TempDir
    Path folder;

    private final ScriptedProbe probes = new ScriptedProbe(DataVersionProbe::open);
    private final Watchers watchers = new Watchers(probes, (file, path, bytes, limit) -> {});

    @AfterEach
    void nothingIsLeft() throws Exception {
        assertThat(WatcherThreads.of("app.db")).isEmpty();
        assertThat(OpenFiles.under(folder)).isEmpty();
        assertThat(watchers.size()).isZero();
    }

    @Test
    void deletedAndRecreatedFileFailsPresentAndLaterSubscribers() throws Exception {
        Path path = folder.resolve("app.db");
        try (PlainDatabase old = PlainDatabase.create(path, "DELETE");
                UpdateEvents present = watchers.subscribe(path, WatchSettings.DEFAULT)) {
            FileIdentity expected = FileIdentity.of(path);
            Files.delete(path);
            PlainDatabase.create(path, "DELETE").close();
            assertReplaced(present);
            assertReplaced(present);
            assertThatThrownBy(() -> watchers.subscribe(path, expected, WatchSettings.DEFAULT))
                    .isInstanceOf(DatabaseReplacedException.class)
                    .hasMessageMatching(REPLACED_TEXT);
            assertThat(old.count()).isZero();
        }
    }

    @Test
    void fileRenamedOverFailsTheOldSubscribersAndNotTheNew() throws Exception {
        Path path = folder.resolve("app.db");
        try (PlainDatabase old = PlainDatabase.create(path, "WAL");
                UpdateEvents first = watchers.subscribe(path, WatchSettings.DEFAULT);
                UpdateEvents second = watchers.subscribe(path, FileIdentity.of(path), WatchSettings.DEFAULT)) {
            Path other = folder.resolve("other.db");
            PlainDatabase.create(other, "DELETE").close();
            Files.move(other, path, StandardCopyOption.ATOMIC_MOVE);
            assertReplaced(first);
            assertReplaced(second);
            Files.deleteIfExists(folder.resolve("app.db-wal"));
            Files.deleteIfExists(folder.resolve("app.db-shm"));
            try (PlainDatabase fresh = PlainDatabase.open(path);
                    UpdateEvents later = watchers.subscribe(path, FileIdentity.of(path), WatchSettings.DEFAULT)) {
                fresh.commit();
                assertThat(later.awaitUpdate(LONG)).isTrue();
            }
            assertThat(old.path()).isEqualTo(path);
        }
    }

    @Test
    void deletedFileFailsPresentAndLaterSubscribers() throws Exception {
        Path path = folder.resolve("app.db");
        PlainDatabase.create(path, "DELETE").close();
        FileIdentity expected = FileIdentity.of(path);
        try (UpdateEvents present = watchers.subscribe(path, WatchSettings.DEFAULT)) {
            Files.delete(path);
            assertReplaced(present);
            assertThatThrownBy(() -> watchers.subscribe(path, expected, WatchSettings.DEFAULT))
                    .isInstanceOf(DatabaseReplacedException.class)
                    .hasMessageContaining("no file");
        }
    }

    @Test
    void fileThatIsBackBeforeTheSecondCheckIsNotReplaced() throws Exception {
        Path path = folder.resolve("app.db");
        PlainDatabase.create(path, "DELETE").close();
        Path aside = folder.resolve("aside.db");
        IdentityGuard guard = new IdentityGuard(path, FileIdentity.of(path));
        assertThat(guard.check()).isTrue();
        Files.move(path, aside);
        assertThat(guard.check()).isFalse();
        Files.move(aside, path);
        assertThat(guard.check()).isTrue();
        Files.move(path, aside);
        assertThat(guard.check()).isFalse();
        assertThatThrownBy(guard::check).isInstanceOf(DatabaseReplacedException.class);
    }

    @Test
    void writerThatLocksEverythingDelaysTheWakeAndNoMore() throws Exception {
        Path path = folder.resolve("app.db");
        try (PlainDatabase writer = PlainDatabase.create(path, "DELETE");
                UpdateEvents events = watchers.subscribe(path, WatchSettings.DEFAULT)) {
            writer.execute("BEGIN EXCLUSIVE");
            writer.commit();
            probes.awaitPolls(20);
            try (UpdateEvents late = watchers.subscribe(path, WatchSettings.DEFAULT)) {
                assertThat(events.awaitUpdate(QUIET)).isFalse();
                writer.execute("COMMIT");
                assertThat(events.awaitUpdate(LONG)).isTrue();
                assertThat(late.awaitUpdate(LONG)).isTrue();
            }
            assertThat(probes.opens).hasValue(1);
        }
    }

    @Test
    void firstSubscriberMaySubscribeWhileEverythingIsLocked() throws Exception {
        Path path = folder.resolve("app.db");
        try (PlainDatabase setUp = PlainDatabase.create(path, "DELETE");
                OtherProcess writer = OtherProcess.on(path)) {
            writer.execute("BEGIN EXCLUSIVE");
            writer.commit();
            try (UpdateEvents events = watchers.subscribe(path, WatchSettings.DEFAULT)) {
                probes.awaitPolls(5);
                assertThat(events.awaitUpdate(QUIET)).isFalse();
                writer.execute("COMMIT");
                assertThat(events.awaitUpdate(LONG)).isTrue();
                assertThat(setUp.count()).isEqualTo(1);
            }
        }
    }

    @Test
    void lostConnectionWakesEverybodyAndSoDoesTheNextOne() throws Exception {
        Path path = folder.resolve("app.db");
        try (PlainDatabase database = PlainDatabase.create(path, "WAL");
                UpdateEvents events = watchers.subscribe(path, WatchSettings.DEFAULT)) {
            for (int i = 0; i < 3; i++) {
                probes.failOpens(new SQLException("disk on fire", null, 14));
                probes.failPolls(new SQLException("disk on fire", null, 10));
                assertThat(events.awaitUpdate(LONG)).isTrue();
                probes.failPolls(null);
                database.commit();
                assertThat(events.awaitUpdate(QUIET)).isFalse();
                probes.failOpens(null);
                assertThat(events.awaitUpdate(LONG)).isTrue();
                database.commit();
                assertThat(events.awaitUpdate(LONG)).isTrue();
            }
        }
    }

    @Test
    void busyPollsAreSkippedOnTheSameConnection() throws Exception {
        Path path = folder.resolve("app.db");
        try (PlainDatabase database = PlainDatabase.create(path, "WAL");
                UpdateEvents events = watchers.subscribe(path, WatchSettings.DEFAULT)) {
            for (int code : new int[] {5, 6, 5 | 2 << 8, 6 | 1 << 8}) {
                probes.failPolls(new SQLException("locked", null, code));
                probes.awaitPolls(3);
                database.commit();
                assertThat(events.awaitUpdate(QUIET)).isFalse();
                probes.failPolls(null);
                assertThat(events.awaitUpdate(LONG)).isTrue();
            }
            assertThat(probes.opens).hasValue(1);
        }
    }

    @Test
    void lockInTheWayOfTheFirstConnectIsWaitedOut() throws Exception {
        Path path = folder.resolve("app.db");
        PlainDatabase.create(path, "WAL").close();
        probes.failOpens(new SQLException("locked", null, 5));
        try (UpdateEvents events = watchers.subscribe(path, WatchSettings.DEFAULT)) {
            long start = System.nanoTime();
            assertThat(events.awaitUpdate(QUIET)).isFalse();
            while (probes.opens.get() < 2) {
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .as("tried once")
                        .isLessThan(LONG);
                assertThat(events.awaitUpdate(QUIET)).isFalse();
            }
            long rounds = (System.nanoTime() - start) / QUIET.toNanos();
            assertThat(probes.opens.get()).isLessThanOrEqualTo(20 * (int) rounds);
            probes.failOpens(null);
            assertThat(events.awaitUpdate(LONG)).isTrue();
        }
    }

    @Test
    void firstConnectThatFailsIsThrownBySubscribe() throws Exception {
        Path path = folder.resolve("app.db");
        PlainDatabase.create(path, "WAL").close();
        SQLException failure = new SQLException("no descriptors left", null, 14);
        probes.failOpens(failure);
        assertThatThrownBy(() -> watchers.subscribe(path, WatchSettings.DEFAULT))
                .isSameAs(failure);
        probes.failOpens(null);
        probes.failPolls(failure);
        assertThatThrownBy(() -> watchers.subscribe(path, WatchSettings.DEFAULT))
                .isSameAs(failure);
    }

    @Test
    void anErrorThatPassesNeitherEndsTheThreadNorLeavesSubscribersBehind() throws Exception {
        Path path = folder.resolve("app.db");
        try (PlainDatabase database = PlainDatabase.create(path, "WAL");
                UpdateEvents events = watchers.subscribe(path, WatchSettings.DEFAULT)) {
            for (Throwable failure : new Throwable[] {
                new OutOfMemoryError("injected"), new IllegalStateException("injected"), new StackOverflowError()
            }) {
                probes.failPolls(failure);
                probes.failOpens(failure);
                assertThat(events.awaitUpdate(LONG)).isTrue();
                probes.failPolls(null);
                probes.failOpens(null);
                Thread watcher = WatcherThreads.of("app.db").get(0);
                database.commit();
                assertThat(events.awaitUpdate(LONG)).isTrue();
                assertThat(watcher.isAlive()).isTrue();
            }
        }
    }

    @Test
    void aFailureIsToldToEverybodyThoughItCannotBeLogged() throws Exception {
        Path path = folder.resolve("app.db");
        Logger logger = Logger.getLogger(Loggers.WATCHER.getName());
        Handler broken = new Handler() {
            @Override
            public void publish(LogRecord record) {
                throw new OutOfMemoryError("in the log");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(broken);
        try (PlainDatabase database = PlainDatabase.create(path, "WAL");
                UpdateEvents first = watchers.subscribe(path, WatchSettings.DEFAULT);
                UpdateEvents second = watchers.subscribe(path, WatchSettings.DEFAULT)) {
            assertThat(database.count()).isZero();
            probes.failPolls(new SQLException("malformed", null, 11));
            for (UpdateEvents events : new UpdateEvents[] {first, second, first}) {
                assertThatThrownBy(() -> awaitForEver(events)).hasMessageContaining("malformed");
            }
        } finally {
            logger.removeHandler(broken);
        }
    }

    @Test
    void interruptedWatcherThreadGoesOn() throws Exception {
        Path path = folder.resolve("app.db");
        try (PlainDatabase database = PlainDatabase.create(path, "WAL");
                UpdateEvents events = watchers.subscribe(path, WatchSettings.DEFAULT)) {
            Thread watcher = WatcherThreads.of("app.db").get(0);
            watcher.interrupt();
            probes.awaitPolls(3);
            assertThat(watcher.isInterrupted()).isFalse();
            database.commit();
            assertThat(events.awaitUpdate(LONG)).isTrue();
        }
    }

    private static void assertReplaced(UpdateEvents events) {
        assertThatThrownBy(() -> awaitForEver(events))
                .isInstanceOf(DatabaseReplacedException.class)
                .hasMessageMatching(REPLACED_TEXT);
    }

    /** Until it throws: wakes on the way are allowed. */
    private static void awaitForEver(UpdateEvents events) {
        while (events.awaitUpdate(LONG)) {
            Thread.onSpinWait();
        }
    }
}
