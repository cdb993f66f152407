package dev.honker.spring;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the JVM alive while anything runs that an application without a web server is there for: honker's own threads are daemons.
 * Thread-safe.
 */
final class KeepAlive {

    private final boolean enabled;
    private final ReentrantLock guard = new ReentrantLock();
    private final Set<String> running = new HashSet<>();
    private @Nullable CountDownLatch end;

    KeepAlive(boolean enabled) {
        this.enabled = enabled;
    }

    /** Notes that something runs; the JVM does not end by itself until it has ended. */
    void begin(String id) {
        guard.lock();
        try {
            running.add(id);
            if (enabled && end == null) {
                CountDownLatch latch = new CountDownLatch(1);
                Thread thread = new Thread(() -> await(latch), "honker-keep-alive");
                thread.setDaemon(false);
                thread.start();
                end = latch;
            }
        } finally {
            guard.unlock();
        }
    }

    /** Notes that something has ended; what never began is ignored. */
    void end(String id) {
        guard.lock();
        try {
            running.remove(id);
            if (running.isEmpty() && end != null) {
                end.countDown();
                end = null;
            }
        } finally {
            guard.unlock();
        }
    }

    private static void await(CountDownLatch latch) {
        boolean ended = false;
        while (!ended) {
            try {
                latch.await();
                ended = true;
            } catch (InterruptedException e) {
                // why: the end of what runs ends this thread, nothing else
            }
        }
    }
}
