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

    private final DataSource pool;
    private final DataSource joined;

    JoiningDataSource(DataSource pool) {
        super(transactional(pool));
        this.pool = transactional(pool);
        this.joined = new TransactionAwareDataSourceProxy(this.pool);
    }

    /** Transaction managers look below such a proxy, too. */
    private static DataSource transactional(DataSource dataSource) {
        DataSource target =
                dataSource instanceof TransactionAwareDataSourceProxy proxy ? proxy.getTargetDataSource() : null;
        return target == null ? dataSource : target;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return isInTransaction() ? joined.getConnection() : super.getConnection();
    }

    /** Whether the thread is in a transaction that Spring manages on this pool. */
    boolean isInTransaction() {
        return isInTransactionOn(pool());
    }

    /** The pool below. */
    DataSource pool() {
        return pool;
    }

    /** Whether the thread is in a transaction that Spring manages on that pool. */
    static boolean isInTransactionOn(DataSource pool) {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.hasResource(pool);
    }
}
