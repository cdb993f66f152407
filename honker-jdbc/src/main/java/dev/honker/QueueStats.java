package dev.honker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How many jobs of a queue are in which condition, all at one moment. The live jobs are the sum of {@code due},
 * {@code delayed}, {@code held}, {@code lapsed} and {@code expired}.
 *
 * @param queue the name of the queue
 * @param due pending and to be claimed now
 * @param delayed pending and due later
 * @param held claimed, and the claim is valid
 * @param lapsed claimed, but the claim ran out: to be claimed again, or dead with the next claim if no attempt is left
 * @param expired past their expiry and held by nobody, to be swept
 * @param dead dead letters
 * @param paused whether the queue is paused
 * @param oldestDueAge how long the job that is due longest has been due; null if none is due
 */
public record QueueStats(
        String queue,
        long due,
        long delayed,
        long held,
        long lapsed,
        long expired,
        long dead,
        boolean paused,
        @Nullable Duration oldestDueAge) {}
