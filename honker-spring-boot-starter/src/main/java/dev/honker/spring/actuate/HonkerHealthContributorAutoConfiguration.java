package dev.honker.spring.actuate;

import dev.honker.Database;
import dev.honker.spring.HonkerAutoConfiguration;
import dev.honker.spring.HonkerListeners;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.context.annotation.Bean;

/** The health indicator {@code honker} in Spring Boot 4; it goes with {@code management.health.honker.enabled}. */
@AutoConfiguration(after = HonkerAutoConfiguration.class)
@ConditionalOnClass({AbstractHealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(Database.class)
@ConditionalOnEnabledHealthIndicator("honker")
public class HonkerHealthContributorAutoConfiguration {

    /** For Spring. */
    public HonkerHealthContributorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "honkerHealthIndicator")
    AbstractHealthIndicator honkerHealthIndicator(Database database, ObjectProvider<HonkerListeners> listeners) {
        return new AbstractHealthIndicator("honker: the database could not be looked at") {
            @Override
            protected void doHealthCheck(Health.Builder builder) {
                DatabaseCondition condition = DatabaseCondition.of(database, listeners);
                (condition.well() ? builder.up() : builder.down()).withDetails(condition.details());
            }
        };
    }
}
