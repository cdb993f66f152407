package dev.honker;

/** What makes a watcher look for commits. The truth is {@code PRAGMA data_version} with each of them. */
public enum WatcherBackend {
    /** The one that is best where the program runs; now {@link #PRAGMA_DATA_VERSION}. */
    AUTO,
    /** Looks every poll interval. */
    PRAGMA_DATA_VERSION,
    /** Looks when the change counter of the WAL index moves. Experimental; refused where it can't work. */
    MMAP_SHM,
    /**
     * Looks when the operating system reports a change in the file's directory. Experimental; refused where it can't
     * work.
     */
    KERNEL_EVENTS
}
