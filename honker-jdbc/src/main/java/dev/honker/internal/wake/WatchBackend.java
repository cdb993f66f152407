package dev.honker.internal.wake;

import dev.honker.HonkerException;
import dev.honker.WatcherBackend;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What makes a watcher look at its file; immutable. The truth is {@code PRAGMA data_version} with each of them. */
public enum WatchBackend {
    /** Looks every poll interval. */
    POLLING,
    /** Looks when the operating system reports a change in the file's directory. Experimental. */
    KERNEL,
    /** Looks when the change counter of the WAL index moves. Experimental. */
    SHM;

    /**
     * The backend of a name as the SQL functions and the connection property take it: exact, case-sensitive, not trimmed.
     *
     * @param name null, empty and {@code auto} mean polling
     * @throws HonkerException if there is no such backend
     */
    public static WatchBackend parse(@Nullable String name) {
        if (name == null) {
            return POLLING;
        }
        return switch (name) {
            case "", "auto", "polling", "poll" -> POLLING;
            case "kernel", "kernel-watcher" -> KERNEL;
            case "shm", "shm-fast-path" -> SHM;
            default ->
                throw new HonkerException(
                        "unknown watcher backend \"" + name + "\"; valid: None, 'polling', 'kernel', 'shm'");
        };
    }

    /** As the API calls it. */
    WatcherBackend published() {
        return switch (this) {
            case POLLING -> WatcherBackend.PRAGMA_DATA_VERSION;
            case KERNEL -> WatcherBackend.KERNEL_EVENTS;
            case SHM -> WatcherBackend.MMAP_SHM;
        };
    }

    /** The name as {@link #parse} takes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
