package dev.honker.it.support;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Work on a daemon thread of its own, for tests that do something while it waits; the test's thread owns it. */
public final class OtherThread<T> {

    private static final int LOOKS = 50;

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Thread thread;

    private OtherThread(String name, Callable<T> work) {
        thread = new Thread(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                name);
        thread.setDaemon(true);
    }

    /** Starts the work. */
    public static <T> OtherThread<T> start(String name, Callable<T> work) {
        OtherThread<T> other = new OtherThread<>(name, work);
        other.thread.start();
        return other;
    }

    /** Starts work without a result. */
    public static OtherThread<Void> run(String name, Work work) {
        return start(name, () -> {
            work.run();
            return null;
        });
    }

    /** Its thread. */
    public Thread thread() {
        return thread;
    }

    /** Returns once the work has been waiting for a lock, honker's or SQLite's own, for a while. */
    public OtherThread<T> onceItWaitsForALock() {
        return once(
                () -> isInside(thread, "org.sqlite.core.NativeDB") || isInside(thread, "dev.honker.internal.sqlite."));
    }

    /** As {@link #onceItWaitsForALock()}, while the calling thread does something at each look. */
    public OtherThread<T> onceItWaitsForALock(Runnable meanwhile) {
        return once(() -> {
            meanwhile.run();
            return isInside(thread, "dev.honker.internal.sqlite.");
        });
    }

    /** Returns once the work has been inside a class of that name for a while. */
    public OtherThread<T> onceItIsInside(String className) {
        return once(() -> isInside(thread, className));
    }

    private OtherThread<T> once(BooleanSupplier condition) {
        awaitLasting(() -> result.isDone() || condition.getAsBoolean());
        if (result.isDone()) {
            throw new AssertionError("the thread was to wait, but is done: " + result);
        }
        return this;
    }

    /** Returns once that thread has been inside honker or SQLite for a while. */
    public static void awaitWaitingForALock(Thread waiting) {
        awaitLasting(() -> isInside(waiting, "dev.honker.internal.sqlite."));
    }

    // why: whoever has been seen there at many looks in a row is waiting, not passing through
    private static void awaitLasting(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        int looks = 0;
        while (looks < LOOKS) {
            looks = condition.getAsBoolean() ? looks + 1 : 0;
            if (System.nanoTime() > deadline) {
                throw new AssertionError("the thread does not wait");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static boolean isInside(Thread thread, String classNamePrefix) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().startsWith(classNamePrefix)) {
                return true;
            }
        }
        return false;
    }

    /** What the work returned or threw, at the latest after 20 s. */
    public T get() throws Exception {
        return get(20);
    }

    /** What the work returned or threw, at the latest after that many seconds. */
    public T get(long seconds) throws Exception {
        return result.get(seconds, TimeUnit.SECONDS);
    }

    /** Work that may throw anything. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        void run() throws Exception;
    }
}
