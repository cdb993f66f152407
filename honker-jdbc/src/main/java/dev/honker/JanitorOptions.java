package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a janitor cleans and how often. Nothing is cleaned unless it is set; immutable. */
public final class JanitorOptions {

    private static final JanitorOptions DEFAULTS = builder().build();

    private final Duration every;
    private final @Nullable Duration notificationsOlderThan;
    private final @Nullable Integer notificationsMaxKeep;
    private final @Nullable Duration deadLettersOlderThan;
    private final boolean expiredResults;
    private final @Nullable Duration rateLimitsOlderThan;
    private final @Nullable Duration streamEventsOlderThan;
    private final boolean expiredJobs;
    private final boolean expiredLocks;
    private final boolean uniqueKeys;

    private JanitorOptions(Builder builder) {
        this.every = builder.every;
        this.notificationsOlderThan = builder.notificationsOlderThan;
        this.notificationsMaxKeep = builder.notificationsMaxKeep;
        this.deadLettersOlderThan = builder.deadLettersOlderThan;
        this.expiredResults = builder.expiredResults;
        this.rateLimitsOlderThan = builder.rateLimitsOlderThan;
        this.streamEventsOlderThan = builder.streamEventsOlderThan;
        this.expiredJobs = builder.expiredJobs;
        this.expiredLocks = builder.expiredLocks;
        this.uniqueKeys = builder.uniqueKeys;
    }

    /** The options without a choice of one's own. */
    public static JanitorOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How long it rests between two runs. */
    public Duration every() {
        return every;
    }

    /** The age from which on notifications are deleted; empty means off. */
    public Optional<Duration> notificationsOlderThan() {
        return Optional.ofNullable(notificationsOlderThan);
    }

    /** How many of the newest notifications are kept, of all channels together; empty means off. */
    public OptionalInt notificationsMaxKeep() {
        return notificationsMaxKeep == null ? OptionalInt.empty() : OptionalInt.of(notificationsMaxKeep);
    }

    /** The age since their death from which on dead letters are deleted; empty means off. */
    public Optional<Duration> deadLettersOlderThan() {
        return Optional.ofNullable(deadLettersOlderThan);
    }

    /** Whether expired results are deleted. */
    public boolean expiredResults() {
        return expiredResults;
    }

    /** The age from which on windows of rate limits are deleted; empty means off. */
    public Optional<Duration> rateLimitsOlderThan() {
        return Optional.ofNullable(rateLimitsOlderThan);
    }

    /** The age from which on stream events are deleted that every saved consumer has passed; empty means off. */
    public Optional<Duration> streamEventsOlderThan() {
        return Optional.ofNullable(streamEventsOlderThan);
    }

    /** Whether expired jobs of all queues become dead letters. */
    public boolean expiredJobs() {
        return expiredJobs;
    }

    /** Whether locks that expired a minute ago or more are deleted. */
    public boolean expiredLocks() {
        return expiredLocks;
    }

    /** Whether unique keys are deleted whose job is gone. */
    public boolean uniqueKeys() {
        return uniqueKeys;
    }

    /** Builds {@link JanitorOptions}; for use by one thread. */
    public static final class Builder {

        private Duration every = Duration.ofMinutes(1);
        private @Nullable Duration notificationsOlderThan;
        private @Nullable Integer notificationsMaxKeep;
        private @Nullable Duration deadLettersOlderThan;
        private boolean expiredResults;
        private @Nullable Duration rateLimitsOlderThan;
        private @Nullable Duration streamEventsOlderThan;
        private boolean expiredJobs;
        private boolean expiredLocks;
        private boolean uniqueKeys;

        private Builder() {}

        /**
         * Sets how long it rests between two runs. Default: 1 min.
         *
         * @throws HonkerInvalidOptionException if it is null, zero or negative
         */
        public Builder every(Duration every) {
            this.every = Check.positiveInTables("every", every);
            return this;
        }

        /**
         * Deletes notifications from this age on. Default: off.
         *
         * @throws HonkerInvalidOptionException if it is null or negative
         */
        public Builder notificationsOlderThan(Duration notificationsOlderThan) {
            this.notificationsOlderThan = Check.notNegativeInTables("notificationsOlderThan", notificationsOlderThan);
            return this;
        }

        /**
         * Keeps this many of the newest notifications, of all channels together. Default: off.
         *
         * @throws HonkerInvalidOptionException if it is negative
         */
        public Builder notificationsMaxKeep(int notificationsMaxKeep) {
            this.notificationsMaxKeep = Check.notNegative("notificationsMaxKeep", notificationsMaxKeep);
            return this;
        }

        /**
         * Deletes dead letters from this age since their death on. Default: off.
         *
         * @throws HonkerInvalidOptionException if it is null or negative
         */
        public Builder deadLettersOlderThan(Duration deadLettersOlderThan) {
            this.deadLettersOlderThan = Check.notNegativeInTables("deadLettersOlderThan", deadLettersOlderThan);
            return this;
        }

        /**
         * Sets whether expired results are deleted. Default: false.
         */
        public Builder expiredResults(boolean expiredResults) {
            this.expiredResults = expiredResults;
            return this;
        }

        /**
         * Deletes windows of rate limits from this age on, which must be longer than any window in use. Default: off.
         *
         * @throws HonkerInvalidOptionException if it is null or negative
         */
        public Builder rateLimitsOlderThan(Duration rateLimitsOlderThan) {
            this.rateLimitsOlderThan = Check.notNegativeInTables("rateLimitsOlderThan", rateLimitsOlderThan);
            return this;
        }

        /**
         * Deletes stream events from this age on. Those that a saved consumer of their topic has not passed yet stay. Default: off.
         *
         * @throws HonkerInvalidOptionException if it is null or negative
         */
        public Builder streamEventsOlderThan(Duration streamEventsOlderThan) {
            this.streamEventsOlderThan = Check.notNegativeInTables("streamEventsOlderThan", streamEventsOlderThan);
            return this;
        }

        /**
         * Sets whether expired jobs of all queues become dead letters. Default: false.
         */
        public Builder expiredJobs(boolean expiredJobs) {
            this.expiredJobs = expiredJobs;
            return this;
        }

        /**
         * Sets whether locks that expired a minute ago or more are deleted; until then a late holder may still renew. Default:
         * false.
         */
        public Builder expiredLocks(boolean expiredLocks) {
            this.expiredLocks = expiredLocks;
            return this;
        }

        /**
         * Sets whether unique keys are deleted whose job is gone. Default: false.
         */
        public Builder uniqueKeys(boolean uniqueKeys) {
            this.uniqueKeys = uniqueKeys;
            return this;
        }

        /** The options as they are set now. */
        public JanitorOptions build() {
            return new JanitorOptions(this);
        }
    }
}
