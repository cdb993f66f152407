package dev.honker;

import dev.honker.internal.check.Check;
import dev.honker.internal.check.Durations;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a queue handle claims and what its jobs may cost; immutable. */
public final class QueueOptions {

    private static final QueueOptions DEFAULTS = builder().build();

    private final Duration visibilityTimeout;
    private final int maxAttempts;

    private QueueOptions(Builder builder) {
        this.visibilityTimeout = builder.visibilityTimeout;
        this.maxAttempts = builder.maxAttempts;
    }

    /** The options without a choice of one's own. */
    public static QueueOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How long a claim is valid without a heartbeat. */
    public Duration visibilityTimeout() {
        return visibilityTimeout;
    }

    /** How often a job may be claimed before it becomes a dead letter. */
    public int maxAttempts() {
        return maxAttempts;
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof QueueOptions other
                && visibilityTimeout.equals(other.visibilityTimeout)
                && maxAttempts == other.maxAttempts;
    }

    @Override
    public int hashCode() {
        return Objects.hash(visibilityTimeout, maxAttempts);
    }

    @Override
    public String toString() {
        return "QueueOptions[visibilityTimeout=" + Durations.text(visibilityTimeout) + ", maxAttempts=" + maxAttempts
                + "]";
    }

    /** Builds {@link QueueOptions}; for use by one thread. */
    public static final class Builder {

        private Duration visibilityTimeout = Duration.ofSeconds(300);
        private int maxAttempts = 3;

        private Builder() {}

        /**
         * Sets how long a claim is valid without a heartbeat; fractions of seconds round up. Default: 300 s.
         *
         * @throws HonkerInvalidOptionException if it is null, zero, negative or longer than 100,000,000 days
         */
        public Builder visibilityTimeout(Duration visibilityTimeout) {
            this.visibilityTimeout = Check.positiveInTables("visibilityTimeout", visibilityTimeout);
            return this;
        }

        /**
         * Sets how often a job may be claimed before it becomes a dead letter. Default: 3.
         *
         * @throws HonkerInvalidOptionException if it is zero or negative
         */
        public Builder maxAttempts(int maxAttempts) {
            this.maxAttempts = Check.positive("maxAttempts", maxAttempts);
            return this;
        }

        /** The options as they are set now. */
        public QueueOptions build() {
            return new QueueOptions(this);
        }
    }
}
