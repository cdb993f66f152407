package dev.honker.spring;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The pool, but inside a transaction that Spring manages on it the connection of that transaction; thread-safe. Other
 * connections are the pool's own: a {@code Database} commits on them by itself.
 */
final class JoiningDataSource extends DelegatingDataSource {

    private final DataSource joined;

    JoiningDataSource(DataSource pool) {
        super(pool);
        this.joined = new TransactionAwareDataSourceProxy(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return isInTransaction() ? joined.getConnection() : super.getConnection();
    }

    /** Whether the thread is in a transaction that Spring manages on this pool. */
    boolean isInTransaction() {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.hasResource(pool());
    }

    private DataSource pool() {
        DataSource pool = getTargetDataSource();
        if (pool == null) {
            throw new IllegalStateException("no data source");
        }
        return pool;
    }
}
