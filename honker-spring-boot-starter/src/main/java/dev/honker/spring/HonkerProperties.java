package dev.honker.spring;

import dev.honker.HonkerInvalidOptionException;
import dev.honker.JanitorOptions;
import dev.honker.SchedulerOptions;
import dev.honker.WorkerOptions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code honker.*}.
 *
 * @param enabled Whether honker is configured at all.
 * @param dataSource The name of the bean that is honker's data source; the only or primary one by default.
 * @param shutdownTimeout How long the end of the application waits for handlers that run, before it interrupts them. Should be
 *     shorter than spring.lifecycle.timeout-per-shutdown-phase.
 * @param keepAlive Whether running listeners and the scheduler keep the JVM alive, also without a web server.
 * @param json How payloads of types become JSON.
 * @param queue Options of queues, by their names.
 * @param listener Defaults of methods with @HonkerListener.
 * @param scheduler What fires the methods with @HonkerScheduled, and other schedules of the file.
 * @param janitor Cleaning of the file in the background.
 */
@ConfigurationProperties("honker")
record HonkerProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String dataSource,
        @DefaultValue("10s") Duration shutdownTimeout,
        @DefaultValue("true") boolean keepAlive,
        @DefaultValue Json json,
        @DefaultValue Map<String, Queue> queue,
        @DefaultValue Listener listener,
        @DefaultValue Scheduler scheduler,
        @DefaultValue Janitor janitor) {

    /** Refuses what is outside its limits, whether or not it is used. */
    HonkerProperties {
        check("shutdown-timeout", shutdownTimeout, WorkerOptions.builder()::stopTimeout);
    }

    private static <T> void check(String name, @Nullable T value, Function<T, ?> option) {
        if (value == null) {
            return;
        }
        try {
            option.apply(value);
        } catch (HonkerInvalidOptionException e) {
            throw new HonkerInvalidOptionException("honker." + name + ": " + e.getMessage());
        }
    }

    /**
     * How payloads of types become JSON.
     *
     * @param applicationMapper Whether the application's Jackson mapper is used if it is a bean and there is no bean of type
     *     JsonCodecFactory; honker's own mapper otherwise.
     */
    record Json(@DefaultValue("true") boolean applicationMapper) {}

    /**
     * Options of one queue.
     *
     * @param visibilityTimeout How long a claim holds without a heartbeat; 300 s by default.
     * @param maxAttempts How often a job of the queue may be claimed, stored with the job when it is enqueued; 3 by default.
     */
    record Queue(
            @Nullable Duration visibilityTimeout, @Nullable Integer maxAttempts) {}

    /**
     * Defaults of methods with {@code @HonkerListener}.
     *
     * @param autoStartup Whether listeners start with the application.
     * @param concurrency How many jobs a listener of a queue runs at once.
     * @param backoff How long a failed job waits after its first failure; doubled after each further one.
     * @param maxBackoff How long a failed job waits at most.
     * @param virtualThreads Whether jobs run in virtual threads, from Java 21 on; as spring.threads.virtual.enabled by default.
     */
    record Listener(
            @DefaultValue("true") boolean autoStartup,
            @DefaultValue("1") int concurrency,
            @DefaultValue("5s") Duration backoff,
            @DefaultValue("1h") Duration maxBackoff,
            @Nullable Boolean virtualThreads) {

        Listener {
            check("listener.concurrency", concurrency, WorkerOptions.builder()::concurrency);
            check("listener.backoff", backoff, WorkerOptions.builder()::defaultRetryDelay);
            check("listener.max-backoff", maxBackoff, WorkerOptions.builder()::defaultRetryDelay);
        }
    }

    /**
     * What fires schedules.
     *
     * @param enabled Whether this application fires schedules, if it has methods with @HonkerScheduled; without, other processes do.
     * @param always Whether it fires schedules also if it has no such method.
     * @param zone The zone of cron fields, the same in all programs that fire the schedules of the file; that of the process by
     *     default.
     * @param lockTtl How long other processes wait for a leader that is gone.
     */
    record Scheduler(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("false") boolean always,
            @Nullable ZoneId zone,
            @DefaultValue("60s") Duration lockTtl) {

        Scheduler {
            check("scheduler.lock-ttl", lockTtl, SchedulerOptions.builder()::lockTtl);
        }
    }

    /**
     * Cleaning in the background.
     *
     * @param enabled Whether the file is cleaned; several processes may do that.
     * @param every How long it rests between two runs.
     * @param notificationsOlderThan Deletes notifications older than this.
     * @param deadLettersOlderThan Deletes dead letters older than this.
     * @param streamEventsOlderThan Deletes events older than this that every consumer has passed.
     */
    record Janitor(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("1m") Duration every,
            @DefaultValue("1h") Duration notificationsOlderThan,
            @Nullable Duration deadLettersOlderThan,
            @Nullable Duration streamEventsOlderThan) {

        Janitor {
            check("janitor.every", every, JanitorOptions.builder()::every);
            check(
                    "janitor.notifications-older-than",
                    notificationsOlderThan,
                    JanitorOptions.builder()::notificationsOlderThan);
            check(
                    "janitor.dead-letters-older-than",
                    deadLettersOlderThan,
                    JanitorOptions.builder()::deadLettersOlderThan);
            check(
                    "janitor.stream-events-older-than",
                    streamEventsOlderThan,
                    JanitorOptions.builder()::streamEventsOlderThan);
        }
    }
}
