package dev.honker.internal.sqlite;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The key of the latest row that a connection has inserted, asked without JDBC's ceremony; for the thread that runs it. */
final class LastInsert {

    private final HonkerSqliteConnection connection;
    private @Nullable InnerStatement query;

    LastInsert(HonkerSqliteConnection connection) {
        this.connection = connection;
    }

    /** The key; 0 if nothing was inserted yet. */
    long rowid() throws SQLException {
        InnerStatement prepared = query;
        if (prepared == null) {
            prepared = new InnerStatement(connection, "SELECT last_insert_rowid()");
            query = prepared;
        }
        try {
            prepared.start();
            return prepared.integer(1);
        } finally {
            prepared.finish();
        }
    }
}
