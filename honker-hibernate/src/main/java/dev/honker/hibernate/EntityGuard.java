package dev.honker.hibernate;

import dev.honker.HonkerException;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;

/** Refuses, before they do anything, changes whose events could not be written in their transaction; thread-safe. */
final class EntityGuard
        implements PreInsertEventListener, PreUpdateEventListener, PreDeleteEventListener, PreUpsertEventListener {

    private static final long serialVersionUID = 1L;

    private final transient DeclaredEvents declared;

    EntityGuard(DeclaredEvents declared) {
        this.declared = declared;
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        return check(EntityChange.INSERT, event);
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        return check(EntityChange.UPDATE, event);
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        return check(EntityChange.DELETE, event);
    }

    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        String entity = event.getPersister().getEntityName();
        if (!declared.on(EntityChange.INSERT, entity).isEmpty()
                || !declared.on(EntityChange.UPDATE, entity).isEmpty()) {
            throw new HonkerException(
                    "upsert of " + entity + " is refused: the entity declares events on INSERT or UPDATE, and"
                            + " nobody knows which of them an upsert is; use insert or update");
        }
        return false;
    }

    private boolean check(EntityChange change, AbstractPreDatabaseOperationEvent event) {
        String entity = event.getPersister().getEntityName();
        if (!declared.on(change, entity).isEmpty()) {
            EventSession of = EventSession.of(event, event.getPersister());
            if (!of.session().isTransactionInProgress()) {
                throw new HonkerException(
                        change + " of " + entity + " outside a transaction is refused: the entity declares an"
                                + " event, which has to be committed together with the change; begin a transaction first");
            }
            if (RowProof.isNeeded(change, of)) {
                RowProof.before(of.session());
            }
        }
        return false; // why: true would be a veto, which Hibernate does not report
    }
}
