package dev.honker.internal.runtime;

import dev.honker.BackgroundHandle;
import dev.honker.HonkerClosedException;
import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The public face of a loop; thread-safe. */
public abstract class LoopHandle implements BackgroundHandle {

    private final Loop loop;
    private final Duration stopTimeout;

    /** {@code stopTimeout} is what {@link #close} waits for the loop's work to end by itself. */
    protected LoopHandle(Loop loop, Duration stopTimeout) {
        this.loop = loop;
        this.stopTimeout = stopTimeout;
    }

    /**
     * Starts the loop as a child of its database, as a part of the work.
     *
     * @throws HonkerClosedException if the database has been closed
     */
    protected final void start(Executor executor, Children children) {
        start(executor, children, Children.Phase.WORK);
    }

    /**
     * Starts the loop as a child of its database.
     *
     * @throws HonkerClosedException if the database has been closed as far as this phase
     */
    protected final void start(Executor executor, Children children, Children.Phase phase) {
        try {
            if (!children.add(this, phase)) {
                throw new HonkerClosedException("the database is closed");
            }
            loop.start(executor, () -> children.remove(this), phase == Children.Phase.UPKEEP);
        } catch (RuntimeException | Error e) {
            children.remove(this);
            loop.abandon();
            throw e;
        }
    }

    @Override
    public final boolean isRunning() {
        return loop.isRunning();
    }

    @Override
    public final Optional<Throwable> failure() {
        @Nullable Throwable failure = loop.failure();
        return Optional.ofNullable(failure);
    }

    @Override
    public final Optional<Throwable> trouble() {
        @Nullable Throwable trouble = loop.trouble();
        return Optional.ofNullable(trouble);
    }

    @Override
    public final void throwIfFailed() {
        loop.throwIfFailed();
    }

    /** Asks for a soft stop without waiting for it. */
    final void requestStop() {
        loop.requestStop();
    }

    /** The rest of {@link #close} for one that was asked to stop at this {@link System#nanoTime}, but for the grace. */
    final void awaitEndOrStopNow(long asked) {
        Duration left = stopTimeout.minusNanos(System.nanoTime() - asked);
        loop.awaitEndOrStopNow(left.isNegative() ? Duration.ZERO : left);
    }

    /** Waits after a hard stop for the end, which is near. */
    final void awaitGrace() {
        loop.awaitGrace();
    }

    final Duration stopTimeout() {
        return stopTimeout;
    }

    /** Whether the calling thread is the loop's, or in its user's code. */
    final boolean isWithin() {
        return loop.isWithin();
    }

    @Override
    public final boolean stop(Duration deadline) {
        return loop.stop(Check.notNegative("deadline", deadline));
    }

    @Override
    public final void stopNow() {
        loop.stopNow();
    }

    @Override
    public final boolean awaitEnd(Duration timeout) {
        return loop.awaitEnd(Check.notNegative("timeout", timeout));
    }

    @Override
    public final void close() {
        loop.stop(stopTimeout);
    }

    @Override
    public String toString() {
        return loop.toString();
    }
}
