package dev.honker.hibernate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.boot.Metadata;
import org.hibernate.mapping.PersistentClass;

/** What the entities of a session factory declare, by name of entity and kind of change; immutable. */
final class DeclaredEvents {

    private final Map<String, Map<EntityChange, List<EventRule>>> rules = new HashMap<>();

    private DeclaredEvents() {}

    static DeclaredEvents of(Metadata metadata) {
        DeclaredEvents declared = new DeclaredEvents();
        for (PersistentClass entity : metadata.getEntityBindings()) {
            if (!entity.hasPojoRepresentation()) {
                continue;
            }
            for (Class<?> type = entity.getMappedClass(); type != null; type = type.getSuperclass()) {
                for (HonkerEvent event : type.getDeclaredAnnotationsByType(HonkerEvent.class)) {
                    declared.add(entity.getEntityName(), event.on(), EventRule.of(event, entity));
                }
            }
            Embedded.refuseEvents(entity);
        }
        return declared;
    }

    private void add(String entity, EntityChange[] changes, EventRule rule) {
        Map<EntityChange, List<EventRule>> ofEntity =
                rules.computeIfAbsent(entity, name -> new EnumMap<>(EntityChange.class));
        for (EntityChange change : changes) {
            List<EventRule> ofChange = ofEntity.computeIfAbsent(change, name -> new ArrayList<>());
            if (!ofChange.contains(rule)) {
                ofChange.add(rule);
            }
        }
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    List<EventRule> on(EntityChange change, String entity) {
        return rules.getOrDefault(entity, Collections.emptyMap()).getOrDefault(change, List.of());
    }
}
