package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.DatabaseReplacedException;
import dev.honker.HonkerClosedException;
import dev.honker.HonkerException;
import dev.honker.UpdateEvents;
import dev.honker.internal.engine.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Watcher handles of SQL. */
class WatcherHandlesTest implements FunctionContext {

    private final Events events = new Events();
    private String watched = "";

    @Test
    void waitTellsCommitsFromTimeouts() throws SQLException {
        long handle = open();
        assertThat(watched).isEqualTo("app.db null null");
        assertThat(call("honker_update_watcher_wait", handle, 0L)).isEqualTo(0L);
        events.wakes.release();
        assertThat(call("honker_update_watcher_wait", handle, -5L)).isEqualTo(1L);
        assertThat(call("honker_update_watcher_wait", handle, Long.MIN_VALUE)).isEqualTo(0L);
        events.wakes.release();
        assertThat(call("honker_update_watcher_wait", handle, Long.MAX_VALUE)).isEqualTo(1L);
    }

    @Test
    void handlesAreNumberedUpwards() throws SQLException {
        long first = open();
        assertThat(call("honker_update_watcher_open", "app.db", "poll", 7L)).isEqualTo(first + 1);
        assertThat(watched).isEqualTo("app.db poll 7");
        assertThat(open()).isEqualTo(first + 2);
    }

    @Test
    void closedAndUnknownHandlesAreMinusOne() throws SQLException {
        long handle = open();
        assertThat(call("honker_update_watcher_close", handle)).isEqualTo(1L);
        assertThat(events.closed).isTrue();
        assertThat(call("honker_update_watcher_close", handle)).isEqualTo(1L);
        assertThat(call("honker_update_watcher_wait", handle, 1000L)).isEqualTo(-1L);
        assertThat(call("honker_update_watcher_wait", 99_999L, 1000L)).isEqualTo(-1L);
    }

    @Test
    void closeWakesEveryWaiter() throws Exception {
        long handle = open();
        CompletableFuture<Object> one = inThread(() -> waitFor(handle));
        CompletableFuture<Object> two = inThread(() -> waitFor(handle));
        while (events.wakes.getQueueLength() < 2) {
            Thread.onSpinWait();
        }
        call("honker_update_watcher_close", handle);
        assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo(-1L);
        assertThat(two.get(10, TimeUnit.SECONDS)).isEqualTo(-1L);
    }

    @Test
    void deadWatcherIsMinusOneAndForgotten() throws SQLException {
        long handle = open();
        events.failure = new DatabaseReplacedException("replaced");
        assertThat(call("honker_update_watcher_wait", handle, 0L)).isEqualTo(-1L);
        assertThat(events.closed).isTrue();
        events.failure = null;
        assertThat(call("honker_update_watcher_wait", handle, 0L)).isEqualTo(-1L);
    }

    @Test
    void interruptedWaitKeepsTheHandleAndTheFlag() throws SQLException {
        long handle = open();
        events.failure = new HonkerException("interrupted");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> call("honker_update_watcher_wait", handle, 5L))
                .hasMessage("honker: interrupted while waiting on watcher handle " + handle);
        assertThat(Thread.interrupted()).isTrue();
        events.failure = null;
        assertThat(call("honker_update_watcher_wait", handle, 0L)).isEqualTo(0L);
    }

    @Test
    void badIntervalsAndBackendsAreRefused() {
        assertThatThrownBy(() -> call("honker_update_watcher_open", "app.db", null, 0L))
                .hasMessage("watcher poll interval must be positive");
        assertThatThrownBy(() -> call("honker_update_watcher_open", "app.db", "KERNEL"))
                .hasMessage("unknown watcher backend \"KERNEL\"; valid: None, 'polling', 'kernel', 'shm'");
        assertThat(watched).isEmpty();
    }

    private long open() throws SQLException {
        return (Long) call("honker_update_watcher_open", "app.db", null);
    }

    private Object waitFor(long handle) {
        try {
            return call("honker_update_watcher_wait", handle, 60_000L);
        } catch (SQLException e) {
            return e;
        }
    }

    private Object call(String name, @Nullable Object... arguments) throws SQLException {
        for (WatcherFunction function : WatcherFunction.values()) {
            if (function.sqlName().equals(name) && function.arity() == arguments.length) {
                return String.valueOf(function.call(this, arguments)).transform(Long::valueOf);
            }
        }
        throw new AssertionError(name);
    }

    @Override
    public UpdateEvents watch(String path, @Nullable String backend, @Nullable Long pollMillis) {
        watched = path + " " + backend + " " + pollMillis;
        return events;
    }

    @Override
    public Session session() {
        throw new AssertionError("a watcher function touches no table");
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    private static final class Events implements UpdateEvents {

        private final Semaphore wakes = new Semaphore(0);
        private volatile boolean closed;
        private @Nullable HonkerException failure;

        @Override
        public boolean awaitUpdate(@Nullable Duration timeout) {
            if (failure != null) {
                throw failure;
            }
            try {
                boolean woken = wakes.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS);
                if (closed) {
                    wakes.release();
                    throw new HonkerClosedException("closed");
                }
                return woken;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {
            closed = true;
            wakes.release();
        }
    }

    // why threads of their own: the common pool of a machine with two cores runs one task at a time
    private static <T> CompletableFuture<T> inThread(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, run -> new Thread(run).start());
    }
}
