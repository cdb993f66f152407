package dev.honker;

/**
 * Hears of what a scheduler does. It is called in the scheduler's thread, after the commit: while it
 * runs, nothing fires and the lock is not renewed, so hand over what takes long. What it throws is logged.
 */
public interface SchedulerListener {

    /**
     * It leads from now on.
     *
     * @param owner what the row of the lock names as its owner
     */
    default void leadershipAcquired(String owner) {}

    /**
     * It leads no more, against its will: its lock ran out, as when the process was suspended, or another one took it. It has
     * fired nothing since, and stands by, unless its options say otherwise. A stop is no loss.
     */
    default void leadershipLost(LeadershipLostException e) {}

    /** A tick fired something, skipped something, or found a schedule broken that was not so before. */
    default void fired(Fires fires) {}
}
