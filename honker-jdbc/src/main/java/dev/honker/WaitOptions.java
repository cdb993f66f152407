package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long to wait for a result; immutable. */
public final class WaitOptions {

    private static final WaitOptions FOREVER = builder().build();

    private final @Nullable Duration timeout;
    private final Duration fallbackPollInterval;
    private final boolean endWhenGone;

    private WaitOptions(Builder builder) {
        this.timeout = builder.timeout;
        this.fallbackPollInterval = builder.fallbackPollInterval;
        this.endWhenGone = builder.endWhenGone;
    }

    /** The options without a choice of one's own: {@link #forever()}. */
    public static WaitOptions defaults() {
        return FOREVER;
    }

    /** Waits until the result is there or can't come any more. */
    public static WaitOptions forever() {
        return FOREVER;
    }

    /**
     * Waits this long; zero only looks.
     *
     * @throws HonkerInvalidOptionException if it is null or negative
     */
    public static WaitOptions timeout(Duration timeout) {
        return builder().timeout(Check.notNull("timeout", timeout)).build();
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How long to wait, by a clock that nobody can set; empty means without limit. */
    public Optional<Duration> timeout() {
        return Optional.ofNullable(timeout);
    }

    /** How long it sleeps at most without a commit. */
    public Duration fallbackPollInterval() {
        return fallbackPollInterval;
    }

    /** Whether the wait fails once the job is neither live nor dead and there is no result of it. */
    public boolean endWhenGone() {
        return endWhenGone;
    }

    /** The same, but ending when the job is gone. */
    WaitOptions untilGone() {
        return builder()
                .timeout(timeout)
                .fallbackPollInterval(fallbackPollInterval)
                .endWhenGone(true)
                .build();
    }

    /** Builds {@link WaitOptions}; for use by one thread. */
    public static final class Builder {

        private @Nullable Duration timeout;
        private Duration fallbackPollInterval = Duration.ofSeconds(15);
        private boolean endWhenGone = false;

        private Builder() {}

        /**
         * Sets how long to wait; zero only looks, null waits without limit. Default: null.
         *
         * @throws HonkerInvalidOptionException if it is negative
         */
        public Builder timeout(@Nullable Duration timeout) {
            this.timeout = timeout == null ? null : Check.notNegativeInTables("timeout", timeout);
            return this;
        }

        /**
         * Sets how long it sleeps at most without a commit. Default: 15 s.
         *
         * @throws HonkerInvalidOptionException if it is null, zero or negative
         */
        public Builder fallbackPollInterval(Duration fallbackPollInterval) {
            this.fallbackPollInterval = Check.positiveInTables("fallbackPollInterval", fallbackPollInterval);
            return this;
        }

        /**
         * Sets whether the wait fails, with a {@link HonkerException}, once the job is neither live nor dead and there is no
         * result of it: it was done without one, cancelled, or its result has expired. Not for the jobs of workers that ack
         * before they save the result. Default: false, but always true where the result of a task's call is awaited.
         */
        public Builder endWhenGone(boolean endWhenGone) {
            this.endWhenGone = endWhenGone;
            return this;
        }

        /** The options as they are set now. */
        public WaitOptions build() {
            return new WaitOptions(this);
        }
    }
}
