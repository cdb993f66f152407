package dev.honker.hibernate;

import dev.honker.Honker;
import dev.honker.Transaction;
import java.util.List;
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
        write(EntityChange.INSERT, event, event.getEntity(), event.getId(), event.getPersister());
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        write(EntityChange.UPDATE, event, event.getEntity(), event.getId(), event.getPersister());
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        write(EntityChange.DELETE, event, event.getEntity(), event.getId(), event.getPersister());
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    private void write(
            EntityChange change, AbstractEvent event, @Nullable Object entity, Object id, EntityPersister persister) {
        List<EventRule> rules = declared.on(change, persister.getEntityName());
        if (rules.isEmpty()) {
            return;
        }
        SharedSessionContractImplementor session = EventSession.of(event, persister);
        Transaction tx = Honker.on(new SessionLender(() -> session, FlushRule.AT_COMMIT));
        try {
            for (EventRule rule : rules) {
                rule.write(tx, entity, id, persister, session);
            }
        } catch (RuntimeException e) {
            // why: the row is written already, and must not be committed without its event
            session.accessTransaction().markRollbackOnly();
            throw e;
        }
    }
}
