package dev.honker.hibernate;

import dev.honker.HonkerInvalidOptionException;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.KeyValue;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.Value;
import org.jspecify.annotations.Nullable;

/** Refuses declarations where nothing would come of them: on classes whose objects are part of an entity's row; stateless. */
final class Embedded {

    private Embedded() {}

    static void refuseEvents(PersistentClass entity) {
        KeyValue id = entity.getIdentifier();
        refuseEvents(id, entity);
        for (Property property : entity.getPropertyClosure()) {
            refuseEvents(property.getValue(), entity);
        }
    }

    private static void refuseEvents(@Nullable Value value, PersistentClass entity) {
        if (value instanceof Collection several) {
            refuseEvents(several.getElement(), entity);
        }
        if (value instanceof Component part && !part.isDynamic()) {
            Class<?> type = part.getComponentClass();
            if (type != entity.getMappedClass() && type.getDeclaredAnnotationsByType(HonkerEvent.class).length > 0) {
                throw new HonkerInvalidOptionException(
                        "@HonkerEvent on " + type.getName() + ": it is an embeddable, of " + entity.getEntityName()
                                + ", and has no rows of its own; declare the event on the entity");
            }
            part.getProperties().forEach(inside -> refuseEvents(inside.getValue(), entity));
        }
    }
}
