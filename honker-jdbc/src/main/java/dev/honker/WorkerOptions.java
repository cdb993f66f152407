package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** How a worker runs jobs; immutable. */
public final class WorkerOptions {

    private static final WorkerOptions DEFAULTS = builder().build();
    private static final int MAX_CONCURRENCY = 1024;
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private final int concurrency;
    private final Duration idlePollInterval;
    private final Backoff backoff;
    private final Duration stopTimeout;
    private final @Nullable Executor executor;
    private final boolean virtualThreads;
    private final @Nullable Duration timeout;

    private WorkerOptions(Builder builder) {
        this.concurrency = builder.concurrency;
        this.idlePollInterval = builder.idlePollInterval;
        this.backoff = builder.backoff;
        this.stopTimeout = builder.stopTimeout;
        this.executor = builder.executor;
        this.virtualThreads = builder.virtualThreads;
        this.timeout = builder.timeout;
    }

    /** The options without a choice of one's own. */
    public static WorkerOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many jobs it runs at once. */
    public int concurrency() {
        return concurrency;
    }

    /** How long it sleeps at most without a commit or deadline. */
    public Duration idlePollInterval() {
        return idlePollInterval;
    }

    /** How long a failed job waits. */
    public Backoff backoff() {
        return backoff;
    }

    /** How long {@code close()} waits for what runs before it interrupts. */
    public Duration stopTimeout() {
        return stopTimeout;
    }

    /** Where the handlers run; empty means threads of its own. */
    public Optional<Executor> executor() {
        return Optional.ofNullable(executor);
    }

    /** Whether the handlers run in virtual threads. */
    public boolean virtualThreads() {
        return virtualThreads;
    }

    /** How long one run of a handler may take; empty means as long as it likes. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** Builds {@link WorkerOptions}; for use by one thread. */
    public static final class Builder {

        private int concurrency = 1;
        private Duration idlePollInterval = Duration.ofSeconds(5);
        private Backoff backoff = Backoff.exponential(Duration.ofSeconds(5), 2, Duration.ofHours(1), 0.1);
        private Duration stopTimeout = Duration.ofSeconds(10);
        private @Nullable Executor executor;
        private boolean virtualThreads;
        private @Nullable Duration timeout;

        private Builder() {}

        /**
         * Sets how many jobs it runs at once; it never claims more than it can start. Default: 1.
         *
         * @throws HonkerInvalidOptionException if it is not between 1 and 1,024
         */
        public Builder concurrency(int concurrency) {
            this.concurrency = Check.between("concurrency", 1, MAX_CONCURRENCY, concurrency);
            return this;
        }

        /**
         * Sets how long it sleeps at most without a commit or deadline. Default: 5 s.
         *
         * @throws HonkerInvalidOptionException if it is null, zero or negative
         */
        public Builder idlePollInterval(Duration idlePollInterval) {
            this.idlePollInterval = Check.positiveInTables("idlePollInterval", idlePollInterval);
            return this;
        }

        /**
         * Sets how long a failed job waits. Default: exponential from 5 s, doubled up to 1 h, with a jitter of 0.1.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder backoff(Backoff backoff) {
            this.backoff = Check.notNull("backoff", backoff);
            return this;
        }

        /**
         * Sets how long {@code close()} waits for what runs before it interrupts. Default: 10 s.
         *
         * @throws HonkerInvalidOptionException if it is null or negative
         */
        public Builder stopTimeout(Duration stopTimeout) {
            this.stopTimeout = Check.notNegativeInTables("stopTimeout", stopTimeout);
            return this;
        }

        /**
         * Sets where the handlers run. It is not shut down. Default: threads of its own.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder executor(Executor executor) {
            this.executor = Check.notNull("executor", executor);
            return this;
        }

        /**
         * Sets whether the handlers run in virtual threads, which needs Java 21. Default: false.
         *
         * @throws HonkerInvalidOptionException if it is true on a Java before 21
         */
        public Builder virtualThreads(boolean virtualThreads) {
            this.virtualThreads = requireJava21(virtualThreads);
            return this;
        }

        /**
         * Sets how long one run of a handler may take. Then its thread is interrupted, and whether or not it reacts, its slot is
         * free and its job is retried after the {@linkplain #backoff backoff} with the error {@code timeout after 5s}, or
         * becomes a dead letter if no attempt is left. What the handler still does can't settle the job any more.
         *
         * <p>Let handlers end when they are interrupted: one that doesn't within a second is named in the log, with its thread,
         * which is replaced until it ends. With four such handlers for each slot the worker claims nothing more until one ends. A
         * thread of a supplied {@linkplain #executor executor} is not replaced: jobs that it doesn't begin for 3 s meanwhile are
         * given back, and such handlers take slots until they end. A database that is opened
         * {@linkplain OpenOptions.Builder#inline inline} has no time limits. Default: none.
         *
         * @throws HonkerInvalidOptionException if it is null, zero or negative
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Check.positiveInTables("timeout", timeout);
            return this;
        }

        /**
         * Sets the same delay for each failed job, in place of {@link #backoff}; fractions of seconds round up.
         *
         * @throws HonkerInvalidOptionException if it is null or negative
         */
        public Builder defaultRetryDelay(Duration defaultRetryDelay) {
            this.backoff = Backoff.fixed(Check.notNegativeInTables("defaultRetryDelay", defaultRetryDelay));
            return this;
        }

        /**
         * The options as they are set now.
         *
         * @throws HonkerInvalidOptionException if both an executor and virtual threads are set
         */
        public WorkerOptions build() {
            if (executor != null && virtualThreads) {
                throw Check.refused("virtualThreads", "must be false together with an executor", true);
            }
            return new WorkerOptions(this);
        }

        private static boolean requireJava21(boolean virtualThreads) {
            if (virtualThreads && Runtime.version().feature() < FIRST_WITH_VIRTUAL_THREADS) {
                throw Check.refused(
                        "virtualThreads",
                        "must be false before Java 21 (this is "
                                + Runtime.version().feature() + ")",
                        true);
            }
            return virtualThreads;
        }
    }
}
