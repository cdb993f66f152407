package dev.honker;

/** What becomes of the boundaries that a schedule missed while it was paused (contract 4.6, 10.2 B10). */
public enum MissedRuns {
    /** They fire at the next tick, at most 64 of them; so do all peers. */
    FIRE,
    /** They never fire; the schedule goes on with its first boundary after the resume. */
    SKIP
}
