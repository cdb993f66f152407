package dev.honker.internal.sqlite;

import dev.honker.internal.engine.Schema;
import java.sql.SQLException;

/**
 * Makes honker's tables when a statement of the application names one that is not there yet, as a mapped view of jobs does on a
 * fresh file; for the thread that runs the connection.
 */
final class MissingTables {

    private final HonkerSqliteConnection connection;

    MissingTables(HonkerSqliteConnection connection) {
        this.connection = connection;
    }

    /**
     * Whether a statement failed for want of one of honker's tables, which are there now, so that it can be run again. Where
     * nothing may be written, or making them fails, they are not made.
     */
    boolean made(SQLException failure, SqlShape shape) {
        // why not others: DROP TABLE is to fail as it would, rather than to make what it drops
        if (shape.isCompound() || !(shape.onlyReads() || shape.isChange()) || !Schema.lacksTable(failure)) {
            return false;
        }
        try {
            if (connection.isReadOnly()) {
                return false;
            }
            Schema.ensure(connection.session());
            return true;
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return false;
        }
    }
}
