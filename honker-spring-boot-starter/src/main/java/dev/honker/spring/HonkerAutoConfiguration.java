package dev.honker.spring;

import dev.honker.Database;
import dev.honker.Honker;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.dao.support.PersistenceExceptionTranslator;

/**
 * Honker on the application's data source: a {@link Database} that takes part in the transactions that Spring manages on it and is
 * closed before it, a {@link HonkerTemplate}, and what runs the methods with {@link HonkerListener} and {@link HonkerScheduled}.
 * Nothing is written before it is used.
 */
@AutoConfiguration(
        // why by name: Spring Boot 4 has them elsewhere than 3
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
@ConditionalOnSingleCandidate(DataSource.class)
@ConditionalOnProperty(name = "honker.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HonkerProperties.class)
public class HonkerAutoConfiguration {

    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    /** For Spring. */
    public HonkerAutoConfiguration() {}

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Database honkerDatabase(
            DataSource dataSource, HonkerProperties properties, ConfigurableListableBeanFactory beanFactory) {
        Database database = Honker.of(new JoiningDataSource(dataSource));
        QueueSettings.apply(beanFactory, properties, database);
        return database;
    }

    @Bean
    @ConditionalOnMissingBean
    HonkerTemplate honkerTemplate(Database database, DataSource dataSource) {
        return new HonkerTemplate(database, new JoiningDataSource(dataSource));
    }

    @Bean
    PersistenceExceptionTranslator honkerExceptionTranslator() {
        return new HonkerExceptionTranslator();
    }

    @Bean
    HonkerListeners honkerListeners() {
        return new HonkerListeners();
    }

    @Bean
    @Lazy(false)
    ListenerLifecycle honkerListenerLifecycle(
            Database database,
            DataSource dataSource,
            HonkerProperties properties,
            HonkerListeners listeners,
            ConfigurableListableBeanFactory beanFactory,
            Environment environment) {
        Surroundings surroundings = new Surroundings(
                beanFactory,
                database,
                new JoiningDataSource(dataSource).pool(),
                properties,
                virtualThreads(properties, environment));
        return new ListenerLifecycle(surroundings, listeners);
    }

    private static boolean virtualThreads(HonkerProperties properties, Environment environment) {
        Boolean chosen = properties.listener().virtualThreads();
        return chosen != null
                ? chosen
                : Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS
                        && environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false);
    }
}
