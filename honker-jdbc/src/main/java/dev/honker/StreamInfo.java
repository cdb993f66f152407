package dev.honker;

/**
 * A stream as its events are. Offsets are numbered over all topics of a file, so that {@code lastOffset - firstOffset} is
 * not the number of events.
 *
 * @param topic its name
 * @param events how many events it has; 0 if all were deleted and only offsets of consumers are left
 * @param firstOffset the offset of its earliest event; 0 if it has none
 * @param lastOffset the offset of its latest event; 0 if it has none
 */
public record StreamInfo(String topic, long events, long firstOffset, long lastOffset) {}
