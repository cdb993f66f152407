package dev.honker.internal.wake;

import java.util.concurrent.TimeUnit;

/** How this package's threads are made and awaited; stateless. */
final class Threads {

    private Threads() {}

    /** A thread that keeps neither the JVM nor the class loader and thread-locals of its creator alive. Not started yet. */
    static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(null, body, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** Waits for the thread's end whatever interrupts come; false if it has not come by then. */
    static boolean join(Thread thread, long millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                break;
            }
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
