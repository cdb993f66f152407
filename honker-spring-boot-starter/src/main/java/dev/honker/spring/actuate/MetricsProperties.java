package dev.honker.spring.actuate;

import dev.honker.HonkerInvalidOptionException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code honker.metrics.*}.
 *
 * @param enabled whether there are meters of honker
 * @param interval how old a look at the database may be that meters are read from; zero looks for each meter
 */
@ConfigurationProperties("honker.metrics")
record MetricsProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1s") Duration interval) {

    MetricsProperties {
        if (interval.isNegative()) {
            throw new HonkerInvalidOptionException("honker.metrics.interval must not be negative, but is " + interval
                    + "; leave it out for one second");
        }
    }
}
