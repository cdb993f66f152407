package dev.honker.support.contract;

import dev.honker.Honker;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;

/** Operations on a connection by plain JDBC and {@link Honker#on(Connection)}; for the thread of its transaction. */
public final class JdbcOperations extends TransactionOperations {

    private final Connection connection;
    private final Subject subject;

    /** On the connection of a transaction of that subject. */
    public JdbcOperations(Connection connection, Subject subject) {
        super(Honker.on(connection));
        this.connection = connection;
        this.subject = subject;
    }

    @Override
    public long insertOrder(String item) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into orders(item) values (?)", Statement.RETURN_GENERATED_KEYS)) {
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
    public void nested(Subject.Work work) throws Exception {
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
    public void requiresNew(Subject.Work work) throws Exception {
        subject.inTransaction(work);
    }
}
