package dev.honker.hibernate;

import dev.honker.Honker;
import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.Any;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of attributes of the entity; immutable.
 *
 * @param identifier the name of the identifier's attribute, {@code id} if it has none
 * @param attributes what the object holds, in this order
 * @param associations those of them that are other entities
 */
record AttributesPayload(String identifier, List<String> attributes, Set<String> associations) implements EventPayload {

    static AttributesPayload of(String[] properties, PersistentClass entity, String where) {
        Honker.json(Map.class); // why: without Jackson, the application must not start
        Property id = entity.getIdentifierProperty();
        String identifier = id == null ? "id" : id.getName();
        Set<String> associations = new HashSet<>();
        for (String property : properties) {
            if (!property.equals(identifier) && checked(property, entity, where) instanceof ToOne) {
                associations.add(property);
            }
        }
        return new AttributesPayload(
                identifier, properties.length == 0 ? List.of(identifier) : List.of(properties), associations);
    }

    private static Value checked(String property, PersistentClass entity, String where) {
        Value value = entity.getPropertyClosure().stream()
                .filter(candidate -> candidate.getName().equals(property))
                .map(Property::getValue)
                .findFirst()
                .orElseThrow(() -> new HonkerInvalidOptionException(
                        where + ": properties names '" + property + "', but the entity has " + names(entity)));
        if (isLoose(value)) {
            throw new HonkerInvalidOptionException(
                    where + ": properties names '" + property + "', which is a collection or"
                            + " holds associations; name basic attributes and single associations, or make the payload by a method");
        }
        return value;
    }

    private static List<String> names(PersistentClass entity) {
        return entity.getPropertyClosure().stream().map(Property::getName).toList();
    }

    private static boolean isLoose(Value value) {
        return value instanceof Collection
                || value instanceof Any
                || value instanceof Component part
                        && part.getProperties().stream()
                                .map(Property::getValue)
                                .anyMatch(inside -> inside instanceof ToOne || isLoose(inside));
    }

    @Override
    public Object of(
            @Nullable Object entity, Object id, EntityPersister persister, SharedSessionContractImplementor session) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String attribute : attributes) {
            Object value = attribute.equals(identifier) ? id : value(entity, attribute, persister);
            values.put(attribute, associations.contains(attribute) ? identifierOf(value, session) : value);
        }
        return values;
    }

    private static @Nullable Object value(@Nullable Object entity, String attribute, EntityPersister persister) {
        Object value = entity == null
                ? LazyPropertyInitializer.UNFETCHED_PROPERTY
                : persister.getPropertyValue(entity, attribute);
        if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
            throw new HonkerException("attribute '" + attribute + "' is not loaded; load it before the change");
        }
        return value;
    }

    /** why not the other entity's attributes: without loading it, nothing else is known of it for sure. */
    private static @Nullable Object identifierOf(@Nullable Object other, SharedSessionContractImplementor session) {
        if (other == null) {
            return null;
        }
        LazyInitializer proxy = HibernateProxy.extractLazyInitializer(other);
        return proxy != null
                ? proxy.getInternalIdentifier()
                : session.getEntityPersister(null, other).getIdentifier(other, session);
    }
}
