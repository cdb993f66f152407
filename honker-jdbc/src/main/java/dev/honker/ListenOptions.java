package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** How a channel is listened to; immutable. */
public final class ListenOptions {

    private static final ListenOptions DEFAULTS = builder().build();

    private final Duration pollTimeout;
    private final @Nullable Executor executor;
    private final Duration stopTimeout;

    private ListenOptions(Builder builder) {
        this.pollTimeout = builder.pollTimeout;
        this.executor = builder.executor;
        this.stopTimeout = builder.stopTimeout;
    }

    /** The options without a choice of one's own. */
    public static ListenOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How long it sleeps at most without a commit. */
    public Duration pollTimeout() {
        return pollTimeout;
    }

    /** What runs the loop and its handler; empty means a thread of its own. */
    public Optional<Executor> executor() {
        return Optional.ofNullable(executor);
    }

    /** How long {@code close()} waits for what runs before it interrupts. */
    public Duration stopTimeout() {
        return stopTimeout;
    }

    /** Builds {@link ListenOptions}; for use by one thread. */
    public static final class Builder {

        private Duration pollTimeout = Duration.ofSeconds(15);
        private @Nullable Executor executor;
        private Duration stopTimeout = Duration.ofSeconds(10);

        private Builder() {}

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

        /** The options as they are set now. */
        public ListenOptions build() {
            return new ListenOptions(this);
        }
    }
}
