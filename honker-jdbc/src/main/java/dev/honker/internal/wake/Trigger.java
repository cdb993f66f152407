package dev.honker.internal.wake;

import java.nio.file.Path;
import java.sql.SQLException;

/** What makes the watcher look; used by the watcher's thread, or by the starting one before that. */
interface Trigger {

    /** How long to rest between two rounds that nothing hurries. */
    long restNanos();

    /** Whether to look in this round. A hint of a commit in this process does not ask. */
    boolean due(long now);

    /** A subscriber asks for rounds at least this often; may be called by any thread. */
    default void shorten(long nanos) {}

    /** Called about every 100 ms. */
    default void refresh() {}

    /** Gives back threads and descriptors. */
    default void close() {}

    /** Makes the trigger of these settings for the file that {@code detector} is connected to. */
    static Trigger of(Path path, WatchSettings settings, ChangeDetector detector, Doorbell doorbell)
            throws SQLException {
        return switch (settings.backend()) {
            case POLLING -> new PollTrigger(settings.pollNanos());
            case KERNEL -> KernelTrigger.open(path, doorbell);
            case SHM -> ShmTrigger.open(path, settings.pollNanos(), detector);
        };
    }
}
