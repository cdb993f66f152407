package dev.honker.spring;

import dev.honker.Database;
import dev.honker.Honker;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Honker on the application's data source. Its {@link Database} writes nothing until it is used, takes part in the transactions that
 * Spring manages on the data source, and is closed before it.
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

    /** For Spring. */
    public HonkerAutoConfiguration() {}

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean
    Database honkerDatabase(DataSource dataSource) {
        return Honker.of(new JoiningDataSource(dataSource));
    }
}
