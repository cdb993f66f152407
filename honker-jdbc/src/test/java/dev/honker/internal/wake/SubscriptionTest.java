package dev.honker.internal.wake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerClosedException;
import dev.honker.HonkerException;
import dev.honker.UpdateEvents;
import dev.honker.internal.sqlite.DataVersionProbe;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a subscription does at its end, and how long it waits. */
@Timeout(60)
class SubscriptionTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final Watchers watchers = new Watchers(DataVersionProbe::open, (file, path, bytes, limit) -> {});
    private PlainDatabase database;

    @BeforeEach
    void createDatabase() throws SQLException {
        database = PlainDatabase.create(folder.resolve("app.db"), "WAL");
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        database.close();
        assertThat(WatcherThreads.of("app.db")).isEmpty();
        assertThat(watchers.size()).isZero();
    }

    @Test
    void closeWakesEveryoneWhoWaits() throws Exception {
        UpdateEvents events = watchers.subscribe(database.path(), WatchSettings.DEFAULT);
        CountDownLatch waiting = new CountDownLatch(3);
        List<CompletableFuture<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(OwnThread.supply(() -> {
                waiting.countDown();
                return events.awaitUpdate(null);
            }));
        }
        waiting.await();
        events.close();
        for (CompletableFuture<Boolean> waiter : waiters) {
            assertThatThrownBy(() -> waiter.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(HonkerClosedException.class);
        }
        assertThatThrownBy(() -> events.awaitUpdate(Duration.ZERO)).isInstanceOf(HonkerClosedException.class);
    }

    @Test
    void pendingWakeIsNotHandedOutAfterClose() throws Exception {
        UpdateEvents closed = watchers.subscribe(database.path(), WatchSettings.DEFAULT);
        try (UpdateEvents other = watchers.subscribe(database.path(), WatchSettings.DEFAULT)) {
            database.commit();
            assertThat(other.awaitUpdate(LONG)).isTrue();
            closed.close();
            assertThatThrownBy(() -> closed.awaitUpdate(LONG)).isInstanceOf(HonkerClosedException.class);
        }
    }

    @Test
    void interruptEndsTheWaitAndIsKept() throws Exception {
        try (UpdateEvents events = watchers.subscribe(database.path(), WatchSettings.DEFAULT)) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread waiter = new Thread(() -> {
                try {
                    events.awaitUpdate(Duration.ofSeconds(Long.MAX_VALUE));
                } catch (HonkerException e) {
                    thrown.set(e);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            waiter.start();
            waiter.interrupt();
            waiter.join(20_000);
            assertThat(thrown.get()).isInstanceOf(HonkerException.class).hasMessageContaining("interrupted");
            assertThat(flag.get()).isTrue();
        }
    }

    @Test
    void hugeTimeoutsWaitInsteadOfOverflowing() throws Exception {
        try (UpdateEvents events = watchers.subscribe(database.path(), WatchSettings.DEFAULT)) {
            CompletableFuture<Boolean> waiter =
                    OwnThread.supply(() -> events.awaitUpdate(Duration.ofSeconds(Long.MAX_VALUE)));
            database.commit();
            assertThat(waiter.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
