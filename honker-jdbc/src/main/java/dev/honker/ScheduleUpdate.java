package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What to change of a schedule; what is not set stays. Immutable. */
public final class ScheduleUpdate {

    private final @Nullable CronSchedule schedule;
    private final @Nullable String payloadJson;
    private final @Nullable Integer priority;
    private final @Nullable Duration expires;
    private final boolean neverExpires;
    private final @Nullable Integer maxAttempts;
    private final @Nullable MissedRuns missedRuns;

    private ScheduleUpdate(Builder builder) {
        this.schedule = builder.schedule;
        this.payloadJson = builder.payloadJson;
        this.priority = builder.priority;
        this.expires = builder.expires;
        this.neverExpires = builder.neverExpires;
        this.maxAttempts = builder.maxAttempts;
        this.missedRuns = builder.missedRuns;
    }

    /** A builder that changes nothing yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** The new expression; empty leaves it. */
    public Optional<CronSchedule> schedule() {
        return Optional.ofNullable(schedule);
    }

    /** The new payload; empty leaves it. */
    public Optional<String> payloadJson() {
        return Optional.ofNullable(payloadJson);
    }

    /** The new priority; empty leaves it. */
    public OptionalInt priority() {
        return priority == null ? OptionalInt.empty() : OptionalInt.of(priority);
    }

    /** The new time to the expiry of jobs; empty leaves it, unless {@link #neverExpires}. */
    public Optional<Duration> expires() {
        return Optional.ofNullable(expires);
    }

    /** Whether jobs shall no longer expire. */
    public boolean neverExpires() {
        return neverExpires;
    }

    /** How often jobs may be claimed from now on; empty leaves it. */
    public OptionalInt maxAttempts() {
        return maxAttempts == null ? OptionalInt.empty() : OptionalInt.of(maxAttempts);
    }

    /** What becomes of missed boundaries from now on; empty leaves it. */
    public Optional<MissedRuns> missedRuns() {
        return Optional.ofNullable(missedRuns);
    }

    /** Builds {@link ScheduleUpdate}; for use by one thread. */
    public static final class Builder {

        private @Nullable CronSchedule schedule;
        private @Nullable String payloadJson;
        private @Nullable Integer priority;
        private @Nullable Duration expires;
        private boolean neverExpires;
        private @Nullable Integer maxAttempts;
        private @Nullable MissedRuns missedRuns;

        private Builder() {}

        /**
         * Changes when it fires; its next boundary is the first after the update then.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder schedule(CronSchedule schedule) {
            this.schedule = Check.notNull("schedule", schedule);
            return this;
        }

        /**
         * Changes the payload of jobs, stored verbatim.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder payload(String payloadJson) {
            this.payloadJson = Check.text("payload", payloadJson);
            return this;
        }

        /** Changes the priority of jobs; any number. */
        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        /**
         * Changes how long after its enqueue a job must no longer be claimed; fractions of seconds round up.
         *
         * @throws HonkerInvalidOptionException if it is null, zero, negative or longer than 100,000,000 days
         */
        public Builder expires(Duration expires) {
            this.expires = Check.positiveInTables("expires", expires);
            this.neverExpires = false;
            return this;
        }

        /** Lets jobs never expire. */
        public Builder neverExpires() {
            this.expires = null;
            this.neverExpires = true;
            return this;
        }

        /**
         * Changes how often a job may be claimed.
         *
         * @throws HonkerInvalidOptionException if it is zero or negative
         */
        public Builder maxAttempts(int maxAttempts) {
            this.maxAttempts = Check.positive("maxAttempts", maxAttempts);
            return this;
        }

        /**
         * Changes what becomes of missed boundaries, as {@link Scheduler#setMissedRuns} does.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder missedRuns(MissedRuns missedRuns) {
            this.missedRuns = Check.notNull("missedRuns", missedRuns);
            return this;
        }

        /**
         * The update as it is set now.
         *
         * @throws HonkerInvalidOptionException if it would change nothing
         */
        public ScheduleUpdate build() {
            if (schedule == null
                    && payloadJson == null
                    && priority == null
                    && expires == null
                    && !neverExpires
                    && maxAttempts == null
                    && missedRuns == null) {
                throw new HonkerInvalidOptionException(
                        "an update of a schedule must change something, but nothing is set:"
                                + " set schedule, payload, priority, expires, neverExpires, maxAttempts or missedRuns");
            }
            return new ScheduleUpdate(this);
        }
    }
}
