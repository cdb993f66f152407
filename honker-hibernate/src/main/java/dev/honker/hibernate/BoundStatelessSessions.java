package dev.honker.hibernate;

import dev.honker.HonkerException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * The stateless sessions that a thread made a {@link HonkerSession} of, because Hibernate 6 does not tell listeners which of them
 * a change is from. {@link RowProof} checks that it is from the only one here: the check before the change takes the file's write
 * lock for that one, so that another one fails to write, and one that has only queued its row is noticed behind it. What remains:
 * an application that catches that refusal, ends the known transaction and commits the queued row. Thread-safe: each thread has
 * its own.
 */
final class BoundStatelessSessions {

    private static final ThreadLocal<Set<SharedSessionContractImplementor>> BOUND =
            ThreadLocal.withInitial(() -> Collections.newSetFromMap(new WeakHashMap<>()));

    private BoundStatelessSessions() {}

    static void add(SharedSessionContractImplementor session) {
        if (!EventSession.TELLS_STATELESS) {
            Set<SharedSessionContractImplementor> bound = BOUND.get();
            bound.removeIf(SharedSessionContractImplementor::isClosed);
            bound.add(session);
        }
    }

    /** The only one of this thread that has a transaction on the entity's session factory. */
    static SharedSessionContractImplementor only(EntityPersister persister) {
        List<SharedSessionContractImplementor> candidates = BOUND.get().stream()
                .filter(session -> session.isOpen()
                        && session.getFactory() == persister.getFactory()
                        && session.isTransactionInProgress())
                .toList();
        if (persister.getFactory().getSessionFactoryOptions().isMultiTenancyEnabled()) {
            // why: with a file for each tenant, the lock of one keeps nobody from writing another
            throw new HonkerException(
                    "a change to " + persister.getEntityName() + ", which declares an event, is refused:"
                            + " this version of Hibernate does not tell which StatelessSession it is from, and with several tenants it"
                            + " can't be found out; use a Session, or use Hibernate 7");
        }
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        throw new HonkerException(
                "a change to " + persister.getEntityName() + ", which declares an event, is refused: this version"
                        + " of Hibernate does not tell which StatelessSession it is from, and this thread made a HonkerSession of "
                        + (candidates.isEmpty() ? "none" : candidates.size()) + " that has a transaction; call"
                        + " HonkerSession.of(statelessSession) of this one in this thread, use a Session, or use Hibernate 7");
    }
}
