package dev.honker.spring;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code honker.*}.
 *
 * @param enabled whether honker is configured at all
 * @param queues options of queues by their names
 */
@ConfigurationProperties("honker")
record HonkerProperties(
        @DefaultValue("true") boolean enabled, @DefaultValue Map<String, QueueProperties> queues) {

    /**
     * Options of one queue.
     *
     * @param visibilityTimeout how long a claim holds without a heartbeat; the default is 300 s
     * @param maxAttempts how often a job of the queue may be claimed; stored with the job when it is enqueued; the default is 3
     */
    record QueueProperties(
            @Nullable Duration visibilityTimeout, @Nullable Integer maxAttempts) {}
}
