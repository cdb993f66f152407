package dev.honker.spring;

import dev.honker.Database;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * What listeners are made with.
 *
 * @param pool the application's data source, whose transactions count
 * @param virtualThreads whether jobs run in virtual threads
 */
record Surroundings(
        ConfigurableListableBeanFactory factory,
        Database database,
        DataSource pool,
        HonkerProperties properties,
        boolean virtualThreads) {

    Attributes attributes(AnnotatedMethod<?> method) {
        return new Attributes(method, factory);
    }

    Duration stopTimeout() {
        return properties.shutdownTimeout();
    }

    /** The transactions of a bean's name, or of the only transaction manager. */
    HandlerTransactions transactions(AnnotatedMethod<?> method, String managerName) {
        try {
            PlatformTransactionManager manager = managerName.isEmpty()
                    ? factory.getBean(PlatformTransactionManager.class)
                    : factory.getBean(managerName, PlatformTransactionManager.class);
            return new HandlerTransactions(manager, pool);
        } catch (BeansException e) {
            throw method.refused(
                    "transactional needs one transaction manager; name it in transactionManager: " + e.getMessage());
        }
    }

    Object bean(AnnotatedMethod<?> method) {
        return factory.getBean(method.beanName());
    }
}
