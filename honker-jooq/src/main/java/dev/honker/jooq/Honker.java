package dev.honker.jooq;

import dev.honker.ConnectionLender;
import dev.honker.HonkerException;
import dev.honker.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import org.jooq.Configuration;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.exception.DetachedException;
import org.jooq.impl.DataSourceConnectionProvider;

/** Where the Java API begins for who has jOOQ; stateless and thread-safe. */
public final class Honker {

    private Honker() {}

    /** As {@link #of(Configuration)}, with the configuration of a context. */
    public static Transaction of(DSLContext context) {
        return of(context.configuration());
    }

    /**
     * Honker on the connections of a jOOQ configuration. Inside {@code ctx.transaction(configuration -> …)} give it <em>that</em>
     * configuration, or its {@code dsl()}: what is enqueued, published and sent is then part of the transaction, and of its innermost
     * savepoint. With a configuration outside of a transaction each operation borrows a connection for itself, and takes effect
     * at once if that is in autocommit mode; {@code connection()} is refused there, as the connection would have been given back.
     *
     * <p>The result costs next to nothing to make, runs nothing by itself, and is valid as long as the configuration has
     * connections. For use by one thread inside a transaction; otherwise as thread-safe as the connection provider. Failures of
     * SQLite are honker's {@code HonkerSqlException}, not jOOQ's.
     */
    public static Transaction of(Configuration configuration) {
        return dev.honker.Honker.on(new Lender(configuration.connectionProvider()));
    }

    /** why not DSLContext.connectionResult: it wraps SQLException, whose codes callers want. */
    private record Lender(ConnectionProvider provider) implements ConnectionLender {

        @Override
        public <T> T lend(ConnectionWork<T> work) throws SQLException {
            Connection connection = provider.acquire();
            if (connection == null) {
                throw new DetachedException(
                        "The configuration has no connection to give: use one made with a connection or"
                                + " a data source, and inside ctx.transaction(…) the one that it passes");
            }
            T result;
            try {
                result = work.on(connection);
            } finally {
                provider.release(connection);
            }
            if (result == connection && isGivenBack(connection)) {
                throw new HonkerException(
                        "the context is in no transaction and has given its connection back, maybe to another"
                                + " thread: use ctx.connection(c -> …), or Honker.of(tx).connection() inside ctx.transaction(tx -> …)");
            }
            return result;
        }

        /** why the kind: a pool that doesn't wrap its connections gives one back open. */
        private boolean isGivenBack(Connection connection) throws SQLException {
            return provider instanceof DataSourceConnectionProvider || connection.isClosed();
        }
    }
}
