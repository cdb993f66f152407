package dev.honker.spring.modulith;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.modulith.events.EventPublication.Status;
import org.springframework.modulith.events.core.TargetEventPublication;

/** The repository as Spring Modulith 2 wants it, whose publications have a status; thread-safe. */
final class StatusPublicationRepository extends PublicationRepository {

    StatusPublicationRepository(PublicationStore store) {
        super(store);
    }

    @Override
    public void markProcessing(UUID identifier) {
        store().mark(identifier, Status.PROCESSING.name());
    }

    @Override
    public void markFailed(UUID identifier) {
        store().mark(identifier, Status.FAILED.name());
    }

    @Override
    public boolean markResubmitted(UUID identifier, Instant instant) {
        return store().resubmit(identifier, instant);
    }

    @Override
    public List<TargetEventPublication> findFailedPublications(FailedCriteria criteria) {
        return store().failed(criteria.getPublicationDateReference(), criteria.getMaxItemsToRead());
    }

    @Override
    public List<TargetEventPublication> findByStatus(Status status) {
        return store().withStatus(status.name());
    }

    @Override
    public int countByStatus(Status status) {
        return store().count(status.name());
    }
}
