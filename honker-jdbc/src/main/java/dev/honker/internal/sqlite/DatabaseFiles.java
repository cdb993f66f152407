package dev.honker.internal.sqlite;

import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/** Which file a connection has open, asked of SQLite itself, which has already resolved URIs and links. Stateless. */
final class DatabaseFiles {

    private DatabaseFiles() {}

    /**
     * The absolute path of the connection's main database.
     *
     * @throws SQLException if it has none: honker is for files, because a database in memory can't be watched
     */
    static Path pathOf(SQLiteConnection connection) throws SQLException {
        InnerStatement list = new InnerStatement(connection, "PRAGMA database_list");
        try {
            boolean row = list.start();
            while (row) {
                if ("main".equals(list.text(2))) {
                    String file = list.text(3);
                    if (file != null && !file.isEmpty()) {
                        return Path.of(file);
                    }
                }
                row = list.next();
            }
        } finally {
            list.finish();
            list.close();
        }
        throw SqlErrors.of(SQLiteErrorCode.SQLITE_CANTOPEN, "08001", DatabaseNames.IN_MEMORY);
    }
}
