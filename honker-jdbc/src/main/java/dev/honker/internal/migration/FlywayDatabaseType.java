package dev.honker.internal.migration;

import dev.honker.jdbc.HonkerConnection;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.database.sqlite.SQLiteDatabaseType;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;

/** Flyway's SQLite for honker's URL and honker's connections. Stateless; made by Flyway. */
public final class FlywayDatabaseType extends SQLiteDatabaseType {

    /** For Flyway's service loader. */
    public FlywayDatabaseType() {}

    @Override
    public boolean handlesJDBCUrl(String url) {
        return HonkerUrls.driver(url) != null;
    }

    @Override
    public String getDriverClass(String url, ClassLoader classLoader) {
        String driver = HonkerUrls.driver(url);
        return driver != null ? driver : super.getDriverClass(url, classLoader);
    }

    @Override
    public boolean handlesDatabaseProductNameAndVersion(String name, String version, Connection connection) {
        return super.handlesDatabaseProductNameAndVersion(name, version, connection) && isHonkers(connection);
    }

    private static boolean isHonkers(Connection connection) {
        try {
            return connection.isWrapperFor(HonkerConnection.class);
        } catch (SQLException e) {
            // why: whoever can't say so isn't; Flyway's own type takes it
            return false;
        }
    }

    // why: Flyway's own type takes every connection to SQLite
    @Override
    public int getPriority() {
        return super.getPriority() + 1;
    }

    @Override
    public Database<?> createDatabase(
            Configuration configuration, JdbcConnectionFactory connections, StatementInterceptor interceptor) {
        return new FlywayDatabase(configuration, connections, interceptor);
    }
}
