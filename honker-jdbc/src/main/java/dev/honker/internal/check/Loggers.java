package dev.honker.internal.check;

import java.lang.System.Logger;

/**
 * The loggers of this module, by the names that an operator configures; constants. They name what a line is about and not the class
 * that writes it, so that a change of the code leaves the configuration of logs alone.
 */
public final class Loggers {

    /** Workers: claims, handlers, jobs and tasks. */
    public static final Logger WORKER = System.getLogger("dev.honker.worker");

    /** Schedules and the scheduler. */
    public static final Logger SCHEDULER = System.getLogger("dev.honker.scheduler");

    /** Subscriptions to streams. */
    public static final Logger STREAM = System.getLogger("dev.honker.stream");

    /** Listeners on channels. */
    public static final Logger LISTENER = System.getLogger("dev.honker.listener");

    /** The janitor. */
    public static final Logger JANITOR = System.getLogger("dev.honker.janitor");

    /** Named locks and their renewal. */
    public static final Logger LOCK = System.getLogger("dev.honker.lock");

    /** The watcher of commits. */
    public static final Logger WATCHER = System.getLogger("dev.honker.watcher");

    /** Connections, transactions and the file. */
    public static final Logger CONNECTION = System.getLogger("dev.honker.connection");

    /** Handles of databases, and what all of the above share. */
    public static final Logger DATABASE = System.getLogger("dev.honker.database");

    private Loggers() {}
}
