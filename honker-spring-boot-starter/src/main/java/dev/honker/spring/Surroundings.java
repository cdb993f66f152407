package dev.honker.spring;

import dev.honker.Database;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttributeSource;

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

    private static final TransactionAttributeSource DECLARED = new AnnotationTransactionAttributeSource(false);
    private static final Set<Integer> APART = Set.of(
            TransactionDefinition.PROPAGATION_REQUIRES_NEW,
            TransactionDefinition.PROPAGATION_NOT_SUPPORTED,
            TransactionDefinition.PROPAGATION_NEVER);

    Attributes attributes(AnnotatedMethod<?> method) {
        return new Attributes(method, factory);
    }

    Duration stopTimeout() {
        return properties.shutdownTimeout();
    }

    /** The transactions of a bean's name, or of the only transaction manager. */
    HandlerTransactions transactions(AnnotatedMethod<?> method, String managerName) {
        TransactionAttribute own = DECLARED.getTransactionAttribute(method.method(), method.type());
        if (own != null && APART.contains(own.getPropagationBehavior())) {
            throw method.refused("transactional can't be combined with @Transactional of propagation REQUIRES_NEW,"
                    + " NOT_SUPPORTED or NEVER, which would take the method out of the transaction that ends the job or"
                    + " saves the offset: leave out one of the two");
        }
        Optional<String> name = attributes(method).text("transactionManager", managerName);
        try {
            PlatformTransactionManager manager = name.isEmpty()
                    ? factory.getBean(PlatformTransactionManager.class)
                    : factory.getBean(name.get(), PlatformTransactionManager.class);
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
