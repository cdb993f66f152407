package dev.honker.internal.runtime;

import dev.honker.BackgroundHandle;
import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Several handles that are one to the user; thread-safe. They end side by side. */
public abstract class LoopGroup implements BackgroundHandle {

    private final List<BackgroundHandle> handles;
    private final Duration stopTimeout;

    /** {@code stopTimeout} is what {@link #close} waits for the work to end by itself. */
    protected LoopGroup(List<? extends BackgroundHandle> handles, Duration stopTimeout) {
        this.handles = new CopyOnWriteArrayList<>(handles);
        this.stopTimeout = stopTimeout;
    }

    /** Adds one that has been started later. */
    protected final void add(BackgroundHandle handle) {
        handles.add(handle);
    }

    /** Those that there are now. */
    protected final List<BackgroundHandle> handles() {
        return List.copyOf(handles);
    }

    /** Called before those that there are are stopped; nothing may be added from its return on. */
    protected void beforeStop() {}

    @Override
    public final boolean isRunning() {
        return handles.stream().anyMatch(BackgroundHandle::isRunning);
    }

    @Override
    public final Optional<Throwable> failure() {
        return handles.stream().flatMap(handle -> handle.failure().stream()).findFirst();
    }

    @Override
    public final Optional<Throwable> trouble() {
        return handles.stream().flatMap(handle -> handle.trouble().stream()).findFirst();
    }

    @Override
    public final boolean stop(Duration deadline) {
        Check.notNegative("deadline", deadline);
        long asked = System.nanoTime();
        beforeStop();
        handles.forEach(LoopGroup::requestStop);
        boolean inTime = true;
        for (BackgroundHandle handle : handles) {
            inTime &= handle.stop(left(deadline, asked));
        }
        return inTime;
    }

    private static void requestStop(BackgroundHandle handle) {
        if (handle instanceof LoopHandle loop) {
            loop.requestStop();
        }
    }

    private static Duration left(Duration time, long since) {
        Duration left = time.minusNanos(System.nanoTime() - since);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public final void stopNow() {
        beforeStop();
        handles.forEach(BackgroundHandle::stopNow);
    }

    @Override
    public final boolean awaitEnd(Duration timeout) {
        Check.notNegative("timeout", timeout);
        long began = System.nanoTime();
        return handles.stream().allMatch(handle -> handle.awaitEnd(left(timeout, began)));
    }

    @Override
    public final void close() {
        stop(stopTimeout);
    }
}
