package dev.honker.spring;

import dev.honker.HonkerInvalidOptionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The pool, but inside a transaction that Spring manages on it the connection of that transaction, until it has ended;
 * thread-safe. Other connections are the pool's own: a {@code Database} commits on them by itself.
 */
final class JoiningDataSource extends DelegatingDataSource {

    private final DataSource pool;
    private final DataSource joined;

    JoiningDataSource(DataSource pool) {
        super(transactional(pool));
        this.pool = transactional(pool);
        this.joined = new TransactionAwareDataSourceProxy(this.pool);
    }

    /** That of a bean's name; without a name that of the only or primary data source. */
    static JoiningDataSource of(ConfigurableListableBeanFactory factory, @Nullable String name) {
        if (name == null || name.isBlank()) {
            return new JoiningDataSource(factory.getBean(DataSource.class));
        }
        try {
            return new JoiningDataSource(factory.getBean(name, DataSource.class));
        } catch (NoSuchBeanDefinitionException | BeanNotOfRequiredTypeException e) {
            throw new HonkerInvalidOptionException(
                    "honker.data-source = " + name + " must be the name of a data source; there are " + names(factory));
        }
    }

    /** The names of all data sources. */
    static List<String> names(ConfigurableListableBeanFactory factory) {
        return List.of(factory.getBeanNamesForType(DataSource.class, true, false));
    }

    /** Transaction managers look below such a proxy, too. */
    private static DataSource transactional(DataSource dataSource) {
        DataSource target = dataSource instanceof TransactionAwareDataSourceProxy proxy
                ? proxy.getTargetDataSource()
                : dataSource instanceof JoiningDataSource joining ? joining.pool : null;
        return target == null ? dataSource : target;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return isInTransaction() ? joined.getConnection() : super.getConnection();
    }

    /** Whether the thread is in a transaction that Spring manages on this pool, and that has not ended. */
    boolean isInTransaction() {
        return isInTransactionOn(pool());
    }

    /** The pool below. */
    DataSource pool() {
        return pool;
    }

    /** Whether the thread is in a transaction that Spring manages on that pool, and that has not ended. */
    static boolean isInTransactionOn(DataSource pool) {
        return TransactionSynchronizationManager.isActualTransactionActive()
                && TransactionSynchronizationManager.hasResource(pool)
                && !TransactionEnd.isReached();
    }
}
