package dev.honker.spring;

import dev.honker.Database;
import dev.honker.Honker;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.dao.support.PersistenceExceptionTranslator;

/**
 * Honker on the application's data source, the only or primary one or that of {@code honker.data-source}: a {@link Database} that
 * takes part in the transactions that Spring manages on it and is closed before it, a {@link HonkerTemplate}, and what runs the
 * methods with {@link HonkerListener} and {@link HonkerScheduled}. Nothing is written before it is used.
 */
@AutoConfiguration(
        // why by name: Spring Boot 4 has them elsewhere than 3
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@Conditional(HonkerAutoConfiguration.OnDataSource.class)
@ConditionalOnProperty(name = "honker.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HonkerProperties.class)
public class HonkerAutoConfiguration {

    static final String DATABASE = "honkerDatabase";

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    /** For Spring. */
    public HonkerAutoConfiguration() {}

    /** Whether it is known which data source is honker's. */
    static final class OnDataSource extends AnyNestedCondition {

        OnDataSource() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty("honker.data-source")
        static final class Named {}

        @ConditionalOnSingleCandidate(DataSource.class)
        static final class Single {}
    }

    @Bean(name = DATABASE, destroyMethod = "close")
    @ConditionalOnMissingBean
    Database honkerDatabase(HonkerProperties properties, ConfigurableListableBeanFactory beanFactory) {
        Database database = Honker.of(
                JoiningDataSource.of(beanFactory, properties.dataSource()),
                new ApplicationCodecs(beanFactory, properties.json().applicationMapper()));
        QueueSettings.apply(beanFactory, properties, database);
        return database;
    }

    @Bean
    @ConditionalOnMissingBean
    HonkerTemplate honkerTemplate(
            Database database, HonkerProperties properties, ConfigurableListableBeanFactory beanFactory) {
        return new HonkerTemplate(database, JoiningDataSource.of(beanFactory, properties.dataSource()));
    }

    @Bean
    PersistenceExceptionTranslator honkerExceptionTranslator() {
        return new HonkerExceptionTranslator();
    }

    @Bean
    static BeanPostProcessor honkerBeanPostProcessor(
            ObjectProvider<HonkerProperties> properties, ConfigurableListableBeanFactory beanFactory) {
        return new JoiningPostProcessor(properties, beanFactory);
    }

    @Bean
    KeepAlive honkerKeepAlive(HonkerProperties properties) {
        return new KeepAlive(properties.keepAlive());
    }

    @Bean
    HonkerListeners honkerListeners(KeepAlive keepAlive) {
        return new HonkerListeners(keepAlive);
    }

    @Bean
    @Lazy(false)
    ListenerLifecycle honkerListenerLifecycle(
            Database database,
            HonkerProperties properties,
            HonkerListeners listeners,
            KeepAlive keepAlive,
            ConfigurableListableBeanFactory beanFactory,
            Environment environment) {
        Surroundings surroundings = new Surroundings(
                beanFactory,
                database,
                JoiningDataSource.of(beanFactory, properties.dataSource()).pool(),
                properties,
                virtualThreads(properties, environment));
        return new ListenerLifecycle(surroundings, listeners, keepAlive);
    }

    private static boolean virtualThreads(HonkerProperties properties, Environment environment) {
        Boolean chosen = properties.listener().virtualThreads();
        return chosen != null
                ? chosen
                : Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS
                        && environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false);
    }
}
