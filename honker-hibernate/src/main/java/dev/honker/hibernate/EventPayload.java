package dev.honker.hibernate;

import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What a declared event carries; immutable. */
sealed interface EventPayload permits AttributesPayload, MethodPayload {

    /**
     * The payload of one change: a JSON text, or a value to be encoded.
     *
     * @param entity null if Hibernate deletes it without having it
     * @return null for no event
     */
    @Nullable
    Object of(@Nullable Object entity, Object id, EntityPersister persister, SharedSessionContractImplementor session)
            throws Exception;
}
