package dev.honker.spring;

import dev.honker.Event;
import dev.honker.Job;
import dev.honker.JsonCodec;
import dev.honker.Notification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What a listener's method can be called with.
 *
 * @param parameters how to get the argument of a parameter of a type; of any other type it is the payload
 * @param payload decodes the payload
 * @param hasPayload whether a parameter may be the payload
 */
record MessageKind<M>(
        Map<Class<?>, Function<M, Object>> parameters,
        BiFunction<M, JsonCodec<?>, Object> payload,
        boolean hasPayload) {

    static final MessageKind<Job> JOB = new MessageKind<>(
            Map.of(Job.class, job -> job, String.class, Job::payloadJson), (job, codec) -> job.payload(codec), true);

    static final MessageKind<Event> EVENT = new MessageKind<>(
            Map.of(Event.class, event -> event, String.class, Event::payloadJson),
            (event, codec) -> event.payload(codec),
            true);

    static final MessageKind<Notification> NOTIFICATION = new MessageKind<>(
            Map.of(Notification.class, notification -> notification, String.class, Notification::payloadJson),
            (notification, codec) -> notification.payload(codec),
            true);

    static final MessageKind<Job> BOUNDARY = new MessageKind<>(
            Map.of(Job.class, job -> job, Instant.class, MessageKind::boundary),
            (job, codec) -> job.payload(codec),
            false);

    /** The types that are not the payload, for messages. */
    List<String> names() {
        return parameters.keySet().stream()
                .filter(type -> type != String.class)
                .map(Class::getSimpleName)
                .sorted()
                .toList();
    }

    /** Of a job that a scheduler of another language fired only the time at which it was due is known. */
    private static Instant boundary(Job job) {
        return job.fireTime().orElseGet(job::runAt);
    }
}
