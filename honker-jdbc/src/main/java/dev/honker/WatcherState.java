package dev.honker;

/** What the watcher of a database file does at a moment. */
public enum WatcherState {
    /** Nobody in this process waits for commits, so nothing watches. */
    IDLE,
    /** It watches. */
    RUNNING,
    /** It has lost its connection to the file, wakes everybody now and then, and tries again until it has one. */
    RECONNECTING,
    /**
     * Another file, or none, is where the database was: everything that was open has to be opened again. A watcher has ended by
     * that; if nobody waits for commits, it is found by asking. A {@link Database} stays so until it is opened again.
     */
    REPLACED,
    /**
     * It has ended by another failure, and the next subscription starts a new one; or this {@link Database} found that the file is damaged,
     * which stays so until it is opened again.
     */
    FAILED
}
