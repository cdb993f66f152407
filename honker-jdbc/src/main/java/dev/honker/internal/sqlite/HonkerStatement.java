package dev.honker.internal.sqlite;

import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sqlite.ExtendedCommand;
import org.sqlite.jdbc4.JDBC4Statement;

/** A plain statement that runs inside the connection's transactions and errors; for one thread at a time, like any statement. */
final class HonkerStatement extends JDBC4Statement {

    private static final SqlShape NOTHING = SqlShape.of("");

    private final HonkerSqliteConnection connection;
    private final StatementOutcome outcome;
    private SqlShape shape = NOTHING;

    HonkerStatement(HonkerSqliteConnection connection) {
        super(connection);
        this.connection = connection;
        this.outcome = new StatementOutcome(connection);
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        startAnew(sql);
        shape.requireStatement();
        return run(() -> executeHere(sql));
    }

    /** As sqlite-jdbc's own, which takes a second monitor inside that of SQLite; two threads could then wait for each other. */
    private boolean executeHere(String text) throws SQLException {
        internalClose();
        return withConnectionTimeout(() -> {
            ExtendedCommand.SQLExtension command = ExtendedCommand.parse(text);
            if (command != null) {
                command.execute(getDatabase());
                return false;
            }
            sql = text;
            getDatabase().prepare(this);
            boolean rows = exec();
            updateGeneratedKeys();
            updateCount = getDatabase().changes();
            exhaustedResults = false;
            return rows;
        });
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        startAnew(sql);
        shape.requireStatement();
        return run(() -> super.executeQuery(sql));
    }

    /** Ends the latest execution. */
    private void startAnew(String sql) throws SQLException {
        connection.requireOpen();
        outcome.closeRows();
        internalClose();
        shape = SqlShape.of(sql);
    }

    private <T> T run(StatementRunner.Call<T> call) throws SQLException {
        return run(WaitLimit.ofSeconds(getQueryTimeout()), call);
    }

    private <T> T run(WaitLimit limit, StatementRunner.Call<T> call) throws SQLException {
        try {
            return runOnce(limit, call);
        } catch (SQLException e) {
            if (!connection.missingTables().made(e, shape)) {
                throw e;
            }
        }
        return runOnce(limit, call);
    }

    private <T> T runOnce(WaitLimit limit, StatementRunner.Call<T> call) throws SQLException {
        try {
            return connection.runner().run(this, shape, limit, call);
        } finally {
            outcome.follow();
        }
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        startAnew(sql);
        if (!shape.isCompound() && (shape.isFunctionQuery() || shape.isChange())) {
            return run(this::runOne);
        }
        return run(() -> super.executeLargeUpdate(sql));
    }

    /** Runs one statement by itself and counts its rows, where sqlite-jdbc also counts those of triggers. */
    private long runOne() throws SQLException {
        internalClose();
        sql = shape.sql();
        getDatabase().prepare(this);
        // why: sqlite-jdbc's executeUpdate(sql) leaves the commit to SQLite, which waits with it for an open INSERT ...
        // RETURNING
        connection.honker().suspendCommit();
        try {
            long count = shape.isFunctionQuery()
                    ? FunctionQuery.run(this, null)
                    : ChangeCount.of(connection, shape, () -> FunctionQuery.run(this, null));
            updateGeneratedKeys();
            return count;
        } finally {
            connection.honker().resumeCommit();
            pointer.close();
        }
    }

    @Override
    public void addBatch(String sql) throws SQLException {
        try {
            super.addBatch(sql);
        } catch (SQLException e) {
            throw connection.stated(e);
        }
        outcome.follow();
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        outcome.closeRows();
        if (!connection.isEnding()) {
            internalClose();
        }
        if (batch == null || batchPos == 0) {
            return new long[0];
        }
        long[] counts = new long[batchPos];
        WaitLimit limit = WaitLimit.ofSeconds(getQueryTimeout());
        try {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = runEntry(String.valueOf(batch[i]), i, counts, limit);
            }
            return counts;
        } finally {
            clearBatch();
        }
    }

    private long runEntry(String entry, int index, long[] counts, WaitLimit limit) throws SQLException {
        shape = SqlShape.of(entry);
        try {
            shape.requireStatement();
            return run(limit, () -> shape.isFunctionQuery() ? runOne() : runUpdate());
        } catch (SQLException e) {
            throw batchFailure(index, counts, e);
        }
    }

    private long runUpdate() throws SQLException {
        sql = shape.sql();
        getDatabase().prepare(this);
        try {
            return getDatabase().executeUpdate(this, null);
        } finally {
            pointer.close();
        }
    }

    /** A batch's failure, with the counts of the entries that ran before it. */
    static BatchUpdateException batchFailure(int index, long[] counts, SQLException cause) {
        return new BatchUpdateException(
                "batch entry " + index + ": " + cause.getMessage(),
                cause.getSQLState(),
                cause.getErrorCode(),
                Arrays.copyOf(counts, index),
                cause);
    }

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        try {
            return outcome.open(super.getResultSet(), this, shape.onlyReads());
        } catch (SQLException e) {
            throw connection.stated(e);
        }
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        try {
            return super.getMoreResults(current);
        } catch (SQLException e) {
            throw connection.stated(e);
        } finally {
            outcome.follow();
        }
    }

    /** Runs the call as it is: sqlite-jdbc would give SQLite the whole query timeout again, after the wait for the lock of this JVM. */
    @Override
    protected <T> T withConnectionTimeout(SQLCallable<T> call) throws SQLException {
        return call.call();
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        super.setQueryTimeout(Math.min(seconds, HonkerSqliteConnection.LONGEST_TIMEOUT_SECONDS));
    }

    @Override
    public void updateGeneratedKeys() throws SQLException {
        if (getConnectionConfig().isGetGeneratedKeys()) {
            clearGeneratedKeys();
            if (shape.isInsert()) {
                outcome.takeKey();
            }
        }
    }

    @Override
    protected void clearGeneratedKeys() throws SQLException {
        outcome.forgetKey();
        super.clearGeneratedKeys();
    }

    @Override
    public ResultSet getGeneratedKeys() throws SQLException {
        ResultSet key = outcome.key();
        return key != null ? key : super.getGeneratedKeys();
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        try {
            super.closeOnCompletion();
        } catch (SQLException e) {
            throw connection.stated(e);
        }
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        try {
            return super.isCloseOnCompletion();
        } catch (SQLException e) {
            throw connection.stated(e);
        }
    }

    @Override
    public void cancel() throws SQLException {
        connection.interruptRunning();
    }

    @Override
    public void close() throws SQLException {
        outcome.closeRows();
        if (!connection.isEnding()) {
            // why: with the connection SQLite closes its statements; sqlite-jdbc would fail to
            super.close();
        }
        connection.runner().statementClosed(this);
    }
}
