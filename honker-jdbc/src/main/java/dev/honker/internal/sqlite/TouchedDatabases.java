package dev.honker.internal.sqlite;

import java.util.Set;

/**
 * The databases of one connection that a statement touches, by their names; immutable.
 *
 * @param main whether it reads or writes the main database
 * @param mainWritten whether it writes the main database
 * @param attachedWritten the attached databases that it writes
 */
record TouchedDatabases(boolean main, boolean mainWritten, Set<String> attachedWritten) {

    static final TouchedDatabases MAIN_WRITTEN = new TouchedDatabases(true, true, Set.of());

    /** A statement that SQLite can't compile, or that is none of SQLite's. */
    static final TouchedDatabases UNKNOWN = new TouchedDatabases(true, false, Set.of());
}
