package dev.honker.support.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Threads that begin at once; stateless. */
final class Writers {

    private Writers() {}

    /** Runs the work in that many threads and hands on what the first of them threw. */
    static void run(int threads, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int writer = i;
                all.add(pool.submit(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    work.run(writer);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get(240, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** What one of them does. */
    @FunctionalInterface
    interface Work {
        void run(int writer) throws Exception;
    }
}
