package dev.honker.internal.wake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.DatabaseReplacedException;
import dev.honker.UpdateEvents;
import dev.honker.WatcherBackend;
import dev.honker.WatcherState;
import dev.honker.WatcherStatus;
import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.sqlite.DataVersionProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a watcher says of itself. */
@Timeout(60)
class WatcherStatusTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Watchers watchers = new Watchers(DataVersionProbe::open, (file, path, bytes, limit) -> {});
    private PlainDatabase database;
    private CommitHint line;

    @BeforeEach
    void createDatabase() throws Exception {
        database = PlainDatabase.create(folder.resolve("app.db"), "WAL");
        line = watchers.hint(database.path(), FileIdentity.of(database.path()));
    }

    @AfterEach
    void closeDatabase() throws Exception {
        line.close();
        database.close();
        assertThat(watchers.size()).isZero();
    }

    @Test
    void nothingWatchesWhileNobodySubscribes() throws Exception {
        line.committed();
        assertThat(status()).isEqualTo(status(WatcherState.IDLE, null, 0, 0));
        watchers.subscribe(database.path(), WatchSettings.DEFAULT).close();
        assertThat(status()).isEqualTo(status(WatcherState.IDLE, null, 0, 0));
    }

    @Test
    void subscribersAndTheirWakesAreCountedOverAllWatchersOfTheFile() throws Exception {
        for (int round = 1; round <= 2; round++) {
            try (UpdateEvents first = watchers.subscribe(database.path(), WatchSettings.DEFAULT);
                    UpdateEvents second = watchers.subscribe(database.path(), WatchSettings.DEFAULT)) {
                WatcherStatus before = status();
                assertThat(before.state()).isEqualTo(WatcherState.RUNNING);
                assertThat(before.backend()).isEqualTo(WatcherBackend.PRAGMA_DATA_VERSION);
                assertThat(before.subscribers()).isEqualTo(2);
                assertThat(before.wakes()).isEqualTo(round - 1);
                database.commit();
                assertThat(first.awaitUpdate(LONG)).isTrue();
                assertThat(second.awaitUpdate(LONG)).isTrue();
            }
            assertThat(status().wakes()).isEqualTo(round);
        }
    }

    @Test
    void onlyWakesThatAHintPrecededAreMeasured() throws Exception {
        try (UpdateEvents events = watchers.subscribe(database.path(), new WatchSettings(WatchBackend.POLLING, LONG))) {
            long before = System.nanoTime();
            database.commit();
            line.committed();
            assertThat(events.awaitUpdate(LONG)).isTrue();
            WatcherStatus status = measured();
            assertThat(status.wakes()).isEqualTo(1);
            assertThat(status.measuredWakes()).isEqualTo(1);
            assertThat(status.lastLatency())
                    .isBetween(Duration.ofNanos(1), Duration.ofNanos(System.nanoTime() - before));
            assertThat(status.totalLatency()).isEqualTo(status.lastLatency());
            assertThat(status.meanLatency()).isEqualTo(status.lastLatency());
        }
        try (UpdateEvents events = watchers.subscribe(database.path(), WatchSettings.DEFAULT)) {
            database.commit();
            assertThat(events.awaitUpdate(LONG)).isTrue();
        }
        assertThat(status().measuredWakes()).isEqualTo(1);
        assertThat(status().wakes()).isEqualTo(2);
    }

    /** The status after a wake was measured, which is a moment after the subscriber has it. */
    private WatcherStatus measured() {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (status().measuredWakes() == 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return status();
    }

    @Test
    void replacedFileIsToldOfUntilItIsWatchedAgain() throws Exception {
        try (UpdateEvents events = watchers.subscribe(database.path(), WatchSettings.DEFAULT)) {
            Path other = folder.resolve("other.db");
            PlainDatabase.create(other, "DELETE").close();
            Path aside = Files.move(database.path(), folder.resolve("aside.db"));
            Files.move(other, database.path(), StandardCopyOption.ATOMIC_MOVE);
            assertThatThrownBy(() -> {
                        while (events.awaitUpdate(LONG)) {}
                    })
                    .isInstanceOf(DatabaseReplacedException.class);
            assertThat(status().state()).isEqualTo(WatcherState.REPLACED);
            assertThat(status().subscribers()).isEqualTo(1);
            Files.move(aside, database.path(), StandardCopyOption.ATOMIC_MOVE);
        }
        WatcherStatus ended = status();
        assertThat(ended.state()).isEqualTo(WatcherState.REPLACED);
        assertThat(ended.subscribers()).isZero();
        assertThat(ended.backend()).isNull();
        assertThat(ended.failure()).isInstanceOf(DatabaseReplacedException.class);
        try (UpdateEvents again = watchers.subscribe(database.path(), WatchSettings.DEFAULT)) {
            assertThat(again.awaitUpdate(Duration.ZERO)).isFalse();
            assertThat(status().state()).isEqualTo(WatcherState.RUNNING);
            assertThat(status().failure()).isNull();
        }
        assertThat(status().state()).isEqualTo(WatcherState.IDLE);
    }

    @Test
    void watcherThatLostItsConnectionSaysSo() throws Exception {
        ScriptedProbe probes = new ScriptedProbe(DataVersionProbe::open);
        Watchers failing = new Watchers(probes, (file, path, bytes, limit) -> {});
        try (CommitHint own = failing.hint(database.path(), FileIdentity.of(database.path()));
                UpdateEvents events = failing.subscribe(database.path(), WatchSettings.DEFAULT)) {
            assertThat(own.watcher().state()).isEqualTo(WatcherState.RUNNING);
            SQLException failure = new SQLException("disk on fire", null, 10);
            probes.failOpens(failure);
            probes.failPolls(failure);
            assertThat(events.awaitUpdate(LONG)).isTrue();
            assertThat(own.watcher().state()).isEqualTo(WatcherState.RECONNECTING);
            probes.failPolls(null);
            probes.failOpens(null);
            assertThat(events.awaitUpdate(LONG)).isTrue();
            assertThat(own.watcher().state()).isEqualTo(WatcherState.RUNNING);
        }
    }

    @Test
    void watcherThatFailedSaysByWhat() throws Exception {
        ScriptedProbe probes = new ScriptedProbe(DataVersionProbe::open);
        Watchers failing = new Watchers(probes, (file, path, bytes, limit) -> {});
        try (CommitHint own = failing.hint(database.path(), FileIdentity.of(database.path()))) {
            try (UpdateEvents events = failing.subscribe(database.path(), WatchSettings.DEFAULT)) {
                probes.failPolls(new SQLException("malformed", null, 11));
                assertThatThrownBy(() -> events.awaitUpdate(LONG)).hasMessageContaining("malformed");
            }
            assertThat(own.watcher().state()).isEqualTo(WatcherState.FAILED);
            assertThat(own.watcher().failure()).hasMessageContaining("malformed");
        }
    }

    @Test
    void aFileThatWasReplacedIsToldOfWithoutAWatcherAsLongAsItIsNotBack() throws Exception {
        Path aside = Files.move(database.path(), folder.resolve("aside.db"));
        assertThat(status().state()).isEqualTo(WatcherState.REPLACED);
        assertThat(status().failure())
                .isInstanceOf(DatabaseReplacedException.class)
                .hasMessageContaining("no file");
        PlainDatabase.create(database.path(), "DELETE").close();
        assertThat(status().state()).isEqualTo(WatcherState.REPLACED);
        assertThat(status().failure())
                .isInstanceOf(DatabaseReplacedException.class)
                .hasMessageContaining("ino=");
        try (CommitHint newer = watchers.hint(database.path(), FileIdentity.of(database.path()))) {
            assertThat(newer.watcher().state())
                    .as("while others write to the file of before")
                    .isEqualTo(WatcherState.REPLACED);
            line.close();
            assertThat(newer.watcher().state()).isEqualTo(WatcherState.IDLE);
        }
        line = watchers.hint(database.path(), FileIdentity.of(aside));
        Files.move(aside, database.path(), StandardCopyOption.ATOMIC_MOVE);
        assertThat(status()).isEqualTo(status(WatcherState.IDLE, null, 0, 0));
    }

    private WatcherStatus status() {
        return line.watcher();
    }

    private static WatcherStatus status(
            WatcherState state, @Nullable WatcherBackend backend, int subscribers, long wakes) {
        return new WatcherStatus(state, backend, subscribers, wakes, 0, Duration.ZERO, null, null);
    }
}
