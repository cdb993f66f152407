package dev.honker.spring;

import dev.honker.mybatis.HonkerGuard;
import org.apache.ibatis.plugin.Interceptor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** The guard of honker-mybatis as a plugin, which MyBatis' own starter installs; a bean of the same type or name replaces it. */
@AutoConfiguration
@ConditionalOnClass({Interceptor.class, HonkerGuard.class})
@ConditionalOnProperty(name = "honker.enabled", matchIfMissing = true)
public class HonkerMybatisAutoConfiguration {

    /** For Spring. */
    public HonkerMybatisAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(value = HonkerGuard.class, name = "honkerMybatisGuard")
    HonkerGuard honkerMybatisGuard() {
        return new HonkerGuard();
    }
}
