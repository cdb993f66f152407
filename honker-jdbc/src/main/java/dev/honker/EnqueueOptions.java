package dev.honker;

import dev.honker.internal.check.Check;
import dev.honker.internal.check.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** When, how soon and how often an enqueued job is to run; immutable, equal if all options are. */
public final class EnqueueOptions {

    private static final EnqueueOptions DEFAULTS = builder().build();

    private final @Nullable Instant runAt;
    private final @Nullable Duration delay;
    private final int priority;
    private final @Nullable Duration expires;
    private final @Nullable Integer maxAttempts;

    private EnqueueOptions(Builder builder) {
        this.runAt = builder.runAt;
        this.delay = builder.delay;
        this.priority = builder.priority;
        this.expires = builder.expires;
        this.maxAttempts = builder.maxAttempts;
    }

    /** The options without a choice of one's own. */
    public static EnqueueOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** When the job becomes due; empty means now, a time that has passed too. */
    public Optional<Instant> runAt() {
        return Optional.ofNullable(runAt);
    }

    /** How long after the enqueue the job becomes due, whatever {@link #runAt} says; empty means unset. */
    public Optional<Duration> delay() {
        return Optional.ofNullable(delay);
    }

    /** Which due job runs first: the one with the larger priority. */
    public int priority() {
        return priority;
    }

    /** How long after the enqueue the job must no longer be claimed; empty means never. */
    public Optional<Duration> expires() {
        return Optional.ofNullable(expires);
    }

    /** How often the job may be claimed; empty means as the queue says. */
    public OptionalInt maxAttempts() {
        return maxAttempts == null ? OptionalInt.empty() : OptionalInt.of(maxAttempts);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EnqueueOptions that
                && priority == that.priority
                && Objects.equals(runAt, that.runAt)
                && Objects.equals(delay, that.delay)
                && Objects.equals(expires, that.expires)
                && Objects.equals(maxAttempts, that.maxAttempts);
    }

    @Override
    public int hashCode() {
        return Objects.hash(runAt, delay, priority, expires, maxAttempts);
    }

    /** Builds {@link EnqueueOptions}; for use by one thread. */
    public static final class Builder {

        private @Nullable Instant runAt;
        private @Nullable Duration delay;
        private int priority = 0;
        private @Nullable Duration expires;
        private @Nullable Integer maxAttempts;

        private Builder() {}

        /**
         * Sets when the job becomes due; fractions of seconds round up. A {@link #delay} wins over it. Default: now.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder runAt(Instant runAt) {
            this.runAt = Check.notNull("runAt", runAt);
            return this;
        }

        /**
         * Sets how long after the enqueue the job becomes due, at least: the tables count whole seconds, so it is up to one second
         * more. Zero means at once. Default: unset.
         *
         * @throws HonkerInvalidOptionException if it is null, negative or longer than 100,000,000 days
         */
        public Builder delay(Duration delay) {
            this.delay = Check.notNegativeInTables("delay", delay);
            return this;
        }

        /**
         * Sets which due job runs first: the one with the larger priority. Default: 0.
         */
        public Builder priority(int priority) {
            this.priority = priority;
            return this;
        }

        /**
         * Sets how long after the enqueue the job must no longer be claimed; fractions of seconds round up. Default: never.
         *
         * @throws HonkerInvalidOptionException if it is null, zero, negative or longer than 100,000,000 days
         */
        public Builder expires(Duration expires) {
            this.expires = Check.positiveInTables("expires", expires);
            return this;
        }

        /**
         * Sets how often the job may be claimed. Default: as the queue says.
         *
         * @throws HonkerInvalidOptionException if it is zero or negative
         */
        public Builder maxAttempts(int maxAttempts) {
            this.maxAttempts = Check.positive("maxAttempts", maxAttempts);
            return this;
        }

        /**
         * The options as they are set now.
         *
         * @throws HonkerInvalidOptionException if the job would expire before its {@link #delay} is over, so that it never ran
         */
        public EnqueueOptions build() {
            if (delay != null && expires != null && expires.compareTo(delay) <= 0) {
                throw Check.refused(
                        "expires",
                        "must be longer than delay " + Durations.text(delay) + ", or the job never runs",
                        Durations.text(expires));
            }
            return new EnqueueOptions(this);
        }
    }
}
