package dev.honker.internal.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.CoreStatement;
import org.sqlite.jdbc4.JDBC4ResultSet;

/** What the latest execution of one statement has left: its rows and its generated key. For the thread that runs it. */
final class StatementOutcome {

    private final HonkerSqliteConnection connection;
    private final GeneratedKey key;
    private @Nullable HonkerResultSet rows;

    StatementOutcome(HonkerSqliteConnection connection) {
        this.connection = connection;
        this.key = new GeneratedKey(connection);
    }

    /** Takes over the rows that sqlite-jdbc has just opened; null if there are none. */
    @Nullable
    ResultSet open(@Nullable ResultSet opened, CoreStatement statement, boolean onlyReads) {
        if (!(opened instanceof JDBC4ResultSet own)) {
            return null;
        }
        HonkerResultSet taking = rows;
        if (taking == null) {
            taking = new HonkerResultSet(statement, connection, own);
            rows = taking;
        }
        taking.take(onlyReads);
        return taking;
    }

    /** Closes the rows of the latest execution, because the statement runs again or is closed. */
    void closeRows() throws SQLException {
        if (rows != null && rows.isOpen()) {
            rows.close();
        }
    }

    /** Notices that a call of the statement has closed the rows. */
    void follow() throws SQLException {
        if (rows != null) {
            rows.follow();
        }
    }

    /** Notes the key of the INSERT that the connection has just run; for use within the same hold of SQLite's monitor. */
    void takeKey() throws SQLException {
        key.take();
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
