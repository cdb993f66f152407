package dev.honker.hibernate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.CompositeType;
import org.jspecify.annotations.Nullable;

/**
 * A row that a session has just written. For the session's thread.
 *
 * @param entity null if Hibernate deletes it without having it
 * @param deleted the attributes as they were in a deleted row; null if it was not deleted, or a stateless session doesn't know them
 */
record ChangedRow(
        @Nullable Object entity,
        Object id,
        @Nullable Object @Nullable [] deleted,
        EntityPersister persister,
        SharedSessionContractImplementor session) {

    /** The identifier as a text: of several parts, a JSON object of them. */
    String key() throws Exception {
        return persister.getIdentifierType() instanceof CompositeType
                ? PayloadCodec.json(identifierParts())
                : String.valueOf(id);
    }

    /** The parts of an identifier that has several, by name. */
    Map<String, @Nullable Object> identifierParts() {
        CompositeType type = (CompositeType) persister.getIdentifierType();
        String[] names = type.getPropertyNames();
        @Nullable Object[] values = type.getPropertyValues(id);
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            parts.put(names[i], values[i]);
        }
        return parts;
    }

    /** Whether {@link #attribute} knows attributes. */
    boolean isKnown() {
        return entity != null || deleted != null;
    }

    /** An attribute as it is, or was, in the row. */
    @Nullable
    Object attribute(String name) {
        int index = Arrays.asList(persister.getPropertyNames()).indexOf(name);
        if (deleted != null && index >= 0) {
            return deleted[index];
        }
        return entity == null ? null : persister.getPropertyValue(entity, name);
    }

    @Override
    public String toString() {
        return persister.getEntityName() + " " + id;
    }
}
