package dev.honker;

/**
 * A notification.
 *
 * @param id larger than that of every notification committed before
 * @param channel the channel it was sent on
 * @param payloadJson the payload, verbatim
 * @param createdAt when it was sent, in epoch seconds
 */
public record Notification(long id, String channel, String payloadJson, long createdAt) {

    /**
     * The payload as a value.
     *
     * @throws HonkerException if the codec can't decode it; the cause is the codec's
     */
    public <T> T payload(JsonCodec<T> codec) {
        return Payloads.decode(codec, "notification " + id + " of channel '" + channel + "'", payloadJson);
    }
}
