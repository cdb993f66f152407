package dev.honker.spring;

import dev.honker.Database;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.transaction.ConfigurableTransactionManager;

/**
 * Sees to it that honker knows when transactions end, and that a database of the application's own joins them and has the
 * options that properties and listeners give to queues.
 */
final class JoiningPostProcessor implements BeanPostProcessor {

    private final ObjectProvider<HonkerProperties> properties;
    private final ConfigurableListableBeanFactory factory;

    JoiningPostProcessor(ObjectProvider<HonkerProperties> properties, ConfigurableListableBeanFactory factory) {
        this.properties = properties;
        this.factory = factory;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof ConfigurableTransactionManager manager) {
            manager.addListener(TransactionEnd.WATCHING);
        } else if (bean instanceof Database database && standsForHonkers()) {
            HonkerProperties options = properties.getObject();
            OwnDatabaseCheck.check(
                    name,
                    database,
                    JoiningDataSource.of(factory, options.dataSource()).pool());
            QueueSettings.apply(factory, options, database);
        }
        return bean;
    }

    /** Whether a database of the application's own took the place of the starter's. */
    private boolean standsForHonkers() {
        return !factory.containsBeanDefinition(HonkerAutoConfiguration.DATABASE)
                || !HonkerAutoConfiguration.class
                        .getName()
                        .equals(factory.getBeanDefinition(HonkerAutoConfiguration.DATABASE)
                                .getFactoryBeanName());
    }
}
