package dev.honker.internal.sqlite;

import java.util.Properties;
import org.sqlite.SQLiteConfig;

/**
 * Tells what an application has chosen from what sqlite-jdbc has filled in. {@code SQLiteConfig.toProperties()} always names
 * nine properties, among them {@code transaction_mode=DEFERRED} and {@code busy_timeout=3000}, whether the application has set
 * them or not. So where all nine are present, those that equal the value of a fresh {@code SQLiteConfig} count as not chosen.
 * Stateless.
 */
public final class GeneratedProperties {

    private static final Properties FRESH = new SQLiteConfig().toProperties();

    private GeneratedProperties() {}

    /** The given properties without those that nobody chose; the very object if there are none. */
    public static Properties chosen(Properties given) {
        for (String name : FRESH.stringPropertyNames()) {
            if (given.getProperty(name) == null) {
                return given;
            }
        }
        Properties chosen = new Properties();
        for (String name : given.stringPropertyNames()) {
            String value = given.getProperty(name);
            if (!value.equals(FRESH.getProperty(name))) {
                chosen.setProperty(name, value);
            }
        }
        given.forEach((name, value) -> {
            if (!(name instanceof String) || !(value instanceof String)) {
                chosen.put(name, value);
            }
        });
        return chosen;
    }
}
