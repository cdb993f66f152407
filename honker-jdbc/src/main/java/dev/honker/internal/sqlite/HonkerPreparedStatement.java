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

    HonkerPreparedStatement(HonkerSqliteConnection connection, String sql) throws SQLException {
        super(connection, sql);
        this.connection = connection;
        this.outcome = new StatementOutcome(connection);
        this.shape = SqlShape.of(sql);
    }

    @Override
    public boolean execute() throws SQLException {
        outcome.forgetRows();
        return run(super::execute);
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        outcome.forgetRows();
        return run(super::executeQuery);
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        outcome.forgetRows();
        if (!shape.isFunctionQuery()) {
            return run(super::executeLargeUpdate);
        }
        return run(() -> {
            startFunctionQuery();
            return withConnectionTimeout(() -> FunctionQuery.run(this, batch));
        });
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        outcome.forgetRows();
        if (!shape.isFunctionQuery() || batchQueryCount == 0) {
            return runOnce(super::executeLargeBatch);
        }
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
                    startFunctionQuery();
                    return withConnectionTimeout(() -> FunctionQuery.run(this, entry));
                });
            } catch (SQLException e) {
                throw HonkerStatement.batchFailure(i, counts, e);
            }
        }
        return counts;
    }

    private void startFunctionQuery() throws SQLException {
        checkOpen();
        rs.close();
        pointer.safeRunInt(DB::reset);
        exhaustedResults = false;
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
        outcome.forgetRows();
        return super.getMoreResults(current);
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        super.setQueryTimeout(Math.min(seconds, HonkerSqliteConnection.LONGEST_TIMEOUT_SECONDS));
    }

    @Override
    public void updateGeneratedKeys() throws SQLException {
        clearGeneratedKeys();
        if (!outcome.takeKey(sql)) {
            super.updateGeneratedKeys();
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
        outcome.forgetRows();
        super.close();
        connection.runner().statementClosed(this);
    }
}
