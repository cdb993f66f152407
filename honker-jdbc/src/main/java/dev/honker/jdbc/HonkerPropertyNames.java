package dev.honker.jdbc;

import dev.honker.internal.file.FileUri;
import dev.honker.internal.sqlite.Pragmas;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds properties by name. Stateless. */
final class HonkerPropertyNames {

    private static final String OWN = "honker.";

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

    /** Whether a name is known, honker's or sqlite-jdbc's. */
    static boolean isKnown(String name) {
        return Pragmas.isKnown(name) || find(name) != null;
    }

    /** Whether a name is in honker's name space, known or not. */
    static boolean isOwn(String name) {
        return name.regionMatches(true, 0, OWN, 0, OWN.length());
    }

    /** The names that begin with {@code honker.}. */
    static List<String> own() {
        List<String> names = new ArrayList<>();
        for (HonkerProperty property : HonkerProperty.values()) {
            if (isOwn(property.key())) {
                names.add(property.key());
            }
        }
        return names;
    }

    /** The known name that an unknown one most resembles. */
    static String nearest(String unknown, boolean ofUri) {
        List<String> known = new ArrayList<>();
        for (HonkerProperty property : HonkerProperty.values()) {
            known.add(property.key());
        }
        known.addAll(Pragmas.names());
        if (ofUri) {
            known.addAll(FileUri.PARAMETERS);
        }
        return NearestName.of(unknown, known);
    }
}
