package dev.honker.spring.modulith;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.core.PublicationTargetIdentifier;
import org.springframework.modulith.events.core.TargetEventPublication;

/** A publication as a row tells of it; its event is read when it is asked for. Equal if the identifier is; for one thread. */
final class Publication implements TargetEventPublication {

    private final UUID id;
    private final PublicationTargetIdentifier listener;
    private final Supplier<Object> reader;
    private final Instant published;
    private final int attempts;
    private final @Nullable Instant resubmitted;
    private String status;
    private @Nullable Instant completed;
    private @Nullable Object event;

    Publication(
            UUID id,
            String listener,
            Supplier<Object> reader,
            Instant published,
            @Nullable Instant completed,
            String status,
            int attempts,
            @Nullable Instant resubmitted) {
        this.id = id;
        this.listener = PublicationTargetIdentifier.of(listener);
        this.reader = reader;
        this.published = published;
        this.completed = completed;
        this.status = status;
        this.attempts = attempts;
        this.resubmitted = resubmitted;
    }

    @Override
    public UUID getIdentifier() {
        return id;
    }

    @Override
    public PublicationTargetIdentifier getTargetIdentifier() {
        return listener;
    }

    @Override
    public Object getEvent() {
        Object known = event;
        if (known == null) {
            known = reader.get();
            event = known;
        }
        return known;
    }

    @Override
    public Instant getPublicationDate() {
        return published;
    }

    @Override
    public Optional<Instant> getCompletionDate() {
        return Optional.ofNullable(completed);
    }

    @Override
    public void markCompleted(Instant instant) {
        completed = instant;
        status = PublicationStore.COMPLETED;
    }

    @Override
    public Status getStatus() {
        return Status.valueOf(status);
    }

    @Override
    public @Nullable Instant getLastResubmissionDate() {
        return resubmitted;
    }

    @Override
    public int getCompletionAttempts() {
        return attempts;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Publication that && id.equals(that.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "publication " + id + " of " + listener + ", " + status;
    }
}
