package dev.honker.internal.database;

import dev.honker.HonkerInvalidOptionException;
import dev.honker.OpenOptions;
import dev.honker.WatcherBackend;
import dev.honker.WatcherOptions;
import dev.honker.internal.file.FileAddress;
import dev.honker.internal.file.FileUri;
import dev.honker.jdbc.HonkerProperty;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file that {@code Honker.open} is to open, given by its path or by a URL, and the properties of its connections; immutable. A
 * property of the URL wins over an option that nobody has set.
 */
public final class OpenTarget {

    private static final String PREFIX = "jdbc:honker:sqlite:";

    private final String name;
    private final String url;
    private final Properties properties = new Properties();
    private final OpenOptions options;
    private final Set<String> chosen;
    private final Map<String, String> ofUrl = new LinkedHashMap<>();

    private OpenTarget(String name, String url, OpenOptions options, Set<String> chosen) {
        this.name = name;
        this.url = url;
        this.options = options;
        this.chosen = chosen;
    }

    /** The target of a path. */
    public static OpenTarget ofPath(String path, OpenOptions options) {
        OpenTarget target = new OpenTarget(path, PREFIX + asAddress(path), options, Set.of());
        target.takeOptions();
        return target;
    }

    /**
     * The target of a path or URL.
     *
     * @param chosen the names of the options that the application has set
     * @throws HonkerInvalidOptionException if it is a URL of another driver, or contradicts an option that was set
     */
    public static OpenTarget of(String pathOrUrl, OpenOptions options, Set<String> chosen) {
        if (!pathOrUrl.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            requireNoUrl(pathOrUrl);
            return ofPath(pathOrUrl, options);
        }
        OpenTarget target = new OpenTarget(pathOrUrl, pathOrUrl, options, chosen);
        for (FileAddress.Parameter parameter :
                FileAddress.parse(pathOrUrl.substring(PREFIX.length())).parameters()) {
            if (parameter.value() != null) {
                target.ofUrl.put(parameter.name().toLowerCase(Locale.ROOT), parameter.value());
            }
        }
        target.takeOptions();
        return target;
    }

    private static void requireNoUrl(String path) {
        if (!path.regionMatches(true, 0, "jdbc:", 0, 5)) {
            return;
        }
        String sqlite = "jdbc:sqlite:";
        String instead = path.regionMatches(true, 0, sqlite, 0, sqlite.length())
                ? PREFIX + path.substring(sqlite.length())
                : PREFIX + "FILE";
        throw new HonkerInvalidOptionException("path must be a file or a URL that begins with " + PREFIX + ", but is \""
                + path + "\": write " + instead + ", or Path.of(...) for a file whose name begins with jdbc:");
    }

    /** In a URL, what follows a question mark would be properties, and blanks at the ends would be dropped. */
    private static String asAddress(String path) {
        boolean plain = path.indexOf('?') < 0 && path.equals(path.trim());
        return plain || FileUri.isOne(path) ? path : FileUri.of(path);
    }

    private void takeOptions() {
        take(HonkerProperty.BUSY_TIMEOUT, "busyTimeout", options.busyTimeout().toMillis());
        take(HonkerProperty.JOURNAL_MODE, "journalMode", options.journalMode());
        take(HonkerProperty.SYNCHRONOUS, "synchronous", options.synchronous());
        take(HonkerProperty.WAL_AUTOCHECKPOINT, "walAutocheckpoint", options.walAutocheckpoint());
        WatcherOptions watcher = options.watcherOptions();
        take(HonkerProperty.WATCHER, "watcherOptions.backend", watcherName(watcher.backend()));
        long pollMillis = Math.max(1, watcher.pollInterval().toMillis());
        take(HonkerProperty.POLL_INTERVAL, "watcherOptions.pollInterval", pollMillis);
    }

    private void take(HonkerProperty property, String option, Object value) {
        String inUrl = ofUrl.get(property.key());
        if (inUrl == null) {
            properties.setProperty(property.key(), value.toString());
        } else if (chosen.contains(option) && !isEqual(property, inUrl, value.toString())) {
            throw new HonkerInvalidOptionException("the option " + option + " is " + value + unit(property)
                    + ", but the URL says " + property.key() + "=" + inUrl + unit(property)
                    + ": leave one of them out");
        }
    }

    private static String unit(HonkerProperty property) {
        return property.unit().isEmpty() ? "" : " " + property.unit();
    }

    private static boolean isEqual(HonkerProperty property, String inUrl, String value) {
        boolean number = property == HonkerProperty.SYNCHRONOUS && inUrl.matches("[0-3]");
        return value.equalsIgnoreCase(number ? property.choices().get(Integer.parseInt(inUrl)) : inUrl);
    }

    private static String watcherName(WatcherBackend backend) {
        return switch (backend) {
            case AUTO -> "auto";
            case PRAGMA_DATA_VERSION -> "polling";
            case KERNEL_EVENTS -> "kernel";
            case MMAP_SHM -> "shm";
        };
    }

    /** The URL of the connections. */
    public String url() {
        return url;
    }

    /** The properties that the URL doesn't name. */
    public Properties properties() {
        return properties;
    }

    /** How long a caller waits for a lock, or for a connection. */
    public Duration busyTimeout() {
        Integer ofUrlMillis = whole(ofUrl.get(HonkerProperty.BUSY_TIMEOUT.key()));
        return ofUrlMillis == null ? options.busyTimeout() : Duration.ofMillis(ofUrlMillis);
    }

    private static @Nullable Integer whole(@Nullable String text) {
        try {
            return text == null ? null : Integer.valueOf(Math.max(0, Integer.parseInt(text)));
        } catch (NumberFormatException e) {
            // why: the driver refuses it, with the values that are allowed
            return null;
        }
    }

    /** The path or URL as it was given. */
    @Override
    public String toString() {
        return name;
    }
}
