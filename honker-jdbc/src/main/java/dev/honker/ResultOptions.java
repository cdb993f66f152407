package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a result is kept; immutable. */
public final class ResultOptions {

    private static final ResultOptions NEVER_EXPIRES = builder().build();

    private final @Nullable Duration ttl;

    private ResultOptions(Builder builder) {
        this.ttl = builder.ttl;
    }

    /** The options without a choice of one's own: {@link #neverExpires()}. */
    public static ResultOptions defaults() {
        return NEVER_EXPIRES;
    }

    /** Keeps the result until it is overwritten. */
    public static ResultOptions neverExpires() {
        return NEVER_EXPIRES;
    }

    /**
     * Keeps the result for this long; fractions of seconds round up.
     *
     * @throws HonkerInvalidOptionException if it is null, zero or negative
     */
    public static ResultOptions ttl(Duration ttl) {
        return builder().ttl(ttl).build();
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How long the result is kept; empty means until it is overwritten. */
    public Optional<Duration> ttl() {
        return Optional.ofNullable(ttl);
    }

    /** Builds {@link ResultOptions}; for use by one thread. */
    public static final class Builder {

        private @Nullable Duration ttl;

        private Builder() {}

        /**
         * Sets how long the result is kept; fractions of seconds round up. Default: until it is overwritten.
         *
         * @throws HonkerInvalidOptionException if it is null, zero, negative or longer than 100,000,000 days
         */
        public Builder ttl(Duration ttl) {
            this.ttl = Check.positiveInTables("ttl", ttl);
            return this;
        }

        /** The options as they are set now. */
        public ResultOptions build() {
            return new ResultOptions(this);
        }
    }
}
