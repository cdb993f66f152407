package dev.honker.jdbc;

import dev.honker.internal.sqlite.ConnectionSettings;
import dev.honker.internal.sqlite.DatabaseNames;
import dev.honker.internal.sqlite.Pragmas;
import dev.honker.internal.wake.WatchBackend;
import dev.honker.internal.wake.WatchSettings;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads a URL and its properties into settings, checked before anything is opened. For one thread and one URL. */
final class HonkerUrl {

    static final String PREFIX = "jdbc:honker:sqlite:";

    private static final String OWN = "honker.";

    private final String url;
    private final Properties values = new Properties();
    private final StringBuilder fileName = new StringBuilder();

    private HonkerUrl(String url) {
        this.url = url;
    }

    /** Whether the URL is honker's; cheap. */
    static boolean accepts(@Nullable String url) {
        return url != null && url.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    static ConnectionSettings parse(String url, Properties info) throws SQLException {
        return read(url, info).settings();
    }

    /** Every property that the URL and the properties name, by its name in lower case; the values are not checked. */
    static Properties given(String url, Properties info) throws SQLException {
        return read(url, info).values;
    }

    private static HonkerUrl read(String url, Properties info) throws SQLException {
        HonkerUrl read = new HonkerUrl(url);
        read.readUrl(url.trim().substring(PREFIX.length()));
        for (String name : info.stringPropertyNames()) {
            read.readProperty(name, info.getProperty(name));
        }
        return read;
    }

    private void readUrl(String address) throws SQLException {
        int query = address.indexOf('?');
        fileName.append(query < 0 ? address : address.substring(0, query));
        if (query < 0) {
            return;
        }
        char separator = '?';
        for (String parameter : address.substring(query + 1).split("&")) {
            int equals = parameter.indexOf('=');
            String name = (equals < 0 ? parameter : parameter.substring(0, equals)).trim();
            if (Pragmas.isKnown(name) || isOwn(name)) {
                if (equals < 0 || parameter.substring(equals + 1).isBlank()) {
                    throw withoutValue(name);
                }
                readProperty(name, parameter.substring(equals + 1).trim());
            } else {
                // why: sqlite-jdbc leaves what it does not know in the file name; the same URL has to mean the same
                // file
                fileName.append(separator).append(parameter);
                separator = '&';
            }
        }
    }

    private void readProperty(String name, String value) throws SQLException {
        HonkerProperty property = HonkerPropertyNames.find(name);
        if (property != null && value.isBlank()) {
            throw withoutValue(name);
        }
        if (property == null && isOwn(name)) {
            throw invalid("unknown property " + name + "; known are " + HonkerPropertyNames.own()
                    + ", and every property of sqlite-jdbc");
        }
        values.setProperty(Pragmas.isKnown(name) || isOwn(name) ? name.toLowerCase(Locale.ROOT) : name, value);
    }

    private static boolean isOwn(String name) {
        return name.regionMatches(true, 0, OWN, 0, OWN.length());
    }

    private ConnectionSettings settings() throws SQLException {
        String objection = DatabaseNames.objection(fileName.toString());
        if (objection != null) {
            throw invalid(objection);
        }
        // why: sqlite-jdbc's own attempt at read-only connections fights the lazy begin; setReadOnly works without it
        values.remove("jdbc.explicit_readonly");
        int busyTimeout = integer(HonkerProperty.BUSY_TIMEOUT, 0);
        boolean journalModeExplicit = values.containsKey(HonkerProperty.JOURNAL_MODE.key());
        String journalMode = choice(HonkerProperty.JOURNAL_MODE);
        String synchronous = choice(HonkerProperty.SYNCHRONOUS);
        int walAutocheckpoint = integer(HonkerProperty.WAL_AUTOCHECKPOINT, Integer.MIN_VALUE);
        String transactionMode = choice(HonkerProperty.TRANSACTION_MODE);
        int readYield = integer(HonkerProperty.READ_YIELD, 0);
        WatchSettings watch = watch();
        ZoneId zone = zone();
        return new ConnectionSettings(
                url,
                fileName.toString(),
                values,
                busyTimeout,
                journalMode,
                journalModeExplicit,
                synchronous,
                walAutocheckpoint,
                transactionMode,
                readYield,
                watch,
                zone,
                null);
    }

    private WatchSettings watch() throws SQLException {
        WatchBackend backend = WatchBackend.parse(choice(HonkerProperty.WATCHER));
        return new WatchSettings(backend, Duration.ofMillis(integer(HonkerProperty.POLL_INTERVAL, 1)));
    }

    private @Nullable ZoneId zone() throws SQLException {
        String name = take(HonkerProperty.TIME_ZONE);
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw invalid(HonkerProperty.TIME_ZONE.key() + "=" + name
                    + " is no time zone; name one like Europe/Berlin or UTC");
        }
    }

    private String choice(HonkerProperty property) throws SQLException {
        String value = take(property);
        if (property == HonkerProperty.SYNCHRONOUS && value.matches("[0-3]")) {
            return property.choices().get(Integer.parseInt(value));
        }
        for (String choice : property.choices()) {
            if (choice.equalsIgnoreCase(value)) {
                return choice;
            }
        }
        throw invalid(property.key() + "=" + value + " is none of " + property.choices());
    }

    private int integer(HonkerProperty property, int least) throws SQLException {
        String value = take(property);
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw invalid(property.key() + "=" + value + " is not a whole number of " + property.unit());
        }
        throw invalid(property.key() + "=" + value + " is below its least value " + least + " " + property.unit());
    }

    /** The property's value, taken out of what sqlite-jdbc is given. */
    private String take(HonkerProperty property) {
        Object value = values.remove(property.key());
        return value != null ? value.toString().trim() : property.defaultValue();
    }

    private SQLException withoutValue(String name) {
        return invalid("property " + name + " has no value; write " + name + "=value, or leave it out");
    }

    private SQLException invalid(String text) {
        return new SQLException("cannot open " + url + ": " + text, "08001");
    }
}
