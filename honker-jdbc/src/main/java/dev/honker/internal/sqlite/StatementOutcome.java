package dev.honker.internal.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.CoreStatement;

/** What the latest execution of one statement has left: its rows and its generated key. For the thread that runs it. */
final class StatementOutcome {

    private final HonkerSqliteConnection connection;
    private final GeneratedKey key;
    private @Nullable HonkerResultSet results;

    StatementOutcome(HonkerSqliteConnection connection) {
        this.connection = connection;
        this.key = new GeneratedKey(connection);
    }

    /** Takes over the rows that sqlite-jdbc has just opened; null if there are none. */
    @Nullable
    ResultSet open(@Nullable ResultSet opened, CoreStatement statement, boolean onlyReads) {
        results = HonkerResultSet.over(opened, statement, connection, onlyReads);
        return results;
    }

    /** The statement is run anew or closed: its rows are no longer to be read. */
    void forgetRows() throws SQLException {
        if (results != null) {
            results.invalidate();
            results = null;
        }
    }

    /**
     * Notes the key of the statement that has just run.
     *
     * @return false if it is not plainly an INSERT, so that sqlite-jdbc is to look
     */
    boolean takeKey(@Nullable String sql) throws SQLException {
        if (sql == null || !GeneratedKey.isInsert(sql)) {
            return false;
        }
        if (connection.getConnectionConfig().isGetGeneratedKeys()) {
            key.take();
        }
        return true;
    }

    void forgetKey() throws SQLException {
        key.clear();
    }

    /** The key as a result set; null if none was noted. */
    @Nullable
    ResultSet key() throws SQLException {
        return key.rows();
    }
}
