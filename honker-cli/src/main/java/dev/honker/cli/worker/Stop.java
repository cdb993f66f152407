package dev.honker.cli.worker;

import dev.honker.BackgroundHandle;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The end of a worker: the first signal lets it finish what runs, the second interrupts that, and the third, or a handler that
 * goes on all the same, ends the process. Thread-safe.
 */
final class Stop {

    private static final Duration EVER = Duration.ofDays(36_500);
    private static final long LAST_WORDS_SECONDS = 2;
    private static final int HALTED = 130;

    private final BackgroundHandle worker;
    private final CountDownLatch wanted = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger signals = new AtomicInteger();

    private Stop(BackgroundHandle worker) {
        this.worker = worker;
    }

    static Stop bySignals(BackgroundHandle worker) {
        Stop stop = new Stop(worker);
        Signals.on("INT", stop::signal);
        Signals.on("TERM", stop::signal);
        Thread watch = new Thread(stop::watch, "honker-worker-end");
        watch.setDaemon(true);
        watch.start();
        return stop;
    }

    /** A worker may end by a failure. */
    private void watch() {
        worker.awaitEnd(EVER);
        wanted.countDown();
    }

    private void signal() {
        int number = signals.incrementAndGet();
        if (number == 1) {
            wanted.countDown();
        } else if (number == 2) {
            worker.stopNow();
            awaitLastWords();
        } else {
            Runtime.getRuntime().halt(HALTED);
        }
    }

    private void awaitLastWords() {
        try {
            if (!ended.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(HALTED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether a signal has come, or the worker has ended by itself. */
    boolean isWanted() {
        return wanted.getCount() == 0;
    }

    /** Waits until a stop is wanted, and then stops. Returns whether all ended by itself. */
    boolean await(Duration timeout) throws InterruptedException {
        wanted.await();
        boolean inTime = worker.stop(timeout);
        ended.countDown();
        return inTime && signals.get() < 2;
    }
}
