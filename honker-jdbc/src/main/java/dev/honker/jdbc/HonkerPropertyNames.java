package dev.honker.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds properties by name. Stateless. */
final class HonkerPropertyNames {

    private HonkerPropertyNames() {}

    /** The property of that name, without regard to case; null if there is none. */
    static @Nullable HonkerProperty find(String name) {
        String key = name.toLowerCase(Locale.ROOT);
        for (HonkerProperty property : HonkerProperty.values()) {
            if (property.key().equals(key)) {
                return property;
            }
        }
        return null;
    }

    /** The names that begin with {@code honker.}. */
    static List<String> own() {
        List<String> names = new ArrayList<>();
        for (HonkerProperty property : HonkerProperty.values()) {
            if (property.key().startsWith("honker.")) {
                names.add(property.key());
            }
        }
        return names;
    }
}
