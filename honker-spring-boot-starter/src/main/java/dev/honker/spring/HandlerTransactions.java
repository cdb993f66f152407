package dev.honker.spring;

import dev.honker.HonkerException;
import java.sql.Connection;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** Runs handlers in transactions that also hold the end of what they handle; thread-safe. */
final class HandlerTransactions {

    private final PlatformTransactionManager manager;
    private final DataSource pool;

    HandlerTransactions(PlatformTransactionManager manager, DataSource pool) {
        this.manager = manager;
        this.pool = pool;
    }

    /** A handler that runs another one and then, on the connection of the same transaction, the end. */
    <M> Handler<M> around(Handler<M> handler, BiConsumer<Connection, M> end) {
        return message -> {
            TransactionStatus status = manager.getTransaction(new DefaultTransactionDefinition());
            try {
                handler.handle(message);
                onConnection(message, end);
            } catch (Throwable e) {
                rollback(status, e);
                throw e;
            }
            manager.commit(status);
        };
    }

    private <M> void onConnection(M message, BiConsumer<Connection, M> end) {
        if (!JoiningDataSource.isInTransactionOn(pool)) {
            throw new HonkerException("the transaction manager " + manager
                    + " has no transaction on honker's data source: name the right one in transactionManager");
        }
        Connection connection = DataSourceUtils.getConnection(pool);
        try {
            end.accept(connection, message);
        } finally {
            DataSourceUtils.releaseConnection(connection, pool);
        }
    }

    private void rollback(TransactionStatus status, Throwable failure) {
        try {
            if (!status.isCompleted()) {
                manager.rollback(status);
            }
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }
}
