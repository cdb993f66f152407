package dev.honker.spring;

import dev.honker.ConnectionLender;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Lends the connection of the transaction that Spring manages for the thread on a pool; thread-safe. */
final class TransactionLender implements ConnectionLender {

    private final DataSource pool;

    TransactionLender(DataSource pool) {
        this.pool = pool;
    }

    @Override
    public <T> T lend(ConnectionWork<T> work) throws SQLException {
        Connection connection = DataSourceUtils.doGetConnection(pool);
        try {
            return work.on(connection);
        } finally {
            DataSourceUtils.doReleaseConnection(connection, pool);
        }
    }
}
