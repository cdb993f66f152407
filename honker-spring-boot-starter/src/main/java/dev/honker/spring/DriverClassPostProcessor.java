package dev.honker.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/** Adds {@link DriverClassProperties} and {@link OtherDriverProperties} to the environment of an application; found in {@code META-INF/spring.factories}. */
@SuppressWarnings("removal") // why: the type's new name is not there in Spring Boot 3
final class DriverClassPostProcessor implements org.springframework.boot.env.EnvironmentPostProcessor, Ordered {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!environment.getPropertySources().contains(DriverClassProperties.NAME)) {
            environment.getPropertySources().addLast(new DriverClassProperties(environment));
            environment.getPropertySources().addFirst(new OtherDriverProperties(environment));
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
