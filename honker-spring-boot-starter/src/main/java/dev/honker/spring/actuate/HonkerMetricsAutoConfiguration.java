package dev.honker.spring.actuate;

import dev.honker.Database;
import dev.honker.spring.HonkerAutoConfiguration;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The meters {@code honker.*}, for whatever meter registries the application has. */
@AutoConfiguration(after = HonkerAutoConfiguration.class)
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean(Database.class)
@ConditionalOnProperty(name = "honker.metrics.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MetricsProperties.class)
public class HonkerMetricsAutoConfiguration {

    /** For Spring. */
    public HonkerMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "honkerMeters")
    MeterBinder honkerMeters(Database database, MetricsProperties properties) {
        return new HonkerMeters(new Looks(database, properties.interval()));
    }
}
