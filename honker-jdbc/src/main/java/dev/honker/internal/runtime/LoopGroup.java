package dev.honker.internal.runtime;

import dev.honker.BackgroundHandle;
import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Several handles that are one to the user; thread-safe. They end side by side. */
public abstract class LoopGroup implements BackgroundHandle {

    private final List<? extends BackgroundHandle> handles;
    private final Duration stopTimeout;

    /** {@code stopTimeout} is what {@link #close} waits for the work to end by itself. */
    protected LoopGroup(List<? extends BackgroundHandle> handles, Duration stopTimeout) {
        this.handles = List.copyOf(handles);
        this.stopTimeout = stopTimeout;
    }

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
