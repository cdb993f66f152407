package dev.honker.spring;

import dev.honker.Database;
import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Refuses a database of the application's own whose calls would not join the transactions on honker's data source. */
final class OwnDatabaseCheck {

    private OwnDatabaseCheck() {}

    /**
     * Checks it on a thread in which no transaction is active; elsewhere nothing is checked. Runs no SQL, and takes a connection only
     * if the database doesn't join.
     */
    static void check(String beanName, Database database, DataSource pool) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                && !TransactionSynchronizationManager.hasResource(pool)
                && !joins(database, pool)) {
            throw new HonkerInvalidOptionException("the bean '" + beanName + "' of type Database doesn't take part in"
                    + " transactions that Spring manages on honker's data source, so that what is enqueued in one would"
                    + " outlive its rollback: make it by Honker.of(HonkerTemplate.joining(dataSource)), or, if it is"
                    + " another file's, declare it with @Bean(defaultCandidate = false)");
        }
    }

    /** Lets the database ask for a connection inside a pretended transaction, and sees which one it gets. */
    private static boolean joins(Database database, DataSource pool) {
        AtomicBoolean used = new AtomicBoolean();
        Connection probe = (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    used.set(true);
                    if (method.getReturnType() == void.class) {
                        return null;
                    }
                    throw new SQLException("a connection to see whether it is asked for");
                });
        TransactionSynchronizationManager.initSynchronization();
        TransactionSynchronizationManager.setActualTransactionActive(true);
        TransactionSynchronizationManager.bindResource(pool, new ConnectionHolder(probe));
        try {
            database.watcher();
        } catch (HonkerException e) {
            if (!used.get()) {
                throw e;
            }
        } finally {
            TransactionSynchronizationManager.unbindResource(pool);
            TransactionSynchronizationManager.unbindResourceIfPossible(TransactionEnd.class);
            TransactionSynchronizationManager.clear();
        }
        return used.get();
    }
}
