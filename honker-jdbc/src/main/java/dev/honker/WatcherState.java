package dev.honker;

/** What the watcher of a database file does at a moment. */
public enum WatcherState {
    /** Nobody in this process waits for commits, so nothing watches. */
    IDLE,
    /** It watches. */
    RUNNING,
    /** It has lost its connection to the file, wakes everybody now and then, and tries again until it has one. */
    RECONNECTING,
    /** Another file, or none, is where the database was: it has ended, and everything that was open has to be opened again. */
    REPLACED,
    /** It has ended by another failure; the next subscription starts a new one. */
    FAILED
}
