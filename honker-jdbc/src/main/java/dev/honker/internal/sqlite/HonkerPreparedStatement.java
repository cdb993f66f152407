package dev.honker.internal.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/**
 * A prepared statement that runs inside the connection's transactions and errors, and survives its errors; for one thread at a
 * time, like any statement.
 */
final class HonkerPreparedStatement extends JDBC4PreparedStatement {

    private final HonkerSqliteConnection connection;
    private final SqlShape shape;
    private final StatementOutcome outcome;

    HonkerPreparedStatement(HonkerSqliteConnection connection, SqlShape shape) throws SQLException {
        super(connection, shape.sql());
        this.connection = connection;
        this.outcome = new StatementOutcome(connection);
        this.shape = shape;
    }

    @Override
    public boolean execute() throws SQLException {
        requireUsable();
        outcome.closeRows();
        return run(this::executeHere);
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
        return run(super::executeQuery);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        requireUsable();
        if (shape.isFunctionQuery()) {
            outcome.closeRows();
            return run(() -> {
                startAnew();
                return withConnectionTimeout(() -> FunctionQuery.run(this, batch));
            });
        }
        if (columnCount != 0) {
            throw new SQLException("Query returns results");
        }
        return run(this::updateHere);
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
        checkOpen();
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
            return runOnce(super::executeLargeBatch);
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
        for (int i = 0; i < counts.length; i++) {
            Object[] entry = entries == null ? null : Arrays.copyOfRange(entries, i * paramCount, (i + 1) * paramCount);
            try {
                counts[i] = run(() -> {
                    startAnew();
                    return withConnectionTimeout(() -> FunctionQuery.run(this, entry));
                });
            } catch (SQLException e) {
                throw HonkerStatement.batchFailure(i, counts, e);
            }
        }
        return counts;
    }

    private <T> T run(StatementRunner.Call<T> call) throws SQLException {
        try {
            return runOnce(call);
        } catch (SQLException e) {
            if (!connection.missingTables().made(e, shape)) {
                throw e;
            }
            revive(e);
        }
        return runOnce(call);
    }

    // why once: sqlite-jdbc forgets a batch that has failed, so that nothing would be run the second time
    private <T> T runOnce(StatementRunner.Call<T> call) throws SQLException {
        try {
            return connection.runner().run(this, shape, getQueryTimeout(), call);
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
        return outcome.open(super.getResultSet(), this, shape.onlyReads());
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        boolean more = super.getMoreResults(current);
        outcome.follow();
        return more;
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
    public void cancel() throws SQLException {
        connection.interruptRunning();
    }

    @Override
    public void close() throws SQLException {
        outcome.closeRows();
        super.close();
        connection.runner().statementClosed(this);
    }
}
