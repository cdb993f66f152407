package dev.honker.internal.queue;

import dev.honker.HonkerClosedException;
import dev.honker.HonkerException;
import dev.honker.WaitOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.engine.Results;
import dev.honker.internal.runtime.Children;
import dev.honker.internal.runtime.Loop;
import dev.honker.internal.runtime.WorkThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All waits for results of one database, by one thread that lives while there are any; thread-safe. Each commit costs one or
 * two queries, however many wait.
 */
public final class ResultWaits implements AutoCloseable {

    private final Access access;
    private final Children children;

    /** Why no monitor: a virtual thread would keep its carrier while the first wait subscribes to commits. */
    private final ReentrantLock guard = new ReentrantLock();

    private @Nullable ResultWaiter waiter;
    private boolean closed;

    /** Waits through this access; starts nothing yet. */
    public ResultWaits(Access access, Children children) {
        this.access = access;
        this.children = children;
        children.add(this);
    }

    /** Waits in the calling thread. */
    String await(long id, WaitOptions options) {
        CompletableFuture<String> future = start(id, options, Runnable::run);
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(false);
            Thread.currentThread().interrupt();
            throw new HonkerException("interrupted while waiting for the result of job " + id, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HonkerException failure) {
                failure.addSuppressed(new HonkerException("waited for here"));
                throw failure;
            }
            throw new HonkerException("waiting for the result of job " + id + " failed", e.getCause());
        }
    }

    /**
     * Waits in the background.
     *
     * @param executor runs whatever depends on the future; null means the common pool, or the caller for a result that is there
     */
    CompletableFuture<String> start(long id, WaitOptions options, @Nullable Executor executor) {
        access.requireOpen();
        ResultWait wait = new ResultWait(id, options, executor == null ? ForkJoinPool.commonPool() : executor);
        String present = present(id);
        if (present != null && executor == null) {
            return CompletableFuture.completedFuture(present);
        }
        guard.lock();
        try {
            if (closed) {
                throw new HonkerClosedException("the database is closed");
            }
            ResultWaiter current = waiter;
            if (current == null || !current.add(wait)) {
                waiter = startWaiter(wait);
            }
        } finally {
            guard.unlock();
        }
        return wait.future();
    }

    private ResultWaiter startWaiter(ResultWait first) {
        ResultWaiter fresh = new ResultWaiter(access, access.subscribe());
        try {
            fresh.add(first);
            new Loop("the waiter for results", fresh).start(WorkThreads.single("honker-results"), () -> {});
        } catch (RuntimeException | Error e) {
            // why: without its thread nobody else would end the subscription
            fresh.end();
            throw e;
        }
        return fresh;
    }

    /** What is committed already; null if there is nothing yet, or the thread sees what is not committed. */
    private @Nullable String present(long id) {
        return access.isInTransaction() ? null : access.call(session -> Results.get(session, id));
    }

    /** Ends all waits with a {@link HonkerClosedException}. */
    @Override
    public void close() {
        ResultWaiter current;
        guard.lock();
        try {
            closed = true;
            current = waiter;
            waiter = null;
        } finally {
            guard.unlock();
        }
        children.remove(this);
        if (current != null) {
            current.close();
        }
    }
}
