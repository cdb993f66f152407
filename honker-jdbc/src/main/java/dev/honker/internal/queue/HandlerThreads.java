package dev.honker.internal.queue;

import dev.honker.WorkerOptions;
import dev.honker.internal.runtime.UserCall;
import dev.honker.internal.runtime.WorkThreads;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where a worker's handlers run: the user's executor, virtual threads, or as many threads as there are slots. For the worker's thread. */
final class HandlerThreads implements AutoCloseable {

    private final Executor executor;
    private final @Nullable ThreadPoolExecutor own;

    private final int slots;

    private final Refusals refusals;

    private HandlerThreads(String name, Executor executor, @Nullable ThreadPoolExecutor own, int slots) {
        this.refusals = new Refusals(name);
        this.executor = executor;
        this.slots = slots;
        this.own = own;
    }

    static HandlerThreads of(WorkerOptions options, String workerName) {
        String name = "honker-handler-" + workerName;
        int slots = options.concurrency();
        if (options.executor().isPresent()) {
            return new HandlerThreads(workerName, options.executor().get(), null, slots);
        }
        if (options.virtualThreads()) {
            ThreadFactory virtual = WorkThreads.virtual(name);
            return new HandlerThreads(
                    workerName, task -> virtual.newThread(task).start(), null, slots);
        }
        // why this queue: its takers look out for a moment before they go to sleep, and jobs come in quick succession
        ThreadPoolExecutor own = new ThreadPoolExecutor(
                slots, slots, 0, TimeUnit.SECONDS, new LinkedTransferQueue<>(), WorkThreads.platform(name));
        return new HandlerThreads(workerName, own, own, slots);
    }

    /** Hands a job over. Returns whether it was taken; if not, nothing {@link #isReady} for a while. */
    boolean takes(Runnable job) {
        boolean taken = hands(job);
        if (taken) {
            refusals.accepted();
        }
        return taken;
    }

    private boolean hands(Runnable task) {
        try {
            UserCall.ask(() -> {
                executor.execute(task);
                return true;
            });
            return true;
        } catch (RuntimeException | Error e) {
            // why Error: the system may have no more threads
            refusals.refused(e);
            return false;
        }
    }

    /**
     * Returns whether there is a thread to be expected for a job. After a rejection that is asked by a task that does nothing, after a pause
     * that grows, so that no job is claimed for an executor that takes none.
     */
    boolean isReady() {
        return refusals.rejection() == null || refusals.nanosToProbe() <= 0 && hands(() -> {});
    }

    /** Notes that there is no job for an executor that {@link #isReady}: its rejections are over as far as one can tell. */
    void foundNone() {
        refusals.accepted();
    }

    /** How long until {@link #isReady} asks again; the maximum if it need not. */
    long nanosToProbe() {
        return refusals.nanosToProbe();
    }

    /** Why the executor took no task at last; null if it did. */
    @Nullable
    Throwable rejection() {
        return refusals.rejection();
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
