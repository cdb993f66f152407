package dev.honker;

import dev.honker.internal.check.Check;
import dev.honker.internal.check.Durations;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How an outbox delivers; immutable. */
public final class OutboxOptions {

    private static final OutboxOptions DEFAULTS = builder().build();

    private final int maxAttempts;
    private final Duration baseBackoff;
    private final Duration visibilityTimeout;

    private OutboxOptions(Builder builder) {
        this.maxAttempts = builder.maxAttempts;
        this.baseBackoff = builder.baseBackoff;
        this.visibilityTimeout = builder.visibilityTimeout;
    }

    /** The options without a choice of one's own. */
    public static OutboxOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How often a message is tried before it becomes a dead letter. */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** The delay after the first failure, doubled with each further one. */
    public Duration baseBackoff() {
        return baseBackoff;
    }

    /** How long a claim is valid without a heartbeat. */
    public Duration visibilityTimeout() {
        return visibilityTimeout;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof OutboxOptions other
                && maxAttempts == other.maxAttempts
                && baseBackoff.equals(other.baseBackoff)
                && visibilityTimeout.equals(other.visibilityTimeout);
    }

    @Override
    public int hashCode() {
        return Objects.hash(maxAttempts, baseBackoff, visibilityTimeout);
    }

    @Override
    public String toString() {
        return "OutboxOptions[maxAttempts=" + maxAttempts + ", baseBackoff=" + Durations.text(baseBackoff)
                + ", visibilityTimeout=" + Durations.text(visibilityTimeout) + "]";
    }

    /** Builds {@link OutboxOptions}; for use by one thread. */
    public static final class Builder {

        private int maxAttempts = 5;
        private Duration baseBackoff = Duration.ofSeconds(5);
        private Duration visibilityTimeout = Duration.ofSeconds(60);

        private Builder() {}

        /**
         * Sets how often a message is tried before it becomes a dead letter. Default: 5.
         *
         * @throws HonkerInvalidOptionException if it is zero or negative
         */
        public Builder maxAttempts(int maxAttempts) {
            this.maxAttempts = Check.positive("maxAttempts", maxAttempts);
            return this;
        }

        /**
         * Sets the delay after the first failure, doubled with each further one. Default: 5 s.
         *
         * @throws HonkerInvalidOptionException if it is null, zero or negative
         */
        public Builder baseBackoff(Duration baseBackoff) {
            this.baseBackoff = Check.positiveInTables("baseBackoff", baseBackoff);
            return this;
        }

        /**
         * Sets how long a claim is valid without a heartbeat; fractions of seconds round up. Default: 60 s.
         *
         * @throws HonkerInvalidOptionException if it is null, zero, negative or longer than 100,000,000 days
         */
        public Builder visibilityTimeout(Duration visibilityTimeout) {
            this.visibilityTimeout = Check.positiveInTables("visibilityTimeout", visibilityTimeout);
            return this;
        }

        /** The options as they are set now. */
        public OutboxOptions build() {
            return new OutboxOptions(this);
        }
    }
}
