package dev.honker.internal.sqlite;

import dev.honker.internal.engine.Schema;
import java.sql.SQLException;

/**
 * Makes honker's tables when a statement of the application names one that is not there yet, as a mapped view of jobs does on a
 * fresh file; for the thread that runs the connection.
 */
final class MissingTables {

    private final HonkerSqliteConnection connection;
    private final Transactions transactions;

    MissingTables(HonkerSqliteConnection connection, Transactions transactions) {
        this.connection = connection;
        this.transactions = transactions;
    }

    /**
     * Whether a statement failed for want of one of honker's tables, which are there now, so that it can be run again. Where
     * nothing may be written, or making them fails, they are not made. They belong to the transaction that is open, or else to
     * one of their own.
     *
     * @throws SQLException if they can't be made now because others are writing, which the caller may wait for
     */
    boolean made(SQLException failure, SqlShape shape) throws SQLException {
        // why not others: DROP TABLE is to fail as it would, rather than to make what it drops
        if (shape.isCompound() || !(shape.onlyReads() || shape.isChange()) || !Schema.lacksTable(failure)) {
            return false;
        }
        try {
            if (connection.isReadOnly()) {
                return false;
            }
            make();
            return true;
        } catch (SQLException e) {
            if (SqlErrors.isBusy(e)) {
                e.addSuppressed(failure);
                throw e;
            }
            failure.addSuppressed(e);
            return false;
        }
    }

    private void make() throws SQLException {
        boolean within = transactions.isBegun();
        try {
            Schema.ensure(connection.session());
        } catch (SQLException e) {
            endOwn(within, e);
            throw e;
        }
        // why: a statement that is only prepared must not leave a transaction open, of which a pool knows nothing
        if (!within) {
            transactions.commit();
        }
    }

    private void endOwn(boolean within, SQLException failure) {
        if (!within) {
            try {
                transactions.rollback();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
