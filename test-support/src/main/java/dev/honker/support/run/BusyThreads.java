package dev.honker.support.run;

import java.util.ArrayList;
import java.util.List;

/**
 * Threads that only burn time, so that everything else has to do with less of it. They are threads of this process rather than processes,
 * so that none can outlive it; used by one thread.
 */
final class BusyThreads implements AutoCloseable {

    private final List<Thread> threads = new ArrayList<>();

    private BusyThreads() {}

    /** Starts so many threads. */
    static BusyThreads start(int count) {
        BusyThreads busy = new BusyThreads();
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(BusyThreads::burn, "busy-" + i);
            thread.setDaemon(true);
            thread.start();
            busy.threads.add(thread);
        }
        return busy;
    }

    private static void burn() {
        while (!Thread.currentThread().isInterrupted()) {
            // why nothing: the asking is work enough
        }
    }

    /** Returns how many of them run. */
    long running() {
        return threads.stream().filter(Thread::isAlive).count();
    }

    /** Waits until all of them have ended. */
    void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }
}
