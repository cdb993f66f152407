package dev.honker.internal.sqlite;

import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig.Pragma;

/** The connection properties that sqlite-jdbc itself takes; immutable. */
public final class Pragmas {

    private static final Pattern PASSWORD = Pattern.compile("(?i)([?&]\\s*password\\s*=)[^&]*");

    private static final Map<String, Pragma> BY_NAME = new LinkedHashMap<>();

    static {
        for (Pragma pragma : Pragma.values()) {
            BY_NAME.put(pragma.getPragmaName(), pragma);
        }
    }

    private Pragmas() {}

    /** Whether sqlite-jdbc takes a property of this name, as it compares them: without regard to case. */
    public static boolean isKnown(String name) {
        return BY_NAME.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /** The names of all of them. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** Whether a property is a password, which is taken as it is and may be empty. */
    public static boolean isPassword(String name) {
        return name.equalsIgnoreCase(Pragma.PASSWORD.getPragmaName());
    }

    /**
     * Why a property can't have this value, to be read behind {@code name=value}; null if it can. sqlite-jdbc fails with a
     * RuntimeException on some wrong values, SQLite takes others for zero.
     */
    public static @Nullable String objection(String name, String value) {
        Pragma pragma = BY_NAME.get(name);
        if (pragma == Pragma.LOCKING_MODE && LockingMode.isExclusive(value)) {
            return LockingMode.OBJECTION;
        }
        return pragma == null ? null : PragmaValues.objection(name, pragma.choices, value);
    }

    /** A text without the passwords that a URL in it names. */
    public static String withoutPassword(String text) {
        return PASSWORD.matcher(text).replaceAll("$1***");
    }

    /** sqlite-jdbc's own description of its properties. */
    public static DriverPropertyInfo[] describe() throws SQLException {
        return new JDBC().getPropertyInfo(JDBC.PREFIX, new Properties());
    }
}
