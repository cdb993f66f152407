package dev.honker.hibernate;

import dev.honker.ConnectionLender;
import dev.honker.HonkerException;
import jakarta.persistence.PersistenceException;
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
        // why not in a flush: Hibernate would execute what it is executing a second time
        if (rule == FlushRule.BEFORE_EACH
                && session instanceof Session stateful
                && !session.getPersistenceContextInternal().isFlushing()) {
            stateful.flush();
        }
        Lent<T> lent = new Lent<>();
        session.doWork(connection -> lent.work(work, connection));
        return lent.get();
    }

    /** The session, which has a transaction. */
    SharedSessionContractImplementor inTransaction() {
        SharedSessionContractImplementor session;
        try {
            session = sessions.get();
        } catch (IllegalStateException e) {
            throw refusal(String.valueOf(e.getMessage()), e); // closed, or a proxy that stands for no session now
        } catch (PersistenceException e) {
            throw new HonkerException(
                    "the entity manager is not Hibernate's, or does not give its session: " + e.getMessage()
                            + "; use Honker.on(connection) with the connection of its transaction",
                    e);
        }
        // why not asked first: an entity manager that is closed inside its transaction still flushes at its end
        if (!session.isTransactionInProgress()) {
            throw refusal(session.isClosed() ? "the session is closed" : "the session has no transaction", null);
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
}
