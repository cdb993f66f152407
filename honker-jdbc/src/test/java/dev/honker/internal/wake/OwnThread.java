package dev.honker.internal.wake;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Starts steps of a test beside each other, each in a thread of its own: the common pool of two cores may run one at a time. */
final class OwnThread {

    private OwnThread() {}

    static <T> CompletableFuture<T> supply(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, run -> new Thread(run).start());
    }

    static CompletableFuture<Void> run(Runnable task) {
        return CompletableFuture.runAsync(task, run -> new Thread(run).start());
    }
}
