package dev.honker.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One producer thread that keeps a contestant supplied for a while; for one thread. */
final class Throughput {

    /** How many jobs the producer is ahead at most: enough that nobody waits for it, few enough that no backlog builds up. */
    private static final int AHEAD = 2000;

    private final Contestant contestant;
    private final int batch;
    private volatile boolean ended;
    private volatile Throwable failure;
    private long added;

    private Throughput(Contestant contestant, int batch) {
        this.contestant = contestant;
        this.batch = batch;
    }

    /**
     * Jobs that were run and deleted in a second, on average over some seconds that begin when it is warm.
     *
     * @throws IllegalStateException if a job was lost
     */
    static double perSecond(Contestant contestant, int batch, double warmSeconds, double seconds) throws Exception {
        return new Throughput(contestant, batch).measure(warmSeconds, seconds);
    }

    private double measure(double warmSeconds, double seconds) throws Exception {
        Thread producer = new Thread(this::produce, "producer");
        producer.start();
        double rate;
        try {
            sleep(warmSeconds);
            long before = contestant.done();
            long start = System.nanoTime();
            sleep(seconds);
            rate = (contestant.done() - before) * 1e9 / (System.nanoTime() - start);
        } finally {
            ended = true;
            producer.join();
        }
        if (failure != null) {
            throw new IllegalStateException("the producer failed", failure);
        }
        long left = contestant.stop();
        if (contestant.done() + left < added) {
            throw new IllegalStateException(
                    added + " jobs were added, " + contestant.done() + " done, and " + left + " are left");
        }
        return rate;
    }

    private void produce() {
        try {
            while (!ended) {
                if (added - contestant.done() > AHEAD) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                } else {
                    contestant.enqueue();
                    added += batch;
                }
            }
        } catch (Exception | Error e) {
            failure = e;
        }
    }

    private static void sleep(double seconds) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep((long) (seconds * 1e9));
    }
}
