package dev.honker.spring.modulith;

import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.config.EventPublicationAutoConfiguration;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.modulith.events.core.EventSerializer;
import org.springframework.modulith.events.support.CompletionMode;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Gives Spring Modulith its repository of event publications, in the application's data source, unless the application has one of its
 * own. Nothing is written before the first publication.
 */
@AutoConfiguration(before = EventPublicationAutoConfiguration.class)
public class HonkerModulithAutoConfiguration {

    private static final String STATUS = "org.springframework.modulith.events.EventPublication$Status";

    private static final Duration LOST_AFTER = Duration.ofMinutes(10);

    /** For Spring. */
    public HonkerModulithAutoConfiguration() {}

    /** Spring Modulith 2. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = STATUS)
    static class WithStatus {

        @Bean
        @ConditionalOnMissingBean(EventPublicationRepository.class)
        EventPublicationRepository honkerEventPublicationRepository(
                DataSource dataSource,
                EventSerializer serializer,
                ObjectProvider<PlatformTransactionManager> transactions,
                ApplicationContext context) {
            return new StatusPublicationRepository(store(dataSource, serializer, transactions, context));
        }
    }

    /** Spring Modulith 1, whose publications have no status. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass(STATUS)
    static class WithoutStatus {

        @Bean
        @ConditionalOnMissingBean(EventPublicationRepository.class)
        EventPublicationRepository honkerEventPublicationRepository(
                DataSource dataSource,
                EventSerializer serializer,
                ObjectProvider<PlatformTransactionManager> transactions,
                ApplicationContext context) {
            return new PublicationRepository(store(dataSource, serializer, transactions, context));
        }
    }

    private static PublicationStore store(
            DataSource dataSource,
            EventSerializer serializer,
            ObjectProvider<PlatformTransactionManager> transactions,
            ApplicationContext context) {
        return new PublicationStore(
                new JdbcTemplate(dataSource),
                transactions::getIfUnique,
                new EventText(serializer, context.getClassLoader()),
                CompletionMode.from(context.getEnvironment()),
                lostAfter(context.getEnvironment()));
    }

    private static Duration lostAfter(Environment environment) {
        // why Spring Modulith's own: it says the same of the same publications, but only to its check that marks them
        // as failed
        Duration stale = Binder.get(environment)
                .bind("spring.modulith.events.staleness.resubmitted", Duration.class)
                .orElse(Duration.ZERO);
        return stale.isZero() ? LOST_AFTER : stale;
    }
}
