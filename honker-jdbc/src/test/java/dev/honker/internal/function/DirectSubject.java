package dev.honker.internal.function;

import dev.honker.UpdateEvents;
import dev.honker.internal.engine.OnDemandSchema;
import dev.honker.internal.engine.PlainSession;
import dev.honker.internal.engine.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Calls the functions as Java objects on a plain connection. */
final class DirectSubject implements FunctionSubject, FunctionContext {

    private final Connection connection;
    private final Session session;

    DirectSubject(Path file) throws SQLException {
        this(DriverManager.getConnection("jdbc:sqlite:" + file));
    }

    DirectSubject(Connection connection) {
        this.connection = connection;
        this.session = new OnDemandSchema(new PlainSession(connection));
    }

    @Override
    public @Nullable Object call(String function, @Nullable Object... arguments) throws SQLException {
        for (SqlFunction candidate : SqlFunctions.all()) {
            if (candidate.sqlName().equals(function) && candidate.arity() == arguments.length) {
                return candidate.call(this, arguments);
            }
        }
        throw new SQLException("wrong number of arguments to function " + function + "()");
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public ZoneId zone() {
        return ZoneOffset.UTC;
    }

    @Override
    public UpdateEvents watch(String path, @Nullable String backend, @Nullable Long pollMillis) {
        throw new UnsupportedOperationException("no watcher here");
    }
}
