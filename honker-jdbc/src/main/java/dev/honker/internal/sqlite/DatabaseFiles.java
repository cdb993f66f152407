package dev.honker.internal.sqlite;

import dev.honker.internal.file.FileUri;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/** Which file a connection has open, asked of SQLite itself, or a name means. Stateless. */
final class DatabaseFiles {

    private DatabaseFiles() {}

    /**
     * The path that SQLite would open for the name of a database, which may be a {@code file:} URI.
     *
     * @throws SQLException if it would be a database in memory, or is no name of a file
     */
    static Path named(String name) throws SQLException {
        // why not of a path: a question mark in it is one of its characters here, not the end of a URL's address
        boolean plain = !FileUri.isOne(name) && !name.isEmpty() && !name.equals(":memory:");
        String objection = plain ? null : DatabaseNames.objection(name);
        if (objection != null) {
            throw SqlErrors.of(SQLiteErrorCode.SQLITE_CANTOPEN, "08001", objection);
        }
        try {
            return path(plain ? name : FileUri.path(name));
        } catch (IllegalArgumentException e) {
            SQLException refused = SqlErrors.of(SQLiteErrorCode.SQLITE_CANTOPEN, "08001", e.getMessage());
            refused.initCause(e);
            throw refused;
        }
    }

    /**
     * The absolute path of the connection's main database, whose URI and links SQLite has resolved.
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
                        return path(file);
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

    private static Path path(String file) throws SQLException {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            // why: SQLite takes every name as UTF-8, Java only those that the locale of the process can write
            SQLException refused = SqlErrors.of(
                    SQLiteErrorCode.SQLITE_CANTOPEN,
                    "08001",
                    "Java cannot write the name of the database file " + file
                            + " in the character set of this process, "
                            + System.getProperty("sun.jnu.encoding") + ", so honker cannot watch the file: start the"
                            + " process in a UTF-8 locale, for example with the environment variable LC_ALL=C.UTF-8");
            refused.initCause(e);
            throw refused;
        }
    }
}
