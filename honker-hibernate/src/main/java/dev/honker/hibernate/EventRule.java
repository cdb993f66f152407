package dev.honker.hibernate;

import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.Transaction;
import org.hibernate.mapping.PersistentClass;

/**
 * One declared event: where it goes and what it carries; immutable.
 *
 * @param entity the name of the entity, for messages
 */
record EventRule(String entity, EventTarget target, EventPayload payload) {

    /** @throws HonkerInvalidOptionException if the declaration can't work */
    static EventRule of(HonkerEvent event, PersistentClass entity) {
        String where = "@HonkerEvent on " + entity.getMappedClass().getName();
        if (event.on().length == 0) {
            throw new HonkerInvalidOptionException(
                    where + ": on is empty; name at least one of INSERT, UPDATE and DELETE");
        }
        EventTarget target = EventTarget.of(event, where);
        if (event.properties().length > 0 && !event.payload().isEmpty()) {
            throw new HonkerInvalidOptionException(
                    where + " for " + target + ": properties and payload are both given; leave one of them out");
        }
        EventPayload payload = event.payload().isEmpty()
                ? AttributesPayload.of(event.properties(), entity, where)
                : MethodPayload.of(event.payload(), entity.getMappedClass(), where);
        return new EventRule(entity.getEntityName(), target, payload);
    }

    /** Writes the event of one change, unless its payload is null. */
    void write(Transaction tx, ChangedRow row) {
        String json;
        String key;
        try {
            Object value = payload.of(row);
            if (value == null) {
                return;
            }
            json = PayloadCodec.json(value);
            key = row.key();
        } catch (Exception e) {
            throw new HonkerException(
                    "cannot make the payload of " + target + " for " + row + ": " + e.getMessage(), e);
        }
        try {
            target.write(tx, json, key);
        } catch (HonkerException e) {
            throw NamedFailure.of("cannot write to " + target + " for " + row, e);
        }
    }
}
