package dev.honker;

import dev.honker.internal.check.Check;
import dev.honker.internal.check.UnreadableJsonException;

/** Calls codecs and makes their failures {@link PayloadException}s; stateless. */
final class Payloads {

    private Payloads() {}

    static <T> String encode(JsonCodec<T> codec, String queue, T payload) {
        Check.notNull("payload", payload);
        String json;
        try {
            json = codec.encode(payload);
        } catch (Exception e) {
            throw PayloadException.encoding(queue, e);
        }
        if (json == null) {
            throw PayloadException.encoding(queue, null);
        }
        return json;
    }

    /** Decodes what is no job's; {@code what} names it in messages. */
    static <T> T decode(JsonCodec<T> codec, String what, String json) {
        Check.notNull("codec", codec);
        T payload;
        try {
            payload = codec.decode(json);
        } catch (Exception e) {
            Exception shown = UnreadableJsonException.of(e);
            throw new HonkerException("cannot decode the payload of " + what + ": " + shown.getMessage(), shown);
        }
        if (payload == null) {
            throw new HonkerException("cannot decode the payload of " + what + ": the codec returned null");
        }
        return payload;
    }

    static <T> T decode(JsonCodec<T> codec, Job job) {
        T payload;
        try {
            payload = codec.decode(job.payloadJson());
        } catch (Exception e) {
            throw PayloadException.decoding(job.queue(), job.id(), UnreadableJsonException.of(e));
        }
        if (payload == null) {
            throw PayloadException.decoding(job.queue(), job.id(), null);
        }
        return payload;
    }
}
