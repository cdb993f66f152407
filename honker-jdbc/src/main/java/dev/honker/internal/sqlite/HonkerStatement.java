package dev.honker.internal.sqlite;

import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sqlite.jdbc4.JDBC4Statement;

/** A plain statement that runs inside the connection's transactions and errors; for one thread at a time, like any statement. */
final class HonkerStatement extends JDBC4Statement {

    private final HonkerSqliteConnection connection;
    private final StatementOutcome outcome;
    private boolean onlyReads;

    HonkerStatement(HonkerSqliteConnection connection) {
        super(connection);
        this.connection = connection;
        this.outcome = new StatementOutcome(connection);
    }

    @Override
    public boolean execute(String sql) throws SQLException {
        outcome.forgetRows();
        SqlShape shape = SqlShape.of(sql);
        onlyReads = shape.onlyReads();
        return run(shape, () -> super.execute(sql));
    }

    @Override
    public ResultSet executeQuery(String sql) throws SQLException {
        outcome.forgetRows();
        SqlShape shape = SqlShape.of(sql);
        onlyReads = shape.onlyReads();
        return run(shape, () -> super.executeQuery(sql));
    }

    private <T> T run(SqlShape shape, StatementRunner.Call<T> call) throws SQLException {
        try {
            return connection.runner().run(this, shape, getQueryTimeout(), call);
        } catch (SQLException e) {
            if (!connection.missingTables().made(e, shape)) {
                throw e;
            }
        }
        return connection.runner().run(this, shape, getQueryTimeout(), call);
    }

    @Override
    public long executeLargeUpdate(String sql) throws SQLException {
        outcome.forgetRows();
        SqlShape shape = SqlShape.of(sql);
        if (!shape.isCompound() && (shape.isFunctionQuery() || shape.isChange())) {
            return run(shape, () -> withConnectionTimeout(() -> runOne(shape)));
        }
        return run(shape, () -> super.executeLargeUpdate(sql));
    }

    /** Runs one statement by itself and counts its own rows only, where sqlite-jdbc also counts those of triggers. */
    private long runOne(SqlShape shape) throws SQLException {
        internalClose();
        sql = shape.sql();
        getDatabase().prepare(this);
        try {
            long rows = FunctionQuery.run(this, null);
            long count = shape.isFunctionQuery() ? rows : getDatabase().changes();
            updateGeneratedKeys();
            return count;
        } finally {
            pointer.close();
        }
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        outcome.forgetRows();
        internalClose();
        if (batch == null || batchPos == 0) {
            return new long[0];
        }
        long[] counts = new long[batchPos];
        try {
            for (int i = 0; i < counts.length; i++) {
                counts[i] = runEntry(String.valueOf(batch[i]), i, counts);
            }
            return counts;
        } finally {
            clearBatch();
        }
    }

    private long runEntry(String entry, int index, long[] counts) throws SQLException {
        SqlShape shape = SqlShape.of(entry);
        try {
            return run(
                    shape,
                    () -> withConnectionTimeout(() -> shape.isFunctionQuery() ? runOne(shape) : runUpdate(entry)));
        } catch (SQLException e) {
            throw batchFailure(index, counts, e);
        }
    }

    private long runUpdate(String entry) throws SQLException {
        sql = entry;
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
        return outcome.open(super.getResultSet(), this, onlyReads);
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
