package dev.honker.internal.sqlite;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/**
 * Tells whether one thread waits for another through Java's own locks: monitors, and those of {@code java.util.concurrent} that have an
 * owner. Futures, latches and virtual threads can't be seen. Stateless; a look costs some microseconds.
 */
final class JavaLockWaits {

    private static final long NONE = -1;

    /** Longest chain of threads that is followed. */
    private static final int MOST_THREADS = 16;

    private JavaLockWaits() {}

    /** Returns whether the thread waits, directly or through others, for a lock that the calling thread has. */
    static boolean isForCaller(Thread thread) {
        Thread.State state = thread.getState();
        if (state == Thread.State.RUNNABLE || state == Thread.State.TERMINATED) {
            return false;
        }
        try {
            return isFor(Thread.currentThread().getId(), thread.getId());
        } catch (LinkageError e) {
            // why: a run-time image may lack the module java.management; then nothing is seen
            return false;
        }
    }

    private static boolean isFor(long owner, long waiting) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long thread = waiting;
        for (int i = 0; i < MOST_THREADS && thread != NONE; i++) {
            ThreadInfo info = threads.getThreadInfo(thread);
            if (info == null) {
                return false;
            }
            thread = info.getLockOwnerId();
            if (thread == owner) {
                return true;
            }
        }
        return false;
    }
}
