package dev.honker.spring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Starts applications of a few beans on a file. */
final class Started {

    private static final String URL = "spring.datasource.url=";

    /** Under both names that they have had: JPA is in the way of tests that are not about it. */
    private static final String WITHOUT_JPA = "spring.autoconfigure.exclude="
            + "org.springframework.boot.autoconfigure.jooq.JooqAutoConfiguration,"
            + "org.springframework.boot.autoconfigure.orm.jpa.HibernateJpaAutoConfiguration,"
            + "org.springframework.boot.autoconfigure.data.jpa.JpaRepositoriesAutoConfiguration,"
            + "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration,"
            + "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Automatic {}

    private Started() {}

    private static String url(Path file) {
        return "jdbc:honker:sqlite:" + file + "?busy_timeout=20000";
    }

    /** An application without JPA. */
    static ConfigurableApplicationContext on(Path file, Class<?> beans, String... properties) {
        return on(url(file), beans, properties);
    }

    /** An application without JPA. */
    static ConfigurableApplicationContext on(String url, Class<?> beans, String... properties) {
        return run(beans, WebApplicationType.NONE, with(properties, URL + url, WITHOUT_JPA));
    }

    /** An application with JPA. */
    static ConfigurableApplicationContext withJpa(String url, Class<?> beans, String... properties) {
        return run(beans, WebApplicationType.NONE, with(properties, URL + url));
    }

    /** An application without JPA behind a web server on any port. */
    static ConfigurableApplicationContext behindWeb(Path file, Class<?> beans, String... properties) {
        return run(beans, WebApplicationType.SERVLET, with(properties, URL + url(file), WITHOUT_JPA, "server.port=0"));
    }

    private static String[] with(String[] properties, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of(properties));
        return all.toArray(String[]::new);
    }

    private static ConfigurableApplicationContext run(Class<?> beans, WebApplicationType type, String... properties) {
        return new SpringApplicationBuilder(Automatic.class, beans)
                .web(type)
                .logStartupInfo(false)
                .properties("spring.main.banner-mode=off")
                .properties(properties)
                .run();
    }
}
