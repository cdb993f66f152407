package dev.honker.internal.migration;

import java.sql.Connection;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.sqlite.SQLiteConnection;
import org.flywaydb.core.internal.database.sqlite.SQLiteDatabase;
import org.flywaydb.core.internal.jdbc.JdbcConnectionFactory;
import org.flywaydb.core.internal.jdbc.StatementInterceptor;

/** A database whose honker tables Flyway doesn't see; as safe for threads as Flyway's own. */
final class FlywayDatabase extends SQLiteDatabase {

    FlywayDatabase(Configuration configuration, JdbcConnectionFactory connections, StatementInterceptor interceptor) {
        super(configuration, connections, interceptor);
    }

    @Override
    protected SQLiteConnection doGetConnection(Connection connection) {
        return super.doGetConnection(HidingConnection.of(connection));
    }
}
