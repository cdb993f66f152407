package dev.honker.internal.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.CoreStatement;
import org.sqlite.jdbc4.JDBC4ResultSet;

/**
 * The rows of one execution, whose errors are explained like those of the execution itself: rows are computed as they are
 * fetched, functions run then. The statement's own result set, which sqlite-jdbc creates and can't be replaced, stands behind
 * it as the mark of an open cursor. For one thread at a time.
 */
final class HonkerResultSet extends JDBC4ResultSet {

    private final HonkerSqliteConnection connection;
    private final JDBC4ResultSet own;
    private final boolean onlyReads;

    private HonkerResultSet(
            CoreStatement statement, HonkerSqliteConnection connection, JDBC4ResultSet own, boolean onlyReads) {
        super(statement);
        this.connection = connection;
        this.own = own;
        this.onlyReads = onlyReads;
    }

    /**
     * Takes over what sqlite-jdbc has just opened.
     *
     * @param opened the statement's own result set; null if there are no results
     * @param onlyReads whether the end of these rows can't be the end of a write
     */
    static @Nullable HonkerResultSet over(
            @Nullable ResultSet opened, CoreStatement statement, HonkerSqliteConnection connection, boolean onlyReads) {
        if (!(opened instanceof JDBC4ResultSet own)) {
            return null;
        }
        HonkerResultSet results = new HonkerResultSet(statement, connection, own, onlyReads);
        results.cols = own.cols;
        results.colsMeta = own.colsMeta;
        results.emptyResultSet = own.emptyResultSet;
        results.maxRows = own.maxRows;
        results.limitRows = own.getFetchSize();
        results.open = true;
        return results;
    }

    @Override
    public boolean next() throws SQLException {
        try {
            boolean row = step();
            if (!row && !onlyReads) {
                connection.runner().cursorDone(stmt);
            }
            return row;
        } catch (SQLException e) {
            throw connection.runner().explain("the next row of a cursor", e);
        }
    }

    private boolean step() throws SQLException {
        StatementActivity activity = connection.transactions().activity();
        activity.enterRow();
        try {
            return super.next();
        } finally {
            activity.leaveRow();
        }
    }

    @Override
    public void close() throws SQLException {
        if (open) {
            forgetRows();
            own.close();
            if (!onlyReads) {
                connection.runner().cursorDone(stmt);
            }
        }
    }

    /** The statement goes on without these rows. */
    void invalidate() throws SQLException {
        if (open) {
            forgetRows();
            if (!onlyReads) {
                connection.runner().cursorDone(stmt);
            }
        }
    }

    /** Reading one of these rows is an error from now on, as it is on sqlite-jdbc's own closed rows. */
    private void forgetRows() {
        open = false;
        cols = null;
        colsMeta = null;
        columnNameToIndex = null;
        lastCol = -1;
        row = 0;
    }
}
