package dev.honker.spring;

import dev.honker.HonkerInvalidOptionException;
import java.util.stream.Stream;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Lets the start of an application fail whose methods with {@link HonkerListener} or {@link HonkerScheduled} nothing would call,
 * because it has no data source, or several and it is not known which one is honker's.
 */
@AutoConfiguration(after = HonkerAutoConfiguration.class)
@ConditionalOnMissingBean(ListenerLifecycle.class)
@ConditionalOnProperty(name = "honker.enabled", matchIfMissing = true)
public class HonkerDataSourceAutoConfiguration {

    /** For Spring. */
    public HonkerDataSourceAutoConfiguration() {}

    @Bean
    @Lazy(false)
    SmartInitializingSingleton honkerDataSourceCheck(ConfigurableListableBeanFactory beanFactory) {
        return () -> Stream.of(HonkerListener.class, HonkerScheduled.class)
                .flatMap(type -> AnnotatedMethod.find(beanFactory, type).stream())
                .findFirst()
                .ifPresent(method -> {
                    throw refused(method, beanFactory);
                });
    }

    private static HonkerInvalidOptionException refused(
            AnnotatedMethod<?> method, ConfigurableListableBeanFactory factory) {
        return method.refused("nothing would call it: the data sources are " + JoiningDataSource.names(factory)
                + "; name honker's in honker.data-source or make it @Primary, or set honker.enabled to false");
    }
}
