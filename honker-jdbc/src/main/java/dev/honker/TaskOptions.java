package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** How a task is enqueued and run; immutable. */
public final class TaskOptions {

    private static final TaskOptions DEFAULTS = builder().build();

    private final @Nullable Integer retries;
    private final Duration retryDelay;
    private final double backoff;
    private final Duration maxRetryDelay;
    private final double jitter;
    private final @Nullable Duration timeout;
    private final int priority;
    private final @Nullable Duration expires;
    private final boolean storeResult;
    private final Duration resultTtl;
    private final List<Class<? extends Throwable>> noRetryFor;
    private final Backoff delays;
    private final EnqueueOptions enqueue;

    private TaskOptions(Builder builder) {
        this.retries = builder.retries;
        this.retryDelay = builder.retryDelay;
        this.backoff = builder.backoff;
        this.maxRetryDelay = builder.maxRetryDelay;
        this.jitter = builder.jitter;
        this.timeout = builder.timeout;
        this.priority = builder.priority;
        this.expires = builder.expires;
        this.storeResult = builder.storeResult;
        this.resultTtl = builder.resultTtl;
        this.noRetryFor = builder.noRetryFor;
        this.delays = retryDelay.isZero()
                ? Backoff.fixed(retryDelay)
                : Backoff.exponential(
                        retryDelay,
                        backoff,
                        retryDelay.compareTo(maxRetryDelay) > 0 ? retryDelay : maxRetryDelay,
                        jitter);
        this.enqueue = merged(EnqueueOptions.defaults());
    }

    /** The options without a choice of one's own. */
    public static TaskOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How often it is run at most, the first time included; empty means as often as the queue says. */
    public OptionalInt retries() {
        return retries == null ? OptionalInt.empty() : OptionalInt.of(retries);
    }

    /** How long it waits after its first failure. */
    public Duration retryDelay() {
        return retryDelay;
    }

    /** By what the delay grows with each further failure. */
    public double backoff() {
        return backoff;
    }

    /** The longest delay, unless {@link #retryDelay} is longer. */
    public Duration maxRetryDelay() {
        return maxRetryDelay;
    }

    /** What random share of the delay is taken off at most. */
    public double jitter() {
        return jitter;
    }

    /** How long it may run before its thread is interrupted and it counts as failed; empty means without limit. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** Which due job runs first: the one with the larger priority. */
    public int priority() {
        return priority;
    }

    /** How long after the enqueue it must no longer be begun; empty means never. */
    public Optional<Duration> expires() {
        return Optional.ofNullable(expires);
    }

    /** Whether its result is kept. */
    public boolean storeResult() {
        return storeResult;
    }

    /** How long its result is kept. */
    public Duration resultTtl() {
        return resultTtl;
    }

    /** What makes its job a dead letter at once when thrown, subclasses included. */
    public List<Class<? extends Throwable>> noRetryFor() {
        return noRetryFor;
    }

    /** The delays after failures that the options above amount to. */
    public Backoff delays() {
        return delays;
    }

    /**
     * What a job of the task is enqueued with: what the given options say, and where they leave it open, what the task's own do.
     * A priority of 0 leaves it open. Attempts of a call's own may be fewer than {@link #retries}.
     *
     * @throws HonkerInvalidOptionException if a call asks for more attempts than {@link #retries}, after which the task is not run
     *     again
     */
    public EnqueueOptions enqueueOptions(EnqueueOptions given) {
        return Check.notNull("options", given) == EnqueueOptions.defaults() ? enqueue : merged(given);
    }

    private EnqueueOptions merged(EnqueueOptions given) {
        EnqueueOptions.Builder merged =
                EnqueueOptions.builder().priority(given.priority() == 0 ? priority : given.priority());
        given.runAt().ifPresent(merged::runAt);
        given.delay().ifPresent(merged::delay);
        given.expires().or(this::expires).ifPresent(merged::expires);
        if (given.maxAttempts().isPresent()) {
            int attempts = given.maxAttempts().getAsInt();
            if (retries != null && attempts > retries) {
                throw Check.refused("maxAttempts", "must be at most the task's retries, " + retries, attempts);
            }
            merged.maxAttempts(attempts);
        } else if (retries != null) {
            merged.maxAttempts(retries);
        }
        return merged.build();
    }

    /** Builds {@link TaskOptions}; for use by one thread. */
    public static final class Builder {

        private @Nullable Integer retries;
        private Duration retryDelay = Duration.ofSeconds(60);
        private double backoff = 2;
        private Duration maxRetryDelay = Duration.ofHours(1);
        private double jitter = 0.1;
        private @Nullable Duration timeout;
        private int priority = 0;
        private @Nullable Duration expires;
        private boolean storeResult = true;
        private Duration resultTtl = Duration.ofHours(1);
        private List<Class<? extends Throwable>> noRetryFor = List.of();

        private Builder() {}

        /**
         * Sets how often it is run at most, the first time included. Default: as often as the queue says.
         *
         * @throws HonkerInvalidOptionException if it is zero or negative
         */
        public Builder retries(int retries) {
            this.retries = Check.positive("retries", retries);
            return this;
        }

        /**
         * Sets how long it waits after its first failure; fractions of seconds round up. Default: 60 s.
         *
         * @throws HonkerInvalidOptionException if it is null or negative
         */
        public Builder retryDelay(Duration retryDelay) {
            this.retryDelay = Check.notNegativeInTables("retryDelay", retryDelay);
            return this;
        }

        /**
         * Sets by what the delay grows with each further failure. Default: 2.
         *
         * @throws HonkerInvalidOptionException if it is less than 1 or not finite
         */
        public Builder backoff(double backoff) {
            if (!(backoff >= 1 && backoff <= Double.MAX_VALUE)) {
                throw Check.refused("backoff", "must be at least 1 and finite", backoff);
            }
            this.backoff = backoff;
            return this;
        }

        /**
         * Sets the longest delay; a longer {@link #retryDelay} wins over it. Default: 1 h.
         *
         * @throws HonkerInvalidOptionException if it is null, zero or negative
         */
        public Builder maxRetryDelay(Duration maxRetryDelay) {
            this.maxRetryDelay = Check.positiveInTables("maxRetryDelay", maxRetryDelay);
            return this;
        }

        /**
         * Sets what random share of the delay is taken off at most. Default: 0.1.
         *
         * @throws HonkerInvalidOptionException if it is not between 0 and 1
         */
        public Builder jitter(double jitter) {
            if (!(jitter >= 0 && jitter <= 1)) {
                throw Check.refused("jitter", "must be between 0 and 1", jitter);
            }
            this.jitter = jitter;
            return this;
        }

        /**
         * Sets how long it may run before its thread is interrupted and it counts as failed. Default: without limit.
         *
         * @throws HonkerInvalidOptionException if it is null, zero or negative
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Check.positiveInTables("timeout", timeout);
            return this;
        }

        /** Sets which due job runs first: the one with the larger priority. Default: 0. */
        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        /**
         * Sets how long after the enqueue it must no longer be begun; fractions of seconds round up. Default: never.
         *
         * @throws HonkerInvalidOptionException if it is null, zero or negative
         */
        public Builder expires(Duration expires) {
            this.expires = Check.positiveInTables("expires", expires);
            return this;
        }

        /** Sets whether its result is kept. Default: true. */
        public Builder storeResult(boolean storeResult) {
            this.storeResult = storeResult;
            return this;
        }

        /**
         * Sets how long its result is kept; fractions of seconds round up. Default: 1 h.
         *
         * @throws HonkerInvalidOptionException if it is null, zero or negative
         */
        public Builder resultTtl(Duration resultTtl) {
            this.resultTtl = Check.positiveInTables("resultTtl", resultTtl);
            return this;
        }

        /**
         * Sets what makes its job a dead letter at once when thrown, subclasses included. Default: nothing.
         *
         * @throws HonkerInvalidOptionException if it is null or holds null
         */
        public Builder noRetryFor(List<Class<? extends Throwable>> noRetryFor) {
            this.noRetryFor = List.copyOf(Check.batch("noRetryFor", noRetryFor, Integer.MAX_VALUE));
            return this;
        }

        /** The options as they are set now. */
        public TaskOptions build() {
            return new TaskOptions(this);
        }
    }
}
