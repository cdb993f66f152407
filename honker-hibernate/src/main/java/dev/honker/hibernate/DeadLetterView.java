package dev.honker.hibernate;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.Subselect;
import org.hibernate.annotations.Synchronize;
import org.jspecify.annotations.Nullable;

/** The jobs that failed for good, as an entity to read; otherwise as {@link JobView}. */
@Entity(name = "DeadLetterView")
@Immutable
@Subselect("""
        select id, queue, payload, priority, run_at, attempts, max_attempts, last_error, created_at, died_at
        from main._honker_dead""")
@Synchronize("_honker_dead")
public class DeadLetterView {

    @Id
    private long id;

    private String queue = "";

    private String payload = "";

    private int priority;

    @Column(name = "run_at")
    @Convert(converter = EpochSeconds.class)
    private Instant runAt = Instant.EPOCH;

    private int attempts;

    @Column(name = "max_attempts")
    private int maxAttempts;

    @Column(name = "last_error")
    private @Nullable String lastError;

    @Column(name = "created_at")
    @Convert(converter = EpochSeconds.class)
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "died_at")
    @Convert(converter = EpochSeconds.class)
    private Instant diedAt = Instant.EPOCH;

    /** For Hibernate. */
    protected DeadLetterView() {}

    /** The id that the job had. */
    public long id() {
        return id;
    }

    /** The name of the queue. */
    public String queue() {
        return queue;
    }

    /** The payload, verbatim. */
    public String payload() {
        return payload;
    }

    /** The priority that the job had. */
    public int priority() {
        return priority;
    }

    /** When the job was due last; whole seconds. */
    public Instant runAt() {
        return runAt;
    }

    /** How often it was claimed. */
    public int attempts() {
        return attempts;
    }

    /** How often it might have been claimed. */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** Why it died; empty if a program in another language wrote no reason. */
    public Optional<String> lastError() {
        return Optional.ofNullable(lastError);
    }

    /** When it was enqueued; whole seconds. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it became a dead letter; whole seconds. */
    public Instant diedAt() {
        return diedAt;
    }
}
