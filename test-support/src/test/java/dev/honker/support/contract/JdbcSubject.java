package dev.honker.support.contract;

import dev.honker.Honker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/** Connections of whatever source, used by hand; safe for use by several threads. */
final class JdbcSubject implements Subject {

    private final Connections source;
    private final Runnable closeOwner;

    /** What owns the connections is closed with it. */
    JdbcSubject(Connections source, Runnable closeOwner) {
        this.source = source;
        this.closeOwner = closeOwner;
    }

    @Override
    public void inTransaction(Work work) throws Exception {
        run(work, false, true);
    }

    @Override
    public void rolledBack(Work work) throws Exception {
        run(work, false, false);
    }

    @Override
    public void readOnly(Work work) throws Exception {
        run(work, true, true);
    }

    private void run(Work work, boolean readOnly, boolean commit) throws Exception {
        try (Connection connection = source.get()) {
            connection.setReadOnly(readOnly);
            connection.setAutoCommit(false);
            try {
                work.run(new JdbcOperations(connection));
                if (commit) {
                    connection.commit();
                    return;
                }
            } catch (Exception e) {
                connection.rollback();
                throw e;
            }
            connection.rollback();
        }
    }

    @Override
    public void close() {
        closeOwner.run();
    }

    /** Where connections come from. */
    @FunctionalInterface
    interface Connections {
        Connection get() throws SQLException;
    }

    private final class JdbcOperations extends TransactionOperations {

        private final Connection connection;

        JdbcOperations(Connection connection) {
            super(Honker.on(connection));
            this.connection = connection;
        }

        @Override
        public long insertOrder(String item) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into orders(item) values (?)", Statement.RETURN_GENERATED_KEYS)) {
                insert.setString(1, item);
                insert.executeUpdate();
                try (ResultSet keys = insert.getGeneratedKeys()) {
                    keys.next();
                    return keys.getLong(1);
                }
            }
        }

        @Override
        public void insertOrders(List<String> items) throws SQLException {
            try (PreparedStatement insert = connection.prepareStatement("insert into orders(item) values (?)")) {
                for (String item : items) {
                    insert.setString(1, item);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }

        @Override
        public long countOrders() throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select count(*) from orders")) {
                return rows.getLong(1);
            }
        }

        @Override
        public void nested(Work work) throws Exception {
            Savepoint savepoint = connection.setSavepoint();
            try {
                work.run(this);
            } catch (Exception e) {
                connection.rollback(savepoint);
                throw e;
            }
            connection.releaseSavepoint(savepoint);
        }

        @Override
        public void requiresNew(Work work) throws Exception {
            inTransaction(work);
        }
    }
}
