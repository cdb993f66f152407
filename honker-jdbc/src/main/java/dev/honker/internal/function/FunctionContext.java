package dev.honker.internal.function;

import dev.honker.UpdateEvents;
import dev.honker.internal.engine.Session;
import java.sql.SQLException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a SQL function may use of the connection that it runs on. Used by the thread that runs the statement. */
public interface FunctionContext {

    /** The connection's session, an {@link dev.honker.internal.engine.OnDemandSchema}: a missing table is made, not reported. */
    Session session();

    /** The zone in which schedules are resolved. */
    ZoneId zone();

    /** Whether the connection is being closed, so that a function that waits has to end; any thread may change that. */
    default boolean isEnding() {
        return false;
    }

    /**
     * Subscribes to the commits of a database file, as {@code honker_update_watcher_open} does.
     *
     * @param path the file, which must exist
     * @param backend {@code polling}, {@code kernel} or {@code shm}; null or empty means polling
     * @param pollMillis the interval in milliseconds, already checked to be positive; null means 1
     */
    UpdateEvents watch(String path, @Nullable String backend, @Nullable Long pollMillis) throws SQLException;
}
