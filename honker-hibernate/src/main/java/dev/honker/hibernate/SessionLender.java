package dev.honker.hibernate;

import dev.honker.ConnectionLender;
import dev.honker.HonkerException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Lends the connection of a session's transaction; as thread-safe as the session. */
final class SessionLender implements ConnectionLender {

    private final Supplier<SharedSessionContractImplementor> sessions;
    private final FlushRule rule;

    SessionLender(Supplier<SharedSessionContractImplementor> sessions, FlushRule rule) {
        this.sessions = sessions;
        this.rule = rule;
    }

    @Override
    public <T> T lend(ConnectionWork<T> work) throws SQLException {
        SharedSessionContractImplementor session = inTransaction();
        if (rule == FlushRule.BEFORE_EACH && session instanceof Session stateful) {
            stateful.flush();
        }
        Outcome<T> outcome = new Outcome<>();
        // why not thrown inside: Hibernate would make an exception of its own of the driver's
        session.doWork(connection -> outcome.of(work, connection));
        return outcome.get();
    }

    /** The session, which has a transaction. */
    SharedSessionContractImplementor inTransaction() {
        SharedSessionContractImplementor session = sessions.get();
        if (!session.isTransactionInProgress()) {
            throw new HonkerException(
                    "the session has no transaction: begin one first, so that what is written here is committed"
                            + " with the entities; for an operation of its own use a Database, by Honker.of(dataSource)");
        }
        return session;
    }

    private static final class Outcome<T> {

        private @Nullable T value;
        private @Nullable SQLException sqlFailure;
        private @Nullable RuntimeException failure;

        void of(ConnectionWork<T> work, Connection connection) {
            try {
                value = work.on(connection);
            } catch (SQLException e) {
                sqlFailure = e;
            } catch (RuntimeException e) {
                failure = e;
            }
        }

        @SuppressWarnings("NullAway") // why: the work may well return null
        T get() throws SQLException {
            if (sqlFailure != null) {
                throw sqlFailure;
            }
            if (failure != null) {
                throw failure;
            }
            return value;
        }
    }
}
