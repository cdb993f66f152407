package dev.honker;

import java.time.Duration;

/**
 * The waits of some threads for a write lock; immutable. A wait ends when the thread gets the lock or an error in its place; an
 * acquisition that finds the lock free is no wait.
 *
 * @param count how many waits have ended
 * @param total the sum of their lengths
 * @param p99 the length that 99 of 100 of them don't exceed, up to 13 % too long; zero without a wait
 * @param longest the longest of them
 */
public record LockWaits(long count, Duration total, Duration p99, Duration longest) {}
