package dev.honker.spring;

import dev.honker.jooq.HonkerGuard;
import org.jooq.ExecuteListenerProvider;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The guard of honker-jooq, which Spring Boot adds to jOOQ's listeners; a bean of the same name replaces it. */
@AutoConfiguration
@ConditionalOnClass({ExecuteListenerProvider.class, HonkerGuard.class})
@ConditionalOnProperty(name = "honker.enabled", matchIfMissing = true)
public class HonkerJooqAutoConfiguration {

    /** For Spring. */
    public HonkerJooqAutoConfiguration() {}

    /** why by name: Spring Boot has one of this type itself. */
    @Bean
    @ConditionalOnMissingBean(name = "honkerJooqGuard")
    ExecuteListenerProvider honkerJooqGuard() {
        return new DefaultExecuteListenerProvider(new HonkerGuard());
    }
}
