package dev.honker;

/** A scheduler that runs: it leads, or stands by. Safe for use by several threads. */
public interface SchedulerHandle extends BackgroundHandle {

    /** Whether it leads, as far as is known: it has the lock, and the time of the lock is not over. Runs no SQL. */
    boolean isLeader();

    /** What the row of the lock names as its owner while this scheduler leads; unique. */
    String owner();

    /** How many jobs it has fired since its start. */
    long fired();
}
