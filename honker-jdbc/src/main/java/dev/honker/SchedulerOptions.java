package dev.honker;

import dev.honker.internal.check.Check;
import dev.honker.internal.check.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** How a scheduler runs, and how it leads; immutable. */
public final class SchedulerOptions {

    private static final SchedulerOptions DEFAULTS = builder().build();

    /** why: rows count whole seconds, so a lock of 1 s may end at once, when the next second begins. */
    private static final Duration SHORTEST_TTL = Duration.ofSeconds(2);

    private final String lockName;
    private final Duration lockTtl;
    private final Duration heartbeatEvery;
    private final Duration idlePollInterval;
    private final boolean standby;
    private final @Nullable SchedulerListener listener;
    private final Duration stopTimeout;
    private final @Nullable Executor executor;

    private SchedulerOptions(Builder builder) {
        this.lockName = builder.lockName;
        this.lockTtl = builder.lockTtl;
        this.heartbeatEvery = builder.heartbeatEvery();
        this.idlePollInterval = builder.idlePollInterval;
        this.standby = builder.standby;
        this.listener = builder.listener;
        this.stopTimeout = builder.stopTimeout;
        this.executor = builder.executor;
    }

    /** The options without a choice of one's own. */
    public static SchedulerOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The lock that makes a scheduler the leader; all schedulers of a file, in any language, have to use the same. */
    public String lockName() {
        return lockName;
    }

    /** How long a leader that is gone keeps the others from leading. */
    public Duration lockTtl() {
        return lockTtl;
    }

    /** How often the leader renews its lock. */
    public Duration heartbeatEvery() {
        return heartbeatEvery;
    }

    /** How long it sleeps at most without a commit or a boundary. */
    public Duration idlePollInterval() {
        return idlePollInterval;
    }

    /** Whether it waits for the lock while another one leads. */
    public boolean standby() {
        return standby;
    }

    /** What hears of its leadership and its fires; empty means nobody does. */
    public Optional<SchedulerListener> listener() {
        return Optional.ofNullable(listener);
    }

    /** How long {@code close()} waits for what runs before it interrupts. */
    public Duration stopTimeout() {
        return stopTimeout;
    }

    /** What runs the loop; empty means a thread of its own. */
    public Optional<Executor> executor() {
        return Optional.ofNullable(executor);
    }

    /** Builds {@link SchedulerOptions}; for use by one thread. */
    public static final class Builder {

        private String lockName = "honker-scheduler";
        private Duration lockTtl = Duration.ofSeconds(60);
        private @Nullable Duration heartbeatEvery;
        private Duration idlePollInterval = Duration.ofSeconds(15);
        private boolean standby = true;
        private @Nullable SchedulerListener listener;
        private Duration stopTimeout = Duration.ofSeconds(10);
        private @Nullable Executor executor;

        private Builder() {}

        /**
         * Sets the lock that makes a scheduler the leader. Default: {@code honker-scheduler}, as in every language.
         *
         * @throws HonkerInvalidOptionException if it is null or blank
         */
        public Builder lockName(String lockName) {
            this.lockName = Check.notBlank("lockName", lockName);
            return this;
        }

        /**
         * Sets how long a leader that is gone keeps the others from leading; fractions of seconds round up. Default: 60 s.
         *
         * @throws HonkerInvalidOptionException if it is null, less than 2 s or longer than 100,000,000 days
         */
        public Builder lockTtl(Duration lockTtl) {
            Check.positiveInTables("lockTtl", lockTtl);
            if (lockTtl.compareTo(SHORTEST_TTL) < 0) {
                throw Check.refused("lockTtl", "must be at least 2 s", lockTtl);
            }
            this.lockTtl = lockTtl;
            return this;
        }

        /**
         * Sets how often the leader renews its lock. It must be shorter than the lock's time; with a third of it or less, no single
         * renewal that fails costs the leadership. Default: a third of it.
         *
         * @throws HonkerInvalidOptionException if it is null, zero or negative
         */
        public Builder heartbeatEvery(Duration heartbeatEvery) {
            this.heartbeatEvery = Check.positiveInTables("heartbeatEvery", heartbeatEvery);
            return this;
        }

        /**
         * Sets how long it sleeps at most without a commit or a boundary. Default: 15 s.
         *
         * @throws HonkerInvalidOptionException if it is null, zero or negative
         */
        public Builder idlePollInterval(Duration idlePollInterval) {
            this.idlePollInterval = Check.positiveInTables("idlePollInterval", idlePollInterval);
            return this;
        }

        /**
         * Sets whether it waits for the lock while another one leads. If not, its start fails with a {@link LockHeldException}
         * then, and it ends with a {@link LeadershipLostException} as its failure when another one has taken over. Default: true.
         */
        public Builder standby(boolean standby) {
            this.standby = standby;
            return this;
        }

        /**
         * Sets what hears of its leadership and its fires. Default: nobody.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder listener(SchedulerListener listener) {
            this.listener = Check.notNull("listener", listener);
            return this;
        }

        /**
         * Sets how long {@code close()} waits for what runs before it interrupts. Default: 10 s.
         *
         * @throws HonkerInvalidOptionException if it is null or negative
         */
        public Builder stopTimeout(Duration stopTimeout) {
            this.stopTimeout = Check.notNegativeInTables("stopTimeout", stopTimeout);
            return this;
        }

        /**
         * Sets what runs the loop and its listener, for as long as it lives: one thread. It is not shut down. Default: a daemon
         * thread of its own.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder executor(Executor executor) {
            this.executor = Check.notNull("executor", executor);
            return this;
        }

        private Duration heartbeatEvery() {
            return heartbeatEvery == null ? lockTtl.dividedBy(3) : heartbeatEvery;
        }

        /**
         * The options as they are set now.
         *
         * @throws HonkerInvalidOptionException if the lock would end before it is renewed
         */
        public SchedulerOptions build() {
            if (heartbeatEvery().compareTo(lockTtl) >= 0) {
                throw Check.refused(
                        "heartbeatEvery",
                        "must be shorter than lockTtl, which is " + Durations.text(lockTtl),
                        heartbeatEvery());
            }
            return new SchedulerOptions(this);
        }
    }
}
