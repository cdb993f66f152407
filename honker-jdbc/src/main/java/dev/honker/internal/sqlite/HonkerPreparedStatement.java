package dev.honker.internal.sqlite;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4PreparedStatement;
import org.sqlite.jdbc4.JDBC4ResultSet;

/**
 * A prepared statement that runs inside the connection's transactions and errors, and survives its errors; for one thread at a
 * time, like any statement.
 */
final class HonkerPreparedStatement extends JDBC4PreparedStatement {

    private final HonkerSqliteConnection connection;
    private final SqlShape shape;
    private final StatementOutcome outcome;

    private HonkerPreparedStatement(HonkerSqliteConnection connection, SqlShape shape) throws SQLException {
        super(connection, shape.sql());
        this.connection = connection;
        this.outcome = new StatementOutcome(connection);
        this.shape = shape;
    }

    static HonkerPreparedStatement prepare(HonkerSqliteConnection connection, SqlShape shape) throws SQLException {
        // why: its columns and parameters are asked for one by one
        synchronized (connection.monitor()) {
            return new HonkerPreparedStatement(connection, shape);
        }
    }

    @Override
    public boolean execute() throws SQLException {
        requireUsable();
        outcome.closeRows();
        return run(limit(), this::executeHere);
    }

    /** As sqlite-jdbc's own, which takes a second monitor inside that of SQLite; two threads could then wait for each other. */
    private boolean executeHere() throws SQLException {
        startAnew();
        return withConnectionTimeout(() -> {
            boolean done = false;
            try {
                resultsWaiting = getDatabase().execute(this, batch);
                updateGeneratedKeys();
                updateCount = getDatabase().changes();
                done = true;
            } finally {
                if (!done) {
                    reset();
                }
            }
            return columnCount != 0;
        });
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        requireUsable();
        if (columnCount == 0) {
            throw new SQLException("Query does not return results");
        }
        outcome.closeRows();
        return run(limit(), super::executeQuery);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        requireUsable();
        if (shape.isFunctionQuery()) {
            outcome.closeRows();
            return run(limit(), () -> {
                startAnew();
                return FunctionQuery.run(this, batch);
            });
        }
        if (columnCount != 0) {
            throw new SQLException("Query returns results");
        }
        return run(limit(), this::updateHere);
    }

    /** As sqlite-jdbc's own, but for that second monitor. */
    private long updateHere() throws SQLException {
        startAnew();
        return withConnectionTimeout(() -> {
            long rows = getDatabase().executeUpdate(this, batch);
            updateGeneratedKeys();
            return rows;
        });
    }

    private void requireUsable() throws SQLException {
        connection.requireOpen();
        try {
            checkOpen();
        } catch (SQLException e) {
            throw connection.stated(e);
        }
    }

    private void startAnew() throws SQLException {
        checkOpen();
        rs.close();
        reset();
        exhaustedResults = false;
    }

    private void reset() throws SQLException {
        if (!pointer.isClosed()) {
            pointer.safeRunInt(DB::reset);
        }
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        if (!shape.isFunctionQuery() || batchQueryCount == 0) {
            return runOnce(limit(), super::executeLargeBatch);
        }
        outcome.closeRows();
        try {
            return runFunctionBatch(new long[batchQueryCount]);
        } finally {
            clearBatch();
        }
    }

    private long[] runFunctionBatch(long[] counts) throws SQLException {
        Object[] entries = batch;
        WaitLimit limit = limit();
        for (int i = 0; i < counts.length; i++) {
            Object[] entry = entries == null ? null : Arrays.copyOfRange(entries, i * paramCount, (i + 1) * paramCount);
            try {
                counts[i] = run(limit, () -> {
                    startAnew();
                    return FunctionQuery.run(this, entry);
                });
            } catch (SQLException e) {
                throw HonkerStatement.batchFailure(i, counts, e);
            }
        }
        return counts;
    }

    private WaitLimit limit() throws SQLException {
        return WaitLimit.ofSeconds(getQueryTimeout());
    }

    private <T> T run(WaitLimit limit, StatementRunner.Call<T> call) throws SQLException {
        try {
            return runOnce(limit, call);
        } catch (SQLException e) {
            if (!connection.missingTables().made(e, shape)) {
                throw e;
            }
            revive(e);
        }
        return runOnce(limit, call);
    }

    // why once: sqlite-jdbc forgets a batch that has failed, so that nothing would be run the second time
    private <T> T runOnce(WaitLimit limit, StatementRunner.Call<T> call) throws SQLException {
        try {
            return connection.runner().run(this, shape, limit, call);
        } catch (SQLException | Error e) {
            revive(e);
            throw e;
        } finally {
            outcome.follow();
        }
    }

    /** Prepares the statement again where sqlite-jdbc has finalized it because of an error; the parameters stay. */
    private void revive(Throwable failure) {
        if (!pointer.isClosed() || isClosed()) {
            return;
        }
        try {
            if (!connection.isClosed()) {
                getDatabase().prepare(this);
            }
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
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

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        try {
            ResultSetMetaData columns = super.getMetaData();
            return columns instanceof JDBC4ResultSet own ? StatedResultSet.describing(own, this, connection) : columns;
        } catch (SQLException e) {
            throw connection.stated(e);
        }
    }

    @Override
    protected void batch(int position, @Nullable Object value) throws SQLException {
        try {
            if (shape.callsWriter()) {
                SqlTexts.require(value);
            }
            super.batch(position, value);
        } catch (SQLException e) {
            throw connection.stated(e);
        }
    }

    @Override
    public void clearParameters() throws SQLException {
        try {
            super.clearParameters();
        } catch (SQLException e) {
            throw connection.stated(e);
        }
    }

    @Override
    public void addBatch() throws SQLException {
        try {
            super.addBatch();
        } catch (SQLException e) {
            throw connection.stated(e);
        }
    }

    @Override
    public int getParameterCount() throws SQLException {
        try {
            return super.getParameterCount();
        } catch (SQLException e) {
            throw connection.stated(e);
        }
    }

    @Override
    public String getParameterClassName(int parameter) throws SQLException {
        try {
            return super.getParameterClassName(parameter);
        } catch (SQLException e) {
            throw connection.stated(e);
        }
    }

    @Override
    public String getParameterTypeName(int parameter) throws SQLException {
        try {
            return super.getParameterTypeName(parameter);
        } catch (SQLException e) {
            throw connection.stated(e);
        }
    }

    @Override
    public int getParameterType(int parameter) throws SQLException {
        try {
            return super.getParameterType(parameter);
        } catch (SQLException e) {
            throw connection.stated(e);
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
