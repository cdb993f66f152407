package dev.honker.internal.queue;

import dev.honker.WorkerOptions;
import dev.honker.internal.runtime.WorkThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where a worker's handlers run: the user's executor, virtual threads, or as many threads as there are slots; thread-safe. */
final class HandlerThreads implements Executor, AutoCloseable {

    private final Executor executor;
    private final @Nullable ExecutorService own;

    private HandlerThreads(Executor executor, @Nullable ExecutorService own) {
        this.executor = executor;
        this.own = own;
    }

    static HandlerThreads of(WorkerOptions options, String workerName) {
        String name = "honker-handler-" + workerName;
        if (options.executor().isPresent()) {
            return new HandlerThreads(options.executor().get(), null);
        }
        if (options.virtualThreads()) {
            ThreadFactory virtual = WorkThreads.virtual(name);
            return new HandlerThreads(task -> virtual.newThread(task).start(), null);
        }
        int slots = options.concurrency();
        // why this queue: its takers look out for a moment before they go to sleep, and jobs come in quick succession
        ExecutorService own = new ThreadPoolExecutor(
                slots, slots, 0, TimeUnit.SECONDS, new LinkedTransferQueue<>(), WorkThreads.platform(name));
        return new HandlerThreads(own, own);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Ends threads of our own when what they run has ended; a supplied executor stays as it is. */
    @Override
    public void close() {
        if (own != null) {
            own.shutdown();
        }
    }
}
