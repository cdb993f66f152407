package dev.honker.spring;

import dev.honker.jdbc.HonkerDriver;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Names honker's driver where an application has a honker URL and still names sqlite-jdbc's driver, which refuses the URL. It stands
 * first, and says nothing about any other driver.
 */
final class OtherDriverProperties extends PropertySource<Object> {

    static final String NAME = "honkerOtherDriver";

    private static final String POOL_DRIVER = "spring.datasource.hikari.driver-class-name";
    private static final Set<String> DRIVERS = Set.of(DriverClassProperties.DRIVER, POOL_DRIVER);
    private static final String SQLITES = "org.sqlite.JDBC";

    private final Environment environment;

    /** Whether this thread is being answered: what the application says is asked of the environment, which asks here again. */
    private final ThreadLocal<Boolean> answering = ThreadLocal.withInitial(() -> false);

    OtherDriverProperties(Environment environment) {
        // why a name as the source: as in DriverClassProperties
        super(NAME, NAME);
        this.environment = environment;
    }

    @Override
    public @Nullable Object getProperty(String name) {
        if (!DRIVERS.contains(name) || answering.get()) {
            return null;
        }
        answering.set(true);
        try {
            return SQLITES.equals(environment.getProperty(name)) && hasHonkersUrl()
                    ? HonkerDriver.class.getName()
                    : null;
        } finally {
            answering.remove();
        }
    }

    private boolean hasHonkersUrl() {
        String poolUrl = environment.getProperty(DriverClassProperties.POOL_URL);
        return DriverClassProperties.isHonkers(
                poolUrl == null ? environment.getProperty(DriverClassProperties.URL) : poolUrl);
    }
}
