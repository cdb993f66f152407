package dev.honker.internal.runtime;

import dev.honker.DatabaseReplacedException;
import dev.honker.HonkerClosedException;
import dev.honker.HonkerException;
import dev.honker.HonkerSqlException;
import dev.honker.internal.check.Quietly;
import dev.honker.internal.wake.BackgroundThread;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A background activity that takes turns until it is stopped; thread-safe. A failing turn is logged and followed by another
 * one, after a pause that grows; nothing but a stop, a closed, replaced or damaged database, the end of its executor, or its body's own
 * decision ends it. What ends it otherwise is its {@link #failure}, so that no loop is dead and silent.
 */
public final class Loop {

    /** How long a loop may go on after its user's code was interrupted, to write down what became of it. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private static final ThreadLocal<@Nullable Loop> LOOPING = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable Inside> INSIDE = new ThreadLocal<>();
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long LONGEST_STOPPING_PAUSE_MILLIS = 200;

    /** After how many failed turns in a row, some 3 s, that is more than a moment's trouble. */
    private static final int TROUBLED_AFTER = 6;

    private final String name;
    private final LoopBody body;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch stopWanted = new CountDownLatch(1);
    private final CountDownLatch hardStopWanted = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Throwable trouble;
    private volatile boolean interrupted;
    private volatile Interrupts interrupts = Interrupts.SURVIVED;
    private volatile Runnable afterEnd = () -> {};
    private volatile long graceEnds;

    /** The loops whose user's code a thread is in. */
    private record Inside(Loop loop, @Nullable Inside outer) {}

    /**
     * Makes a loop that has not started.
     *
     * @param name for its log lines, such as {@code worker mail-1}
     */
    public Loop(String name, LoopBody body) {
        this.name = name;
        this.body = body;
    }

    /**
     * Starts it.
     *
     * @param executor what runs it, for as long as it lives; a rejection goes to the caller
     * @param afterEnd runs last, in the loop's thread, or in that of who stopped it before it had begun
     */
    public void start(Executor executor, Runnable afterEnd) {
        start(executor, afterEnd, false);
    }

    /** As {@link #start(Executor, Runnable)}; {@code upkeep} says whether its thread keeps things alive for others. */
    void start(Executor executor, Runnable afterEnd, boolean upkeep) {
        this.afterEnd = afterEnd;
        this.interrupts = Interrupts.of(executor);
        executor.execute(() -> run(upkeep));
    }

    /**
     * Ends one that has not begun, so that its body gives back what it holds; it never begins then. Its executor may have
     * thrown, or have taken it for a time that does not come.
     *
     * @return false if it has begun: then this does nothing
     */
    boolean abandon() {
        if (!begun.compareAndSet(false, true)) {
            return false;
        }
        stopWanted.countDown();
        finish();
        return true;
    }

    /** Whether it has not ended yet. */
    public boolean isRunning() {
        return ended.getCount() > 0;
    }

    /** Whether a stop was asked for. */
    public boolean isStopping() {
        return stopWanted.getCount() == 0;
    }

    /** What keeps it from its work at present, although it goes on trying; null if nothing does. */
    public @Nullable Throwable trouble() {
        if (!isRunning()) {
            return null;
        }
        Throwable turns = trouble;
        return turns == null ? body.trouble() : turns;
    }

    /** What ended it against its owner's will; null while it runs and after a stop. */
    public @Nullable Throwable failure() {
        return failure;
    }

    /** Asks for a soft stop and returns at once. */
    void requestStop() {
        stopWanted.countDown();
        if (!abandon()) {
            body.wake();
        }
    }

    /**
     * Lets it finish what it has begun, at most until the deadline or an interrupt of the caller, then interrupts and waits for
     * the end that follows. Called from {@linkplain #isWithin within} it only asks for the stop.
     *
     * @return whether everything ended by itself
     */
    public boolean stop(Duration deadline) {
        requestStop();
        return !isWithin() && (awaitEndOrStopNow(deadline) || !awaitGrace());
    }

    /** Waits until it has ended, at most until the deadline or an interrupt of the caller; then {@link #stopNow}. */
    boolean awaitEndOrStopNow(Duration deadline) {
        boolean inTime = awaitEnd(deadline);
        if (!inTime) {
            stopNow();
        }
        return inTime;
    }

    /** Interrupts the user's code that runs, and ends within a second or so. Does not wait. */
    public void stopNow() {
        synchronized (hardStopWanted) {
            if (!isHard()) {
                graceEnds = System.nanoTime() + GRACE.toNanos();
                hardStopWanted.countDown();
            }
        }
        stopWanted.countDown();
        if (!abandon()) {
            body.interrupt();
            body.wake();
        }
    }

    private boolean isHard() {
        return hardStopWanted.getCount() == 0;
    }

    /**
     * Waits after a hard stop for the end, which is near; an interrupt of the caller is kept for later. Does nothing if there was
     * none.
     *
     * @return whether there was a hard stop
     */
    boolean awaitGrace() {
        if (isHard() && !awaitUninterruptibly(graceEnds)) {
            // why: a turn may have gone to sleep again, waiting for code that ignores its interrupt
            body.wake();
            awaitUninterruptibly(graceEnds + GRACE.toNanos());
        }
        return isHard();
    }

    private boolean awaitUninterruptibly(long until) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return ended.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until it has ended; false if it has not within this time, or if the caller was interrupted (the flag stays set). */
    public boolean awaitEnd(Duration timeout) {
        if (!isRunning()) {
            return true;
        }
        try {
            return ended.await(Math.max(0, saturatedNanos(timeout)), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !isRunning();
        }
    }

    /** Whether the calling thread runs a loop. */
    public static boolean isLoopThread() {
        return LOOPING.get() != null;
    }

    /** The loop that the calling thread runs. */
    static @Nullable Loop current() {
        return LOOPING.get();
    }

    /** Whether the calling thread is this loop's, or in its user's code: then it can't wait for the loop's end. */
    boolean isWithin() {
        if (Thread.currentThread() == thread) {
            return true;
        }
        for (Inside inside = INSIDE.get(); inside != null; inside = inside.outer()) {
            if (inside.loop() == this) {
                return true;
            }
        }
        return false;
    }

    /** Has the calling thread be in the user's code of this loop until {@link #leave}. */
    void enter() {
        INSIDE.set(new Inside(this, INSIDE.get()));
    }

    /** Ends the latest {@link #enter} of the calling thread. */
    static void leave() {
        Inside inside = INSIDE.get();
        if (inside == null || inside.outer() == null) {
            INSIDE.remove();
        } else {
            INSIDE.set(inside.outer());
        }
    }

    /** Notes that the user's code has been interrupted, and not by this loop. */
    void noteInterrupt() {
        interrupted = true;
    }

    private void run(boolean upkeep) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        thread = Thread.currentThread();
        Loop outer = LOOPING.get();
        try {
            LOOPING.set(this);
            BackgroundThread.mark();
            if (upkeep) {
                Upkeep.enter();
            }
            takeTurns();
        } catch (Throwable e) {
            // why here: whatever ends the thread, its owner is to see that
            end(e);
        } finally {
            try {
                finish();
            } finally {
                leaveThread(outer);
            }
        }
    }

    private static void leaveThread(@Nullable Loop outer) {
        Upkeep.leave();
        if (outer == null) {
            BackgroundThread.unmark();
            LOOPING.remove();
        } else {
            LOOPING.set(outer);
        }
    }

    private void takeTurns() {
        int failures = 0;
        while (true) {
            try {
                if (!goesOn()) {
                    return;
                }
                if (interrupted) {
                    throw new InterruptedException("interrupted while it ran the user's code");
                }
                body.turn(isStopping());
                failures = 0;
                trouble = null;
            } catch (Throwable e) {
                failures++;
                if (!survives(e, failures)) {
                    return;
                }
            }
        }
    }

    /** Deals with a turn that failed. Returns whether another one follows. */
    private boolean survives(Throwable e, int failures) {
        // why first: the flag would make every later wait fail
        boolean flagged = Thread.interrupted();
        boolean inUserCode = interrupted;
        interrupted = false;
        if (isStopping() && e instanceof HonkerClosedException) {
            return false;
        }
        if (isFinal(e)) {
            end(e instanceof LoopEndedException end ? end.failure() : e);
            return false;
        }
        if (flagged || e instanceof InterruptedException) {
            if (inUserCode ? interrupts.wereFinal() : interrupts.areFinal()) {
                end(isStopping() ? null : e);
                return false;
            }
            if (inUserCode) {
                return true;
            }
        }
        if (failures >= TROUBLED_AFTER) {
            trouble = e;
        }
        pauseAfter(e, failures);
        return true;
    }

    private boolean goesOn() {
        if (!isStopping()) {
            return true;
        }
        if (isHard() && System.nanoTime() - graceEnds >= 0) {
            return false;
        }
        return !body.isDrained();
    }

    private static boolean isFinal(Throwable e) {
        return e instanceof LoopEndedException || isAboutTheWholeFile(e);
    }

    /** Whether a failure ends all background work, because trying again can't help: the database is closed, replaced or damaged. */
    public static boolean isAboutTheWholeFile(Throwable e) {
        return e instanceof HonkerClosedException
                || e instanceof DatabaseReplacedException
                || e instanceof HonkerSqlException sql && sql.isCorruption();
    }

    private void end(@Nullable Throwable e) {
        failure = e;
        if (e != null) {
            Quietly.run(() -> body.log().log(
                    Level.ERROR,
                    "honker: " + name + " has ended because of a failure; start it again once the cause is fixed",
                    e));
        }
    }

    private void pauseAfter(Throwable e, int failures) {
        boolean stopping = isStopping();
        long longest = stopping ? LONGEST_STOPPING_PAUSE_MILLIS : LONGEST_PAUSE_MILLIS;
        long millis = Math.min(longest, FIRST_PAUSE_MILLIS << Math.min(failures - 1, 7));
        Quietly.run(() -> body.log().log(
                e instanceof Error ? Level.ERROR : Level.WARNING,
                "honker: a turn of " + name + " failed, " + failures + " in a row; the next one follows in " + millis
                        + " ms",
                e));
        try {
            // why three: each request ends one pause, and none of those that follow it
            CountDownLatch pauseEnds = !stopping ? stopWanted : !isHard() ? hardStopWanted : ended;
            pauseEnds.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException again) {
            // why kept: the next turn finds it, and its failure is dealt with as any other
            Thread.currentThread().interrupt();
        } catch (Throwable noMemory) {
            // why parked: that allocates nothing, and the loop must neither end nor spin
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        }
    }

    private void finish() {
        try {
            body.end();
        } catch (Throwable e) {
            Quietly.run(() -> body.log().log(Level.WARNING, "honker: the end of " + name + " failed", e));
        } finally {
            thread = null;
            ended.countDown();
            afterEnd.run();
        }
    }

    private static long saturatedNanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? 0 : Long.MAX_VALUE;
        }
    }

    @Override
    public String toString() {
        return name;
    }

    /** The failure as an exception for whoever asks whether all is well. */
    public void throwIfFailed() {
        Throwable cause = failure;
        if (cause != null) {
            throw new HonkerException(name + " has ended because of a failure: " + cause, cause);
        }
    }
}
