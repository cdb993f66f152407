package dev.honker.internal.queue;

import dev.honker.WorkerOptions;
import dev.honker.internal.runtime.WorkThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where a worker's handlers run: the user's executor, virtual threads, or as many threads as there are slots. For the worker's thread. */
final class HandlerThreads implements Executor, AutoCloseable {

    private final Executor executor;
    private final @Nullable ThreadPoolExecutor own;

    private final int slots;

    private HandlerThreads(Executor executor, @Nullable ThreadPoolExecutor own, int slots) {
        this.executor = executor;
        this.slots = slots;
        this.own = own;
    }

    static HandlerThreads of(WorkerOptions options, String workerName) {
        String name = "honker-handler-" + workerName;
        int slots = options.concurrency();
        if (options.executor().isPresent()) {
            return new HandlerThreads(options.executor().get(), null, slots);
        }
        if (options.virtualThreads()) {
            ThreadFactory virtual = WorkThreads.virtual(name);
            return new HandlerThreads(task -> virtual.newThread(task).start(), null, slots);
        }
        // why this queue: its takers look out for a moment before they go to sleep, and jobs come in quick succession
        ThreadPoolExecutor own = new ThreadPoolExecutor(
                slots, slots, 0, TimeUnit.SECONDS, new LinkedTransferQueue<>(), WorkThreads.platform(name));
        return new HandlerThreads(own, own, slots);
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Has as many threads of our own beside those of the slots, because so many are kept by handlers without a slot. */
    void replace(int threads) {
        int size = slots + threads;
        if (own == null || own.getCorePoolSize() == size) {
            return;
        }
        // why: at no moment may the core be larger than the maximum
        own.setMaximumPoolSize(Math.max(size, own.getCorePoolSize()));
        own.setCorePoolSize(size);
        own.setMaximumPoolSize(size);
    }

    /** Ends threads of our own when what they run has ended; a supplied executor stays as it is. */
    @Override
    public void close() {
        if (own != null) {
            own.shutdown();
        }
    }
}
