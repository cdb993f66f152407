package dev.honker.internal.queue;

import dev.honker.WaitOptions;
import dev.honker.internal.wake.Nanos;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One wait for one result; thread-safe. */
final class ResultWait {

    private final long jobId;
    private final long startedAt = System.nanoTime();
    private final long nanos;
    private final long pollNanos;
    private final boolean endsWhenGone;
    private final Executor executor;
    private final CompletableFuture<String> future = new CompletableFuture<>();

    ResultWait(long jobId, WaitOptions options, Executor executor) {
        this.jobId = jobId;
        this.nanos = options.timeout().map(Nanos::of).orElse(Long.MAX_VALUE);
        this.pollNanos = Nanos.of(options.fallbackPollInterval());
        this.endsWhenGone = options.endWhenGone();
        this.executor = executor;
    }

    long jobId() {
        return jobId;
    }

    /** Whether it fails when there is nothing left to wait for. */
    boolean endsWhenGone() {
        return endsWhenGone;
    }

    CompletableFuture<String> future() {
        return future;
    }

    /** What is left of its time; zero or less when it is over. */
    long leftNanos() {
        return nanos == Long.MAX_VALUE ? Long.MAX_VALUE : nanos - (System.nanoTime() - startedAt);
    }

    /** How long it may go without a look. */
    long pollNanos() {
        return pollNanos;
    }

    void complete(@Nullable String value, @Nullable Throwable failure) {
        Runnable end = () -> {
            if (failure != null) {
                future.completeExceptionally(failure);
            } else {
                future.complete(value);
            }
        };
        try {
            executor.execute(end);
        } catch (RuntimeException | Error e) {
            // why: whoever waits must hear of it, even if the executor is gone or broken
            end.run();
        }
    }
}
