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
        SharedSessionContractImplementor session;
        try {
            session = sessions.get();
        } catch (IllegalStateException e) {
            throw refusal(String.valueOf(e.getMessage()), e); // closed, or a proxy that stands for no session now
        }
        if (!session.isTransactionInProgress()) {
            throw refusal("the session has no transaction", null);
        }
        return session;
    }

    private static HonkerException refusal(String reason, @Nullable Throwable cause) {
        return new HonkerException(
                reason
                        + "; a HonkerSession works inside a transaction only: begin one first, so that what is written is committed"
                        + " with the entities, or use a Database, by Honker.of(dataSource), for operations of their own",
                cause);
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
