package dev.honker.internal.wake;

import java.sql.SQLException;

/**
 * An otherwise idle connection that tells whether others committed; used by one thread at a time. Each call is over when it
 * returns: nothing stays open that would pin the WAL or hold a lock, and no call waits for a lock.
 */
public interface Probe extends AutoCloseable {

    /**
     * A number that differs from the one before if another connection committed in between. It means nothing to other probes.
     *
     * @throws SQLException with vendor code 5 or 6 if a lock is in the way; any other leaves this probe unusable
     */
    long dataVersion() throws SQLException;

    /** The database's journal mode, in lower case. */
    String journalMode() throws SQLException;

    /** The size of the database's pages. */
    long pageBytes() throws SQLException;

    @Override
    void close() throws SQLException;
}
