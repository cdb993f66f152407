package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For how long and for whom a lock is held; immutable. */
public final class LockOptions {

    private static final LockOptions DEFAULTS = builder().build();

    private final Duration ttl;
    private final @Nullable String owner;
    private final boolean autoRenew;

    private LockOptions(Builder builder) {
        this.ttl = builder.ttl;
        this.owner = builder.owner;
        this.autoRenew = builder.autoRenew;
    }

    /** The options without a choice of one's own. */
    public static LockOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How long the lock is held without a renewal. */
    public Duration ttl() {
        return ttl;
    }

    /** Who holds it; empty means a random UUID for each acquisition. */
    public Optional<String> owner() {
        return Optional.ofNullable(owner);
    }

    /** Whether it is renewed in the background until it is released. */
    public boolean autoRenew() {
        return autoRenew;
    }

    /** Builds {@link LockOptions}; for use by one thread. */
    public static final class Builder {

        private Duration ttl = Duration.ofSeconds(60);
        private @Nullable String owner;
        private boolean autoRenew;

        private Builder() {}

        /**
         * Sets how long the lock is held without a renewal; fractions of seconds round up. Default: 60 s.
         *
         * @throws HonkerInvalidOptionException if it is null, zero, negative or longer than 100,000,000 days
         */
        public Builder ttl(Duration ttl) {
            this.ttl = Check.positiveInTables("ttl", ttl);
            return this;
        }

        /**
         * Sets who holds it: the same owner can take the lock twice, and one release frees it. Default: a random UUID
         * for each acquisition.
         *
         * @throws HonkerInvalidOptionException if it is null or blank
         */
        public Builder owner(String owner) {
            this.owner = Check.notBlank("owner", owner);
            return this;
        }

        /**
         * Sets whether it is renewed in the background until it is released. Default: false.
         */
        public Builder autoRenew(boolean autoRenew) {
            this.autoRenew = autoRenew;
            return this;
        }

        /** The options as they are set now. */
        public LockOptions build() {
            return new LockOptions(this);
        }
    }
}
