package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;
import java.util.List;

/** How tasks are run; immutable. */
public final class TaskWorkerOptions {

    private static final TaskWorkerOptions DEFAULTS = builder().build();
    private static final int MAX_CONCURRENCY = 1024;

    private final List<String> queues;
    private final int concurrency;
    private final Duration idlePollInterval;
    private final Duration stopTimeout;
    private final boolean virtualThreads;
    private final boolean periodic;

    private TaskWorkerOptions(Builder builder) {
        this.queues = builder.queues;
        this.concurrency = builder.concurrency;
        this.idlePollInterval = builder.idlePollInterval;
        this.stopTimeout = builder.stopTimeout;
        this.virtualThreads = builder.virtualThreads;
        this.periodic = builder.periodic;
    }

    /** The options without a choice of one's own. */
    public static TaskWorkerOptions defaults() {
        return DEFAULTS;
    }

    /** A builder that starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The queues whose jobs are run; empty means all of the registry. */
    public List<String> queues() {
        return queues;
    }

    /** How many jobs of each queue are run at once. */
    public int concurrency() {
        return concurrency;
    }

    /** How long a worker sleeps at most without a commit or deadline. */
    public Duration idlePollInterval() {
        return idlePollInterval;
    }

    /** How long {@code close()} waits for what runs before it interrupts. */
    public Duration stopTimeout() {
        return stopTimeout;
    }

    /** Whether tasks run in virtual threads. */
    public boolean virtualThreads() {
        return virtualThreads;
    }

    /** Whether the schedules of periodic tasks are added, and the scheduler runs as one of those that may lead. */
    public boolean periodic() {
        return periodic;
    }

    /** Builds {@link TaskWorkerOptions}; for use by one thread. */
    public static final class Builder {

        private List<String> queues = List.of();
        private int concurrency = Math.min(MAX_CONCURRENCY, Runtime.getRuntime().availableProcessors());
        private Duration idlePollInterval = Duration.ofSeconds(5);
        private Duration stopTimeout = Duration.ofSeconds(10);
        private boolean virtualThreads;
        private boolean periodic = true;

        private Builder() {}

        /**
         * Sets the queues whose jobs are run. Default: all of the registry.
         *
         * @throws HonkerInvalidOptionException if it is null, or a name is null or blank
         */
        public Builder queues(List<String> queues) {
            Check.batch("queues", queues, Integer.MAX_VALUE).forEach(name -> Check.notBlank("queue name", name));
            this.queues = queues.stream().distinct().sorted().toList();
            return this;
        }

        /**
         * Sets how many jobs of each queue are run at once. Default: as many as there are processors.
         *
         * @throws HonkerInvalidOptionException if it is not between 1 and 1,024
         */
        public Builder concurrency(int concurrency) {
            this.concurrency = Check.between("concurrency", 1, MAX_CONCURRENCY, concurrency);
            return this;
        }

        /**
         * Sets how long a worker sleeps at most without a commit or deadline. Default: 5 s.
         *
         * @throws HonkerInvalidOptionException if it is null, zero or negative
         */
        public Builder idlePollInterval(Duration idlePollInterval) {
            this.idlePollInterval = Check.positiveInTables("idlePollInterval", idlePollInterval);
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
         * Sets whether tasks run in virtual threads, which needs Java 21. Default: false.
         *
         * @throws HonkerInvalidOptionException if it is true on a Java before 21
         */
        public Builder virtualThreads(boolean virtualThreads) {
            WorkerOptions.builder().virtualThreads(virtualThreads);
            this.virtualThreads = virtualThreads;
            return this;
        }

        /**
         * Sets whether the schedules of periodic tasks are added, and the scheduler runs as one of those that may lead, or stand by.
         * In a database that is opened inline schedules are added only: a test fires them with {@link Scheduler#fireDue}. Default:
         * true.
         */
        public Builder periodic(boolean periodic) {
            this.periodic = periodic;
            return this;
        }

        /** The options as they are set now. */
        public TaskWorkerOptions build() {
            return new TaskWorkerOptions(this);
        }
    }
}
