package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription to a stream starts, when it saves its offset and what it does with failures;
 * immutable.
 */
public final class SubscribeOptions {

    private static final SubscribeOptions DEFAULTS = builder().build();

    private final @Nullable String consumer;
    private final @Nullable Long fromOffset;
    private final boolean fromNow;
    private final int saveEveryN;
    private final Duration saveEvery;
    private final Duration pollTimeout;
    private final int maxAttempts;
    private final Backoff backoff;
    private final @Nullable Executor executor;
    private final Duration stopTimeout;

    private SubscribeOptions(Builder builder) {
        this.consumer = builder.consumer;
        this.fromOffset = builder.fromOffset;
        this.fromNow = builder.fromNow;
        this.saveEveryN = builder.saveEveryN;
        this.saveEvery = builder.saveEvery;
        this.pollTimeout = builder.pollTimeout;
        this.maxAttempts = builder.maxAttempts;
        this.backoff = builder.backoff;
        this.executor = builder.executor;
        this.stopTimeout = builder.stopTimeout;
    }

    /** The options without a choice of one's own. */
    public static SubscribeOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The name under which the offset is saved; empty means that none is. */
    public Optional<String> consumer() {
        return Optional.ofNullable(consumer);
    }

    /** The offset after which to start; empty means the saved one of the consumer, else the beginning. */
    public OptionalLong fromOffset() {
        return fromOffset == null ? OptionalLong.empty() : OptionalLong.of(fromOffset);
    }

    /** Whether to start with what is published from now on. */
    public boolean fromNow() {
        return fromNow;
    }

    /** After how many events the offset is saved; 0 means that the count does not matter. */
    public int saveEveryN() {
        return saveEveryN;
    }

    /** After how long the offset is saved; zero means that time does not matter. */
    public Duration saveEvery() {
        return saveEvery;
    }

    /** How long it sleeps at most without a commit. */
    public Duration pollTimeout() {
        return pollTimeout;
    }

    /** How often an event is delivered before its failure ends the subscription. */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** How long a failed event waits. */
    public Backoff backoff() {
        return backoff;
    }

    /** What runs the loop and its handler; empty means a thread of its own. */
    public Optional<Executor> executor() {
        return Optional.ofNullable(executor);
    }

    /** How long {@code close()} waits for what runs before it interrupts. */
    public Duration stopTimeout() {
        return stopTimeout;
    }

    /** Whether nothing is saved by the subscription itself, not even at its end: neither count nor time matters. */
    public boolean manualSave() {
        return saveEveryN == 0 && saveEvery.isZero();
    }

    /** Builds {@link SubscribeOptions}; for use by one thread. */
    public static final class Builder {

        private @Nullable String consumer;
        private @Nullable Long fromOffset;
        private boolean fromNow;
        private int saveEveryN = 1000;
        private Duration saveEvery = Duration.ofSeconds(1);
        private Duration pollTimeout = Duration.ofSeconds(15);
        private int maxAttempts = 5;
        private Backoff backoff = Backoff.exponential(Duration.ofSeconds(1), 2, Duration.ofMinutes(1), 0.1);
        private @Nullable Executor executor;
        private Duration stopTimeout = Duration.ofSeconds(10);

        private Builder() {}

        /**
         * Sets the name under which the offset is saved. Default: none, and nothing is saved.
         *
         * @throws HonkerInvalidOptionException if it is null or blank
         */
        public Builder consumer(String consumer) {
            this.consumer = Check.notBlank("consumer", consumer);
            return this;
        }

        /**
         * Sets the offset after which to start, 0 for the beginning. Default: the saved one of the consumer, else the
         * beginning.
         *
         * @throws HonkerInvalidOptionException if it is negative
         */
        public Builder fromOffset(long fromOffset) {
            this.fromOffset = Check.notNegative("fromOffset", fromOffset);
            return this;
        }

        /**
         * Sets whether to start with what is published from now on, whatever was saved, unless an offset is set. Default: false.
         */
        public Builder fromNow(boolean fromNow) {
            this.fromNow = fromNow;
            return this;
        }

        /**
         * Sets after how many events the offset is saved; 0 turns that off. Default: 1,000.
         *
         * @throws HonkerInvalidOptionException if it is negative
         */
        public Builder saveEveryN(int saveEveryN) {
            this.saveEveryN = Check.notNegative("saveEveryN", saveEveryN);
            return this;
        }

        /**
         * Sets after how long the offset is saved; zero turns that off. Default: 1 s.
         *
         * @throws HonkerInvalidOptionException if it is null or negative
         */
        public Builder saveEvery(Duration saveEvery) {
            this.saveEvery = Check.notNegativeInTables("saveEvery", saveEvery);
            return this;
        }

        /**
         * Sets how long it sleeps at most without a commit. Default: 15 s.
         *
         * @throws HonkerInvalidOptionException if it is null, zero or negative
         */
        public Builder pollTimeout(Duration pollTimeout) {
            this.pollTimeout = Check.positiveInTables("pollTimeout", pollTimeout);
            return this;
        }

        /**
         * Sets how often an event is delivered before its failure ends the subscription. Default: 5.
         *
         * @throws HonkerInvalidOptionException if it is zero or negative
         */
        public Builder maxAttempts(int maxAttempts) {
            this.maxAttempts = Check.positive("maxAttempts", maxAttempts);
            return this;
        }

        /**
         * Sets how long a failed event waits; those after it wait too. Default: exponential from 1 s, doubled up to 1
         * min, with a jitter of 0.1.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder backoff(Backoff backoff) {
            this.backoff = Check.notNull("backoff", backoff);
            return this;
        }

        /**
         * Sets what runs the loop and its handler, for as long as it lives: one thread. It is not shut down. Default: a daemon
         * thread of its own.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder executor(Executor executor) {
            this.executor = Check.notNull("executor", executor);
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

        /** Leaves saving to the handler: nothing is saved by count, by time or at the end. */
        public Builder manualSave() {
            this.saveEveryN = 0;
            this.saveEvery = Duration.ZERO;
            return this;
        }

        /** The options as they are set now. */
        public SubscribeOptions build() {
            return new SubscribeOptions(this);
        }
    }
}
