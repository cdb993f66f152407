package dev.honker.hibernate;

import dev.honker.EnqueueOptions;
import dev.honker.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits for the commit to be written; immutable. */
sealed interface Pending {

    /** What has the same lane is written in the order in which it was asked for. */
    Object lane();

    String payload();

    /** Where it goes, for messages. */
    String target();

    /** Whether it can be part of the batch that begins with another one of its lane. */
    boolean joins(Pending first);

    /** Writes a batch that begins with this one. */
    void write(Transaction tx, List<String> payloads);

    /** A job. */
    record Job(String queue, String payload, EnqueueOptions options) implements Pending {

        @Override
        public String target() {
            return "queue '" + queue + "'";
        }

        @Override
        public Object lane() {
            return List.of("queue", queue);
        }

        @Override
        public boolean joins(Pending first) {
            return first instanceof Job job && job.options.equals(options);
        }

        @Override
        public void write(Transaction tx, List<String> payloads) {
            tx.queue(queue).enqueueAll(payloads, options);
        }
    }

    /** An event of a stream. */
    record Event(String topic, String payload, @Nullable String key) implements Pending {

        @Override
        public String target() {
            return "stream '" + topic + "'";
        }

        @Override
        public Object lane() {
            return List.of("stream", topic);
        }

        @Override
        public boolean joins(Pending first) {
            return key == null && first instanceof Event event && event.key == null;
        }

        @Override
        public void write(Transaction tx, List<String> payloads) {
            if (key == null) {
                tx.stream(topic).publishAll(payloads);
            } else {
                tx.stream(topic).publish(payload, key);
            }
        }
    }

    /** A notification; all of them are one lane. */
    record Notice(String channel, String payload) implements Pending {

        @Override
        public String target() {
            return "channel '" + channel + "'";
        }

        @Override
        public Object lane() {
            return Notice.class;
        }

        @Override
        public boolean joins(Pending first) {
            return false;
        }

        @Override
        public void write(Transaction tx, List<String> payloads) {
            tx.notify(channel, payload);
        }
    }
}
