package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the jobs of a schedule are enqueued with; immutable. */
public final class ScheduleOptions {

    private static final ScheduleOptions DEFAULTS = builder().build();

    private final int priority;
    private final @Nullable Duration expires;
    private final int maxAttempts;
    private final MissedRuns missedRuns;

    private ScheduleOptions(Builder builder) {
        this.priority = builder.priority;
        this.expires = builder.expires;
        this.maxAttempts = builder.maxAttempts;
        this.missedRuns = builder.missedRuns;
    }

    /** The options without a choice of one's own. */
    public static ScheduleOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Which due job runs first: the one with the larger priority. */
    public int priority() {
        return priority;
    }

    /** How long after its enqueue a job must no longer be claimed; empty means never. */
    public Optional<Duration> expires() {
        return Optional.ofNullable(expires);
    }

    /** How often a job may be claimed. */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** What becomes of the boundaries that it misses. */
    public MissedRuns missedRuns() {
        return missedRuns;
    }

    /** Builds {@link ScheduleOptions}; for use by one thread. */
    public static final class Builder {

        private int priority;
        private @Nullable Duration expires;
        private int maxAttempts = 3;
        private MissedRuns missedRuns = MissedRuns.FIRE;

        private Builder() {}

        /** Sets the priority; any number. Default: 0. */
        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        /**
         * Sets how long after its enqueue, which is when it fires and not its boundary, a job must no longer be claimed; fractions
         * of seconds round up. Default: never.
         *
         * @throws HonkerInvalidOptionException if it is null, zero, negative or longer than 100,000,000 days
         */
        public Builder expires(Duration expires) {
            this.expires = Check.positiveInTables("expires", expires);
            return this;
        }

        /**
         * Sets how often a job may be claimed. Default: 3.
         *
         * @throws HonkerInvalidOptionException if it is zero or negative
         */
        public Builder maxAttempts(int maxAttempts) {
            this.maxAttempts = Check.positive("maxAttempts", maxAttempts);
            return this;
        }

        /**
         * Sets what becomes of the boundaries that it misses while it is paused or while no scheduler runs; schedulers of other languages
         * fire them. Default: {@link MissedRuns#FIRE}.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder missedRuns(MissedRuns missedRuns) {
            this.missedRuns = Check.notNull("missedRuns", missedRuns);
            return this;
        }

        /** The options as they are set now. */
        public ScheduleOptions build() {
            return new ScheduleOptions(this);
        }
    }
}
