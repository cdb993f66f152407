package dev.honker.hibernate;

import dev.honker.Honker;
import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.mapping.Any;
import org.hibernate.mapping.Collection;
import org.hibernate.mapping.Component;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.mapping.Property;
import org.hibernate.mapping.ToOne;
import org.hibernate.mapping.Value;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of attributes of the entity; immutable.
 *
 * @param identifier the name of the identifier's attribute, {@code id} if it has none
 * @param parts the names of the identifier's attributes, if it is none itself
 * @param attributes what the object holds, in this order
 * @param associations those of them that are other entities
 */
record AttributesPayload(String identifier, Set<String> parts, List<String> attributes, Set<String> associations)
        implements EventPayload {

    static AttributesPayload of(String[] properties, PersistentClass entity, String where) {
        Honker.json(Map.class); // why: without Jackson, the application must not start
        Property id = entity.getIdentifierProperty();
        String identifier = id == null ? "id" : id.getName();
        Map<String, Value> parts = identifierParts(entity);
        Set<String> associations = new HashSet<>();
        for (String property : properties) {
            if (property.equals(identifier)) {
                continue;
            }
            Value part = parts.get(property);
            if (part == null && checked(property, entity, where) instanceof ToOne) {
                associations.add(property);
            }
            if (part instanceof ToOne) {
                throw new HonkerInvalidOptionException(where + ": properties names '" + property
                        + "', an association that is part of the identifier; make the payload by a method");
            }
        }
        return new AttributesPayload(
                identifier,
                parts.keySet(),
                properties.length == 0 ? List.of(identifier) : List.of(properties),
                associations);
    }

    /** What an identifier that is no attribute of its own is made of, as by {@code @IdClass}. */
    private static Map<String, Value> identifierParts(PersistentClass entity) {
        Map<String, Value> parts = new LinkedHashMap<>();
        if (entity.getIdentifierProperty() == null && entity.getIdentifier() instanceof Component several) {
            several.getProperties().forEach(part -> parts.put(part.getName(), part.getValue()));
        }
        return parts;
    }

    private static Value checked(String property, PersistentClass entity, String where) {
        Value value = attributes(entity)
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
        Property id = entity.getIdentifierProperty();
        List<String> names =
                new ArrayList<>(id == null ? identifierParts(entity).keySet() : List.of(id.getName()));
        attributes(entity).map(Property::getName).forEach(names::add);
        return names;
    }

    /** why not all: with {@code @IdClass} one of them is Hibernate's own. */
    private static Stream<Property> attributes(PersistentClass entity) {
        return entity.getPropertyClosure().stream().filter(property -> !property.isSynthetic());
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
    public Object of(ChangedRow row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String attribute : attributes) {
            Object value = value(attribute, row);
            values.put(attribute, associations.contains(attribute) ? identifierOf(value, row.session()) : value);
        }
        return values;
    }

    private @Nullable Object value(String attribute, ChangedRow row) {
        if (parts.contains(attribute)) {
            return row.identifierParts().get(attribute);
        }
        if (attribute.equals(identifier)) {
            return row.id();
        }
        Object value = row.isKnown() ? row.attribute(attribute) : LazyPropertyInitializer.UNFETCHED_PROPERTY;
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
