package dev.honker;

/**
 * What becomes of the boundaries that a schedule missed while it was paused, or while no scheduler ran. Leaders
 * in other languages don't know it and do as {@link #FIRE} says.
 */
public enum MissedRuns {
    /** All fire at the next tick, at most 64 of them; so do all peers. */
    FIRE,
    /** The latest one fires, once, in place of all. */
    FIRE_ONCE,
    /**
     * None fires; the schedule goes on with its next boundary. One that passed at most 60 s ago while no scheduler ran was not missed: so
     * long a new leader may take.
     */
    SKIP
}
