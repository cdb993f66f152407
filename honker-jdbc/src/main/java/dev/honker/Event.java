package dev.honker;

import org.jspecify.annotations.Nullable;

/**
 * An event of a stream.
 *
 * @param offset its place: larger than that of every event committed before, with gaps
 * @param topic the name of the stream
 * @param key the key it was published with, verbatim; null if it has none
 * @param payloadJson the payload, verbatim
 * @param createdAt when it was published, in epoch seconds
 */
public record Event(long offset, String topic, @Nullable String key, String payloadJson, long createdAt) {

    /**
     * The payload as a value.
     *
     * @throws HonkerException if the codec can't decode it; the cause is the codec's
     */
    public <T> T payload(JsonCodec<T> codec) {
        return Payloads.decode(codec, "event " + offset + " of stream '" + topic + "'", payloadJson);
    }
}
