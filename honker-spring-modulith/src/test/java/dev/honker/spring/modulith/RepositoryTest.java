package dev.honker.spring.modulith;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.modulith.events.EventPublication;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.modulith.events.core.PublicationTargetIdentifier;
import org.springframework.modulith.events.core.TargetEventPublication;

/** What Spring Modulith asks of a repository, without its registry. */
class RepositoryTest extends ShopFixture {

    private static final PublicationTargetIdentifier LISTENER = PublicationTargetIdentifier.of("letters");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

    private EventPublicationRepository repository;

    @BeforeEach
    void startShop() {
        start();
        repository = bean(EventPublicationRepository.class);
    }

    private TargetEventPublication publish(String event, Instant date) {
        return repository.create(TargetEventPublication.of(event, LISTENER, date));
    }

    private List<UUID> incomplete() {
        return repository.findIncompletePublications().stream()
                .map(TargetEventPublication::getIdentifier)
                .toList();
    }

    @Test
    void publicationsComeBackAsTheyWereInTheirOrder() {
        TargetEventPublication second = publish("b", NOON);
        TargetEventPublication third = publish("c", NOON);
        TargetEventPublication first = publish("a", NOON.minusMillis(1));
        assertThat(incomplete()).containsExactly(first.getIdentifier(), second.getIdentifier(), third.getIdentifier());
        TargetEventPublication read = repository.findIncompletePublications().get(1);
        assertThat(read.getEvent()).isEqualTo("b");
        assertThat(read.getPublicationDate()).isEqualTo(NOON);
        assertThat(read.getCompletionDate()).isEmpty();
        assertThat(read.getTargetIdentifier()).isEqualTo(LISTENER);
        assertThat(repository.findIncompletePublicationsPublishedBefore(NOON))
                .extracting(TargetEventPublication::getIdentifier)
                .containsExactly(first.getIdentifier());
    }

    @Test
    void equalEventsAreCompletedOneByOneTheOldestFirst() {
        TargetEventPublication older = publish("same", NOON);
        TargetEventPublication newer = publish("same", NOON);
        assertThat(repository.findIncompletePublicationsByEventAndTargetIdentifier("same", LISTENER))
                .get()
                .extracting(TargetEventPublication::getIdentifier)
                .isEqualTo(older.getIdentifier());
        repository.markCompleted("same", LISTENER, NOON);
        assertThat(incomplete()).containsExactly(newer.getIdentifier());
        repository.markCompleted("same", PublicationTargetIdentifier.of("others"), NOON);
        assertThat(incomplete()).containsExactly(newer.getIdentifier());
        repository.markCompleted("same", LISTENER, NOON);
        assertThat(incomplete()).isEmpty();
        assertThat(repository.findIncompletePublicationsByEventAndTargetIdentifier("same", LISTENER))
                .isEmpty();
    }

    @Test
    void theFirstCompletionStands() {
        TargetEventPublication publication = publish("a", NOON);
        repository.markCompleted(publication.getIdentifier(), NOON.plusSeconds(1));
        repository.markCompleted(publication.getIdentifier(), NOON.plusSeconds(9));
        assertThat(repository.findCompletedPublications())
                .singleElement()
                .satisfies(read -> assertThat(read.getCompletionDate()).contains(NOON.plusSeconds(1)));
    }

    @Test
    void publicationsAreDeletedByIdentifierAndByAge() {
        List<TargetEventPublication> all =
                List.of(publish("a", NOON), publish("b", NOON), publish("c", NOON), publish("d", NOON));
        repository.deletePublications(
                List.of(all.get(0).getIdentifier(), all.get(1).getIdentifier(), UUID.randomUUID()));
        assertThat(incomplete()).hasSize(2);
        repository.markCompleted(all.get(2).getIdentifier(), NOON);
        repository.markCompleted(all.get(3).getIdentifier(), NOON.plus(Duration.ofHours(1)));
        repository.deleteCompletedPublicationsBefore(NOON.plusSeconds(1));
        assertThat(repository.findCompletedPublications())
                .extracting(TargetEventPublication::getIdentifier)
                .containsExactly(all.get(3).getIdentifier());
        repository.deleteCompletedPublications();
        assertThat(repository.findCompletedPublications()).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "tool.version", matches = "2\\..*")
    void aPublicationGoesThroughTheStatesAndIsSubmittedAgainByOneOnly() {
        UUID id = publish("a", NOON).getIdentifier();
        assertThat(repository.countByStatus(EventPublication.Status.PUBLISHED)).isEqualTo(1);
        repository.markProcessing(id);
        assertThat(repository.findByStatus(EventPublication.Status.PROCESSING)).hasSize(1);
        repository.markFailed(id);
        publish("b", NOON);
        EventPublicationRepository.FailedCriteria all = EventPublicationRepository.FailedCriteria.ALL;
        assertThat(repository.findFailedPublications(all))
                .extracting(TargetEventPublication::getIdentifier)
                .containsExactly(id);
        assertThat(repository.findFailedPublications(all.withPublicationsPublishedBefore(NOON)))
                .isEmpty();
        assertThat(repository.findFailedPublications(all.withItemsToRead(1))).hasSize(1);
        assertThat(repository.markResubmitted(id, NOON.plusSeconds(1))).isTrue();
        assertThat(repository.markResubmitted(id, NOON.plusSeconds(2))).isFalse();
        assertThat(repository.markResubmitted(id, NOON.plusSeconds(600))).isFalse();
        assertThat(repository.markResubmitted(id, NOON.plusSeconds(601))).isTrue();
        TargetEventPublication read =
                repository.findByStatus(EventPublication.Status.RESUBMITTED).get(0);
        assertThat(read.getCompletionAttempts()).isEqualTo(3);
        assertThat(read.getLastResubmissionDate()).isEqualTo(NOON.plusSeconds(601));
        repository.markCompleted(id, NOON);
        repository.markFailed(id);
        assertThat(repository.markResubmitted(id, NOON)).isFalse();
        assertThat(repository.countByStatus(EventPublication.Status.COMPLETED)).isEqualTo(1);
        assertThat(repository.countByStatus(EventPublication.Status.FAILED)).isZero();
    }
}
