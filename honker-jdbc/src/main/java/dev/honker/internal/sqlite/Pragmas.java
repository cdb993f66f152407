package dev.honker.internal.sqlite;

import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig.Pragma;

/** The connection properties that sqlite-jdbc itself takes; immutable. */
public final class Pragmas {

    private static final Set<String> NAMES = new HashSet<>();

    static {
        for (Pragma pragma : Pragma.values()) {
            NAMES.add(pragma.getPragmaName());
        }
    }

    private Pragmas() {}

    /** Whether sqlite-jdbc takes a property of this name, as it compares them: without regard to case. */
    public static boolean isKnown(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /** sqlite-jdbc's own description of its properties. */
    public static DriverPropertyInfo[] describe() throws SQLException {
        return new JDBC().getPropertyInfo(JDBC.PREFIX, new Properties());
    }
}
