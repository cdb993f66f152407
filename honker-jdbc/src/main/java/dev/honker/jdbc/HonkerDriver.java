package dev.honker.jdbc;

import dev.honker.internal.sqlite.DriverVersion;
import dev.honker.internal.sqlite.HonkerSqliteConnection;
import dev.honker.internal.sqlite.Pragmas;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver of {@code jdbc:honker:sqlite:FILE}; stateless and thread-safe. {@code DriverManager} finds it by itself; a
 * container that unloads an application calls {@link #deregister()} before.
 */
public final class HonkerDriver implements Driver {

    private static @Nullable HonkerDriver registered;

    static {
        try {
            register();
        } catch (SQLException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Makes a driver; registering is done once by this class itself. */
    public HonkerDriver() {}

    /** Registers the driver with {@code DriverManager}, unless it is. */
    public static synchronized void register() throws SQLException {
        if (registered == null) {
            HonkerDriver driver = new HonkerDriver();
            DriverManager.registerDriver(driver);
            registered = driver;
        }
    }

    /** Takes the driver out of {@code DriverManager}, so that its class loader can be collected. */
    public static synchronized void deregister() throws SQLException {
        if (registered != null) {
            DriverManager.deregisterDriver(registered);
            registered = null;
        }
    }

    /**
     * Opens a connection; the file is created if it does not exist, and nothing is written into its schema. Blocks while another
     * process converts or recovers the file, 5 s at most by default.
     *
     * @param url {@code jdbc:honker:sqlite:} and a path or {@code file:} URI, with properties after {@code ?}
     * @param info more properties, which win over the URL's; not changed; null is as good as empty
     * @return null if the URL is not honker's
     * @throws SQLException if a property is unknown or has a bad value, the database is in memory, or it can't be opened
     */
    @Override
    public @Nullable Connection connect(String url, @Nullable Properties info) throws SQLException {
        if (!HonkerUrl.accepts(url)) {
            return null;
        }
        return HonkerSqliteConnection.open(HonkerUrl.parse(url, info == null ? new Properties() : info));
    }

    /** Whether the URL begins with {@code jdbc:honker:sqlite:}. */
    @Override
    public boolean acceptsURL(@Nullable String url) {
        return HonkerUrl.accepts(url);
    }

    /**
     * Honker's properties with the values that a connection of this URL and these properties would have, then sqlite-jdbc's own.
     *
     * @throws SQLException if the URL or the properties name an unknown one, or one has a value that it can't have
     */
    @Override
    public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info) throws SQLException {
        Properties given = HonkerUrl.given(
                url != null && acceptsURL(url) ? url : HonkerUrl.PREFIX, info == null ? new Properties() : info);
        List<DriverPropertyInfo> result = new ArrayList<>();
        for (HonkerProperty property : HonkerProperty.values()) {
            DriverPropertyInfo described =
                    new DriverPropertyInfo(property.key(), given.getProperty(property.key(), property.defaultValue()));
            described.description =
                    property.description() + (property.unit().isEmpty() ? "" : " Unit: " + property.unit() + ".");
            described.choices =
                    property.choices().isEmpty() ? null : property.choices().toArray(new String[0]);
            result.add(described);
        }
        for (DriverPropertyInfo plain : Pragmas.describe()) {
            if (HonkerPropertyNames.find(plain.name) == null) {
                plain.value = given.getProperty(plain.name);
                result.add(plain);
            }
        }
        return result.toArray(new DriverPropertyInfo[0]);
    }

    @Override
    public int getMajorVersion() {
        return DriverVersion.MAJOR;
    }

    @Override
    public int getMinorVersion() {
        return DriverVersion.MINOR;
    }

    /** False, as with sqlite-jdbc: SQLite is not SQL-92. */
    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("honker logs by System.Logger, not by java.util.logging");
    }
}
