package dev.honker.hibernate;

import dev.honker.Honker;
import dev.honker.HonkerException;
import dev.honker.Transaction;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractEvent;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Writes the events of a change right behind it, so that a savepoint that takes back one takes back the other; thread-safe. */
final class EntityWriter implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {

    private static final long serialVersionUID = 1L;

    private final transient DeclaredEvents declared;

    EntityWriter(DeclaredEvents declared) {
        this.declared = declared;
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        write(EntityChange.INSERT, event, event.getEntity(), event.getId(), null, event.getPersister());
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        write(EntityChange.UPDATE, event, event.getEntity(), event.getId(), null, event.getPersister());
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        write(
                EntityChange.DELETE,
                event,
                event.getEntity(),
                event.getId(),
                event.getDeletedState(),
                event.getPersister());
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    private void write(
            EntityChange change,
            AbstractEvent event,
            @Nullable Object entity,
            @Nullable Object id,
            @Nullable Object @Nullable [] deleted,
            EntityPersister persister) {
        List<EventRule> rules = declared.on(change, persister.getEntityName());
        if (rules.isEmpty()) {
            return;
        }
        EventSession of = EventSession.of(event, persister);
        SharedSessionContractImplementor session = of.session();
        if (id == null || change == EntityChange.INSERT && isVetoed(entity, session, persister)) {
            return;
        }
        if (!(session instanceof Session)) {
            // why: a stateless session reports a row that it has only queued; its own failure comes first now
            session.getJdbcCoordinator().executeBatch();
        }
        try {
            if (RowProof.isNeeded(change, of) && !RowProof.hasGrown(session)) {
                refuseUnlessVetoed(of, persister);
                return;
            }
            Transaction tx = Honker.on(new SessionLender(() -> session, FlushRule.AT_COMMIT));
            ChangedRow row = new ChangedRow(entity, id, deleted, persister, session);
            for (EventRule rule : rules) {
                rule.write(tx, row);
            }
        } catch (RuntimeException e) {
            // why: the row is written already, and must not be committed without its event
            session.accessTransaction().markRollbackOnly();
            throw e;
        }
    }

    /** Hibernate reports an insert that a listener vetoed like any other. */
    private static boolean isVetoed(
            @Nullable Object entity, SharedSessionContractImplementor session, EntityPersister persister) {
        if (entity == null || !(session instanceof Session) || persister.isIdentifierAssignedByInsert()) {
            return false; // of what has its identifier from the insert, there is none after a veto
        }
        EntityEntry entry = session.getPersistenceContextInternal().getEntry(entity);
        return entry != null && !entry.isExistsInDatabase();
    }

    private static void refuseUnlessVetoed(EventSession of, EntityPersister persister) {
        if (!of.told()) {
            throw new HonkerException(
                    "a change to " + persister.getEntityName() + ", which declares an event, is not"
                            + " from the only StatelessSession that this thread made a HonkerSession of: roll back both transactions,"
                            + " call HonkerSession.of(statelessSession) of the one that changes it, use a Session, or use Hibernate 7");
        }
    }
}
