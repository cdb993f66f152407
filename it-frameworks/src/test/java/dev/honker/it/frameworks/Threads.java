package dev.honker.it.frameworks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work on several threads at once. */
final class Threads {

    private Threads() {}

    /** Returns when all are done, with what they returned; throws the first failure, with the others suppressed. */
    static <T> List<T> run(int count, Work<T> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(count);
        try {
            List<Callable<T>> calls = new ArrayList<>();
            for (int thread = 1; thread <= count; thread++) {
                int number = thread;
                calls.add(() -> work.run(number));
            }
            List<T> results = new ArrayList<>();
            AssertionError failures = null;
            for (Future<T> call : executor.invokeAll(calls)) {
                try {
                    results.add(call.get());
                } catch (ExecutionException e) {
                    if (failures == null) {
                        failures = new AssertionError("a thread failed: " + e.getCause(), e.getCause());
                    } else {
                        failures.addSuppressed(e.getCause());
                    }
                }
            }
            if (failures != null) {
                throw failures;
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }

    /** What each of the threads does, numbered from 1. */
    @FunctionalInterface
    interface Work<T> {
        T run(int thread) throws Exception;
    }
}
