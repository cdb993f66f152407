package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** How commits are looked for; immutable. */
public final class WatcherOptions {

    private static final WatcherOptions DEFAULTS = builder().build();

    private final WatcherBackend backend;
    private final Duration pollInterval;
    private final Set<String> chosen;

    private WatcherOptions(Builder builder) {
        this.backend = builder.backend;
        this.pollInterval = builder.pollInterval;
        this.chosen = new HashSet<>(builder.chosen);
    }

    /** The options without a choice of one's own. */
    public static WatcherOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** What makes the watcher look. */
    public WatcherBackend backend() {
        return backend;
    }

    /** How often it looks by itself; the kernel backend has no use for it. */
    public Duration pollInterval() {
        return pollInterval;
    }

    /** The names of the options that the application has set, as those of {@link OpenOptions}. */
    Set<String> chosen() {
        return chosen;
    }

    /** Builds {@link WatcherOptions}; for use by one thread. */
    public static final class Builder {

        private WatcherBackend backend = WatcherBackend.AUTO;
        private Duration pollInterval = Duration.ofMillis(1);
        private final Set<String> chosen = new HashSet<>();

        private Builder() {}

        /**
         * Sets what makes the watcher look. Default: {@link WatcherBackend#AUTO}.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder backend(WatcherBackend backend) {
            this.backend = Check.notNull("backend", backend);
            chosen.add("watcherOptions.backend");
            return this;
        }

        /**
         * Sets how often it looks by itself. Default: 1 ms.
         *
         * @throws HonkerInvalidOptionException if it is null, zero, negative or more than 2,147,483,647 ms
         */
        public Builder pollInterval(Duration pollInterval) {
            this.pollInterval = Check.fitsMillis("pollInterval", Check.positive("pollInterval", pollInterval));
            chosen.add("watcherOptions.pollInterval");
            return this;
        }

        /** The options as they are set now. */
        public WatcherOptions build() {
            return new WatcherOptions(this);
        }
    }
}
