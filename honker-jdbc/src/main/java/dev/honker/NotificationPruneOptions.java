package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Which notifications to delete: those that either limit names; with neither none. Immutable. */
public final class NotificationPruneOptions {

    private static final NotificationPruneOptions DEFAULTS = builder().build();

    private final @Nullable Duration olderThan;
    private final @Nullable Integer maxKeep;

    private NotificationPruneOptions(Builder builder) {
        this.olderThan = builder.olderThan;
        this.maxKeep = builder.maxKeep;
    }

    /** The options without a choice of one's own. */
    public static NotificationPruneOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The age from which on they are deleted; empty means unset. */
    public Optional<Duration> olderThan() {
        return Optional.ofNullable(olderThan);
    }

    /** How many of the newest are kept, of all channels together; empty means unset. */
    public OptionalInt maxKeep() {
        return maxKeep == null ? OptionalInt.empty() : OptionalInt.of(maxKeep);
    }

    /** Builds {@link NotificationPruneOptions}; for use by one thread. */
    public static final class Builder {

        private @Nullable Duration olderThan;
        private @Nullable Integer maxKeep;

        private Builder() {}

        /**
         * Sets the age from which on they are deleted; fractions of seconds round up. Default: unset.
         *
         * @throws HonkerInvalidOptionException if it is null or negative
         */
        public Builder olderThan(Duration olderThan) {
            this.olderThan = Check.notNegativeInTables("olderThan", olderThan);
            return this;
        }

        /**
         * Sets how many of the newest are kept, of all channels together; 0 deletes all. Default: unset.
         *
         * @throws HonkerInvalidOptionException if it is negative
         */
        public Builder maxKeep(int maxKeep) {
            this.maxKeep = Check.notNegative("maxKeep", maxKeep);
            return this;
        }

        /** The options as they are set now. */
        public NotificationPruneOptions build() {
            return new NotificationPruneOptions(this);
        }
    }
}
