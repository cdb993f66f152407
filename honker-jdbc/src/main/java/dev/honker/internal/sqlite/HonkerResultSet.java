package dev.honker.internal.sqlite;

import java.sql.SQLException;
import org.sqlite.core.CoreStatement;
import org.sqlite.jdbc4.JDBC4ResultSet;

/**
 * The rows of one statement, whose errors are explained like those of the execution itself: rows are computed as they are fetched,
 * functions run then. The statement's own result set, which sqlite-jdbc creates and can't be replaced, stands behind it and decides
 * whether rows are open. As with sqlite-jdbc, a statement has one such object for all its executions: a reference from an earlier
 * execution reads the rows of the latest one. For one thread at a time.
 */
final class HonkerResultSet extends StatedResultSet {

    private final HonkerSqliteConnection connection;
    private final JDBC4ResultSet own;

    /** Whether the end of these rows may be the end of a write. */
    private boolean writing;

    private volatile long since;
    private volatile String sql = "";

    HonkerResultSet(CoreStatement statement, HonkerSqliteConnection connection, JDBC4ResultSet own) {
        super(statement, connection, SqlErrors.NO_ROWS);
        this.connection = connection;
        this.own = own;
    }

    /**
     * Takes over the rows that sqlite-jdbc has just opened.
     *
     * @param onlyReads whether the end of these rows can't be the end of a write
     */
    void take(boolean onlyReads) {
        forgetPosition();
        cols = own.cols;
        colsMeta = own.colsMeta;
        emptyResultSet = own.emptyResultSet;
        open = true;
        writing = !onlyReads;
        OpenReads reads = connection.transactions().reads();
        since = reads.since();
        sql = reads.sql();
        reads.opened(this);
    }

    /** Whether SQLite keeps reading for these rows. Any thread may ask; the answer may be a moment old. */
    boolean isReading() {
        return open && !pastLastRow && !emptyResultSet && own.isOpen();
    }

    /** When their transaction began, as {@link System#nanoTime} said. */
    long since() {
        return since;
    }

    /** The statement that opened them. */
    String sql() {
        return sql;
    }

    @Override
    public boolean next() throws SQLException {
        maxRows = own.maxRows;
        boolean row;
        try {
            row = step();
        } catch (SQLException e) {
            throw connection.stated(connection.runner().explain("the next row of a cursor", e));
        }
        if (!row && (pastLastRow || emptyResultSet)) {
            writeDone();
        }
        return row;
    }

    private boolean step() throws SQLException {
        StatementActivity activity = connection.transactions().activity();
        activity.enterRow();
        try {
            synchronized (connection.monitor()) {
                try {
                    return super.next();
                } catch (SQLException e) {
                    throw connection.runner().functionFailure(e);
                }
            }
        } finally {
            activity.leaveRow();
        }
    }

    @Override
    public int getFetchSize() {
        return own.getFetchSize();
    }

    @Override
    public void setFetchSize(int rows) throws SQLException {
        own.setFetchSize(rows);
    }

    @Override
    public void close() throws SQLException {
        boolean wasOpen = open;
        connection.databaseObject().setDriverAtWork(true);
        try {
            own.close();
        } finally {
            connection.databaseObject().setDriverAtWork(false);
        }
        forgetRows();
        if (wasOpen) {
            writeDone();
        }
    }

    /** Closes these rows if the statement has closed its own ones. */
    void follow() throws SQLException {
        if (open && !own.isOpen()) {
            forgetRows();
            writeDone();
        }
    }

    private void writeDone() throws SQLException {
        if (writing) {
            writing = false;
            connection.runner().cursorDone(stmt);
        }
    }

    /** Reading one of these rows is an error from now on, as it is on sqlite-jdbc's own closed rows. */
    private void forgetRows() {
        open = own.isOpen();
        cols = null;
        colsMeta = null;
        emptyResultSet = false;
        lastCol = -1;
        forgetPosition();
    }

    private void forgetPosition() {
        meta = null;
        columnNameToIndex = null;
        row = 0;
        pastLastRow = false;
    }
}
