package dev.honker.it.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs the same work on several threads at once. */
final class Threads {

    private Threads() {}

    /** Returns when all are done; throws the first failure, with the others suppressed. */
    static void run(int count, Work work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int thread = i;
                running.add(executor.submit(() -> {
                    work.run(thread);
                    return null;
                }));
            }
            AssertionError failures = null;
            for (Future<?> future : running) {
                try {
                    future.get();
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
        } finally {
            executor.shutdownNow();
        }
    }

    /** Runs the work on one other thread of that name and returns when it is done. */
    static void onThread(String name, Task work) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        new Thread(() -> complete(done, work), name).start();
        done.get(30, TimeUnit.SECONDS);
    }

    static void complete(CompletableFuture<Void> done, Task work) {
        complete(done, () -> {
            work.run();
            return null;
        });
    }

    static <T> void complete(CompletableFuture<T> done, Callable<T> work) {
        try {
            done.complete(work.call());
        } catch (Throwable e) {
            done.completeExceptionally(e);
        }
    }

    /** What one other thread does. */
    @FunctionalInterface
    interface Task {
        void run() throws Exception;
    }

    /** What one of the threads does. */
    @FunctionalInterface
    interface Work {
        void run(int thread) throws Exception;
    }
}
