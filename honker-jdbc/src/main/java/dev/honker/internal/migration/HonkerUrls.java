package dev.honker.internal.migration;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the tools have to know of honker's URLs; stateless. */
final class HonkerUrls {

    private static final Pattern URL = Pattern.compile("jdbc:(?:([a-z0-9]+):)?honker:sqlite:.*", Pattern.DOTALL);

    /** By name: loading it would register it. */
    private static final String DRIVER = "dev.honker.jdbc.HonkerDriver";

    /** Drivers that put something around the connections of another one, by what they add to its URL. */
    private static final Map<String, String> WRAPPERS = Map.of(
            "p6spy", "com.p6spy.engine.spy.P6SpyDriver",
            "otel", "io.opentelemetry.instrumentation.jdbc.OpenTelemetryDriver",
            "log4jdbc", "net.sf.log4jdbc.sql.jdbcapi.DriverSpy");

    private HonkerUrls() {}

    /** The driver of a URL of honker's, also behind the name of a wrapping driver; null if it is none. */
    static @Nullable String driver(String url) {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            return null;
        }
        String wrapper = matcher.group(1);
        return wrapper == null ? DRIVER : WRAPPERS.get(wrapper);
    }
}
