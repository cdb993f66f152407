package dev.honker.spring.modulith;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.modulith.events.core.PublicationTargetIdentifier;
import org.springframework.modulith.events.core.TargetEventPublication;

/** The repository as Spring Modulith 1 wants it; thread-safe. It names no type that came with 2. */
class PublicationRepository implements EventPublicationRepository {

    private final PublicationStore store;

    PublicationRepository(PublicationStore store) {
        this.store = store;
    }

    final PublicationStore store() {
        return store;
    }

    @Override
    public TargetEventPublication create(TargetEventPublication publication) {
        store.add(publication);
        return publication;
    }

    @Override
    public void markCompleted(Object event, PublicationTargetIdentifier identifier, Instant completionDate) {
        store.complete(event, identifier.getValue(), completionDate);
    }

    @Override
    public void markCompleted(UUID identifier, Instant completionDate) {
        store.complete(identifier, completionDate);
    }

    @Override
    public List<TargetEventPublication> findIncompletePublications() {
        return store.incomplete();
    }

    @Override
    public List<TargetEventPublication> findIncompletePublicationsPublishedBefore(Instant instant) {
        return store.incompleteBefore(instant);
    }

    @Override
    public Optional<TargetEventPublication> findIncompletePublicationsByEventAndTargetIdentifier(
            Object event, PublicationTargetIdentifier targetIdentifier) {
        return store.incompleteOf(event, targetIdentifier.getValue()).stream().findFirst();
    }

    @Override
    public List<TargetEventPublication> findCompletedPublications() {
        return store.completed();
    }

    @Override
    public void deletePublications(List<UUID> identifiers) {
        store.delete(identifiers);
    }

    @Override
    public void deleteCompletedPublications() {
        store.deleteCompletedBefore(Instant.ofEpochMilli(Long.MAX_VALUE));
    }

    @Override
    public void deleteCompletedPublicationsBefore(Instant instant) {
        store.deleteCompletedBefore(instant);
    }
}
