package dev.honker.benchmarks.harness;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the machine itself needs to wake a thread at this hour: no wake can be faster. Stateless. */
public final class Scheduling {

    private static final int SAMPLES = 400;

    private Scheduling() {}

    /** How long a thread sleeps that parks for 1 ms, as text. */
    public static String pause() {
        double[] millis = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            long start = System.nanoTime();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        return "a 1 ms sleep takes " + quantiles(millis);
    }

    /** What a thread costs that only sleeps, 1 ms at a time, in per cent of a core, as text: no poll can cost less. */
    public static String pauseCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(3)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return String.format(
                Locale.ROOT,
                "a thread that only sleeps 1 ms at a time: %.3f %%",
                100.0 * (threads.getCurrentThreadCpuTime() - cpu) / (System.nanoTime() - start));
    }

    /** How long it takes from unpark in one thread to the return of park in another, as text. */
    public static String handOff() throws InterruptedException {
        HandOff handOff = new HandOff();
        Thread receiver = new Thread(handOff);
        receiver.start();
        for (int i = 0; i < SAMPLES; i++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
            handOff.sent = System.nanoTime();
            LockSupport.unpark(receiver);
            while (handOff.received <= i) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
            }
        }
        receiver.join();
        return "park/unpark alone takes " + quantiles(handOff.millis);
    }

    /** The median and the 99th percentile of milliseconds, as text. */
    public static String quantiles(double[] millis) {
        return String.format(
                Locale.ROOT, "p50 %.3f, p99 %.3f ms", Row.quantile(millis, 0.5), Row.quantile(millis, 0.99));
    }

    private static final class HandOff implements Runnable {

        private final double[] millis = new double[SAMPLES];
        private volatile long sent;
        private volatile int received;

        @Override
        public void run() {
            long seen = 0;
            for (int i = 0; i < SAMPLES; i++) {
                while (sent == seen) {
                    LockSupport.parkNanos(this, TimeUnit.SECONDS.toNanos(1));
                }
                long now = System.nanoTime();
                seen = sent;
                millis[i] = (now - seen) / 1e6;
                received = i + 1;
            }
        }
    }
}
