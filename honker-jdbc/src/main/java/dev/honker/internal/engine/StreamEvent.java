package dev.honker.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code _honker_stream}; immutable.
 *
 * @param offset its place in the one sequence that all topics share
 * @param topic any text
 * @param key as published; null if there was none
 * @param payload the stored text
 * @param createdAt seconds since 1970 UTC
 */
public record StreamEvent(
        long offset, String topic, @Nullable String key, String payload, long createdAt) {

    /**
     * Returns the stored text.
     *
     * @throws OversizedPayloadException if there was no memory for it when the event was read
     */
    @Override
    public String payload() {
        if (isUnread()) {
            throw new OversizedPayloadException("event " + offset + " of stream " + topic);
        }
        return payload;
    }

    /** Whether there was no memory for the payload when the event was read; {@link LatePayloads} may read it. */
    public boolean isUnread() {
        return Texts.isUnread(payload);
    }
}
