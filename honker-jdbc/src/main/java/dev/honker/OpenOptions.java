package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a database is opened; immutable. */
public final class OpenOptions {

    private static final OpenOptions DEFAULTS = builder().build();
    private static final List<String> JOURNAL_MODES = List.of("WAL", "DELETE", "TRUNCATE", "PERSIST", "MEMORY", "OFF");
    private static final List<String> SYNCHRONOUS = List.of("OFF", "NORMAL", "FULL", "EXTRA");

    private final int maxReaders;
    private final Duration busyTimeout;
    private final String journalMode;
    private final String synchronous;
    private final int walAutocheckpoint;
    private final WatcherOptions watcher;
    private final Clock clock;
    private final boolean inline;
    private final @Nullable JsonCodecFactory codecs;
    private final Set<String> chosen;

    private OpenOptions(Builder builder) {
        this.maxReaders = builder.maxReaders;
        this.busyTimeout = builder.busyTimeout;
        this.journalMode = builder.journalMode;
        this.synchronous = builder.synchronous;
        this.walAutocheckpoint = builder.walAutocheckpoint;
        this.watcher = builder.watcher;
        this.clock = builder.clock;
        this.inline = builder.inline;
        this.codecs = builder.codecs;
        this.chosen = new HashSet<>(builder.chosen);
        this.chosen.addAll(builder.watcher.chosen());
    }

    /** The options without a choice of one's own. */
    public static OpenOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** How many connections its callers may have in use at once beside the first. */
    public int maxReaders() {
        return maxReaders;
    }

    /** How long a statement waits for a lock of another connection. */
    public Duration busyTimeout() {
        return busyTimeout;
    }

    /** The journal mode that the file is converted to, in capitals. */
    public String journalMode() {
        return journalMode;
    }

    /** How carefully a commit is written, in capitals. */
    public String synchronous() {
        return synchronous;
    }

    /** After how many pages the write-ahead log is written back. */
    public int walAutocheckpoint() {
        return walAutocheckpoint;
    }

    /** How commits are looked for. */
    public WatcherOptions watcherOptions() {
        return watcher;
    }

    /** What governs everything with a time in it. */
    public Clock clock() {
        return clock;
    }

    /** Whether workers run their jobs in the threads that commit. */
    public boolean inline() {
        return inline;
    }

    /** What makes the codecs of typed queues and tasks; empty means the defaults. */
    public Optional<JsonCodecFactory> codecs() {
        return Optional.ofNullable(codecs);
    }

    /** The names of the options that the application has set and a URL can name, too. */
    Set<String> chosen() {
        return chosen;
    }

    /** Builds {@link OpenOptions}; for use by one thread. */
    public static final class Builder {

        private int maxReaders = 8;
        private Duration busyTimeout = Duration.ofSeconds(5);
        private String journalMode = "WAL";
        private String synchronous = "NORMAL";
        private int walAutocheckpoint = 10_000;
        private WatcherOptions watcher = WatcherOptions.defaults();
        private Clock clock = Clock.systemUTC();
        private boolean inline;
        private @Nullable JsonCodecFactory codecs;
        private final Set<String> chosen = new HashSet<>();

        private Builder() {}

        /**
         * Sets how many connections its callers may have in use at once beside the first; 0 makes them take turns. Whoever finds
         * none free waits as long as the busy timeout. Default: 8.
         *
         * @throws HonkerInvalidOptionException if it is negative
         */
        public Builder maxReaders(int maxReaders) {
            this.maxReaders = Check.notNegative("maxReaders", maxReaders);
            return this;
        }

        /**
         * Sets how long a statement waits for a lock of another connection. Default: 5 s.
         *
         * @throws HonkerInvalidOptionException if it is null, negative or more than 2,147,483,647 ms
         */
        public Builder busyTimeout(Duration busyTimeout) {
            this.busyTimeout = Check.fitsMillis("busyTimeout", Check.notNegative("busyTimeout", busyTimeout));
            chosen.add("busyTimeout");
            return this;
        }

        /**
         * Sets the journal mode that the file is converted to: WAL, DELETE, TRUNCATE, PERSIST, MEMORY or OFF, in any
         * case. Default: WAL.
         *
         * @throws HonkerInvalidOptionException if it is null or another
         */
        public Builder journalMode(String journalMode) {
            this.journalMode = Check.oneOf("journalMode", JOURNAL_MODES, journalMode);
            chosen.add("journalMode");
            return this;
        }

        /**
         * Sets how carefully a commit is written: OFF, NORMAL, FULL or EXTRA, in any case. With NORMAL in WAL mode the
         * last commits may be lost when the power fails. Default: NORMAL.
         *
         * @throws HonkerInvalidOptionException if it is null or another
         */
        public Builder synchronous(String synchronous) {
            this.synchronous = Check.oneOf("synchronous", SYNCHRONOUS, synchronous);
            chosen.add("synchronous");
            return this;
        }

        /**
         * Sets after how many pages the write-ahead log is written back. Default: 10,000.
         *
         * @throws HonkerInvalidOptionException if it is zero or negative
         */
        public Builder walAutocheckpoint(int walAutocheckpoint) {
            this.walAutocheckpoint = Check.positive("walAutocheckpoint", walAutocheckpoint);
            chosen.add("walAutocheckpoint");
            return this;
        }

        /**
         * Sets how commits are looked for. Default: {@link WatcherOptions#defaults()}.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder watcherOptions(WatcherOptions watcher) {
            this.watcher = Check.notNull("watcherOptions", watcher);
            return this;
        }

        /**
         * Sets the clock that governs everything with a time in it, for tests: when jobs are due and claims, locks and results end,
         * what the tables note as the time of a row. If it implements {@link ClockChanges}, setting it wakes what sleeps until a
         * time. Time-outs and pauses of threads stay real. Programs in other languages on the file keep the system's clock.
         * Default: the system's.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder clock(Clock clock) {
            this.clock = Check.notNull("clock", clock);
            return this;
        }

        /**
         * Sets whether workers run their jobs in the threads that commit, for tests: such a worker has no thread, and a call that
         * commits returns when no job is due any more. That holds for calls of this API and for commits by connections of honker's
         * driver to the same file in this JVM, which are best not held while others need them; commits by plain sqlite-jdbc and by
         * other processes are noticed with the next one. Starting a worker runs what is due for it.
         *
         * <p>Failures follow the rules of retries and reach {@link WorkerHandle#counts()}, never the caller. Jobs that handlers
         * enqueue run after them, not within. One thread at a time runs jobs; others that commit wait for it, up to 10 s, also when
         * they are interrupted: handlers never see an interrupt that was their caller's. There are no time limits and no
         * heartbeats.
         *
         * <p>A thread that commits may be one of honker's own. So the jobs that a running scheduler enqueues run in its thread, which
         * meanwhile fires nothing and doesn't renew its leadership: another scheduler may take over from one whose jobs last
         * longer than its lock. Only the thread that renews locks runs no jobs; what it makes due waits for the next commit.
         * Default: false.
         */
        public Builder inline(boolean inline) {
            this.inline = inline;
            return this;
        }

        /**
         * Sets what makes the codecs of typed queues and tasks, such as {@link Honker#codecs(Object)} with the application's mapper.
         * Default: {@link Honker#codecs()}.
         *
         * @throws HonkerInvalidOptionException if it is null
         */
        public Builder codecs(JsonCodecFactory codecs) {
            this.codecs = Check.notNull("codecs", codecs);
            return this;
        }

        /** The options as they are set now. */
        public OpenOptions build() {
            return new OpenOptions(this);
        }
    }
}
