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
        long offset, String topic, @Nullable String key, String payload, long createdAt) {}
