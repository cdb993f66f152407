package dev.honker.internal.engine;

/**
 * A row of {@code _honker_notifications}; immutable.
 *
 * @param id its place in the one sequence that all channels share
 * @param channel any text
 * @param payload the stored text
 * @param createdAt seconds since 1970 UTC
 */
public record NotificationRow(long id, String channel, String payload, long createdAt) {}
