package dev.honker.internal.runtime;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call of user code that another thread may interrupt; thread-safe, for calls one after the other. The interrupt never hits anything but the
 * user's code: not before it began. The flag that the code leaves is taken away when it has ended, whoever set it.
 */
public final class UserCall {

    /** Where the code may run in a thread of its own, the call is made by the loop's. */
    private final @Nullable Loop maker = Loop.current();

    private @Nullable Thread thread;
    private boolean interrupted;

    /** Runs the code in the calling thread, which is {@linkplain Loop#isWithin within} its loop meanwhile. */
    public void run(Code code) throws Exception {
        synchronized (this) {
            if (interrupted) {
                throw new InterruptedException("stopped before it began");
            }
            thread = Thread.currentThread();
        }
        try {
            runWithin(code);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw e;
        } finally {
            synchronized (this) {
                thread = null;
                clearInterrupt(interrupted);
            }
        }
    }

    /**
     * Takes the interrupt flag from a thread that has just run the user's code, as the thread goes on to write down what became of it. A loop
     * whose thread it is hears of it, unless it {@code isOurs}.
     */
    private static void clearInterrupt(boolean isOurs) {
        Loop loop = Loop.current();
        if (Thread.interrupted() && !isOurs && loop != null) {
            loop.noteInterrupt();
        }
    }

    /** Asks a function of the user, which leaves no interrupt flag that was not set before. */
    public static <T> T ask(Supplier<T> function) {
        boolean before = Thread.currentThread().isInterrupted();
        try {
            return function.get();
        } finally {
            if (!before) {
                clearInterrupt(false);
            }
        }
    }

    private void runWithin(Code code) throws Exception {
        Loop running = Loop.current();
        Loop loop = running == null ? maker : running;
        if (loop == null) {
            code.run();
            return;
        }
        loop.enter();
        try {
            code.run();
        } finally {
            Loop.leave();
        }
    }

    /** Interrupts the code if it runs, and keeps every later call from running. */
    public synchronized void interrupt() {
        interrupted = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Where the code runs; null if it doesn't. */
    public synchronized @Nullable Thread thread() {
        return thread;
    }

    /** Whether {@link #interrupt} was called. */
    public synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** The user's code. */
    @FunctionalInterface
    public interface Code {
        void run() throws Exception;
    }
}
