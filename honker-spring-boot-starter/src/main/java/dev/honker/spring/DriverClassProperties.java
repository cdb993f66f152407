package dev.honker.spring;

import dev.honker.jdbc.HonkerDriver;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * What Spring Boot would have to know about honker's URLs, which are not in its list: the driver's class, and that a URL may stand
 * in the pool's own property only. It answers when it is asked, so URLs count that a test adds late, and it stands last, so whatever
 * the application says wins; but see {@link OtherDriverProperties}.
 */
final class DriverClassProperties extends PropertySource<Object> {

    static final String NAME = "honkerDriverClass";

    static final String URL = "spring.datasource.url";
    static final String POOL_URL = "spring.datasource.hikari.jdbc-url";
    static final String DRIVER = "spring.datasource.driver-class-name";

    private final Environment environment;

    DriverClassProperties(Environment environment) {
        // why a name as the source: Spring Boot looks for the sources of a source that is an environment, which is this
        // one again
        super(NAME, NAME);
        this.environment = environment;
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return switch (name) {
            case DRIVER -> isHonkers(environment.getProperty(URL)) ? HonkerDriver.class.getName() : null;
            case URL -> {
                String poolUrl = environment.getProperty(POOL_URL);
                yield isHonkers(poolUrl) ? poolUrl : null;
            }
            default -> null;
        };
    }

    static boolean isHonkers(@Nullable String url) {
        return url != null && url.startsWith("jdbc:honker:sqlite:");
    }
}
