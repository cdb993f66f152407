package dev.honker.jdbc;

import dev.honker.internal.wake.WatchBackend;
import dev.honker.internal.wake.WatchSettings;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the values of honker's properties, of which a missing one has its default. For one thread. */
final class PropertyValues {

    private final Properties values;
    private final Function<String, SQLException> refusal;

    /** The values by the properties' keys; {@code refusal} makes an error of a text. */
    PropertyValues(Properties values, Function<String, SQLException> refusal) {
        this.values = values;
        this.refusal = refusal;
    }

    /** Whether the application has named the property. */
    boolean has(HonkerProperty property) {
        return values.containsKey(property.key());
    }

    /** One of the property's choices, in its own spelling. */
    String choice(HonkerProperty property) throws SQLException {
        String value = text(property);
        if (property == HonkerProperty.SYNCHRONOUS && value.matches("[0-3]")) {
            return property.choices().get(Integer.parseInt(value));
        }
        for (String choice : property.choices()) {
            if (choice.equalsIgnoreCase(value)) {
                return choice;
            }
        }
        throw refusal.apply(property.key() + "=" + value + " is none of " + property.choices());
    }

    /** A whole number that is not below the least one. */
    int integer(HonkerProperty property, int least) throws SQLException {
        String value = text(property);
        try {
            int number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refusal.apply(property.key() + "=" + value + " is not a whole number of " + property.unit());
        }
        throw refusal.apply(
                property.key() + "=" + value + " is below its least value " + least + " " + property.unit());
    }

    /** How the watcher looks for commits. */
    WatchSettings watch() throws SQLException {
        WatchBackend backend = WatchBackend.parse(choice(HonkerProperty.WATCHER));
        return new WatchSettings(backend, Duration.ofMillis(integer(HonkerProperty.POLL_INTERVAL, 1)));
    }

    /** The time zone of schedules; null if none is named. */
    @Nullable
    ZoneId zone() throws SQLException {
        String name = text(HonkerProperty.TIME_ZONE);
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw refusal.apply(HonkerProperty.TIME_ZONE.key() + "=" + name
                    + " is no time zone; name one like Europe/Berlin or UTC");
        }
    }

    private String text(HonkerProperty property) {
        String value = values.getProperty(property.key());
        return value != null ? value.trim() : property.defaultValue();
    }
}
