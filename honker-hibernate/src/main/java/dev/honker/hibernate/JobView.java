package dev.honker.hibernate;

import dev.honker.JobState;
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

/**
 * The jobs that wait or run, as an entity to read: {@code from JobView j where j.queue = 'receipts'}. The attributes that queries
 * name are the methods here. Persisting, changing or removing one is refused by SQLite or has no effect; {@link HonkerSession}
 * does that. What a query returns is as old as the session's cache of it: {@code refresh} reads it anew.
 *
 * <p>The tables hold times as whole seconds: queries compare them with a parameter, or ask for {@code j.due}. HQL's own clock
 * ({@code instant}, {@code current_timestamp}) is a text in SQLite, which is larger than every number.
 *
 * <p>On a file that never had honker's tables it is empty; a transaction that may not write can't make them, though, and fails with
 * "no such table": {@code select honker_bootstrap()} makes them, once, when the application starts.
 */
@Entity(name = "JobView")
@Immutable
@Subselect("""
        select id, queue, payload, state, priority, run_at, worker_id, claim_expires_at, attempts, max_attempts, created_at,
        expires_at, run_at <= unixepoch() as due from main._honker_live""")
@Synchronize("_honker_live")
public class JobView {

    @Id
    private long id;

    private String queue = "";

    private String payload = "";

    @Convert(converter = JobStates.class)
    private JobState state = JobState.PENDING;

    private int priority;

    @Column(name = "run_at")
    @Convert(converter = EpochSeconds.class)
    private Instant runAt = Instant.EPOCH;

    @Column(name = "worker_id")
    private @Nullable String workerId;

    @Column(name = "claim_expires_at")
    @Convert(converter = EpochSeconds.class)
    private @Nullable Instant claimExpiresAt;

    private int attempts;

    @Column(name = "max_attempts")
    private int maxAttempts;

    @Column(name = "created_at")
    @Convert(converter = EpochSeconds.class)
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "expires_at")
    @Convert(converter = EpochSeconds.class)
    private @Nullable Instant expiresAt;

    private boolean due;

    /** For Hibernate. */
    protected JobView() {}

    /** The id, never used twice. */
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

    /** Whether it waits or is claimed. */
    public JobState state() {
        return state;
    }

    /** Its priority; larger runs first. */
    public int priority() {
        return priority;
    }

    /** When it is or was due; whole seconds. */
    public Instant runAt() {
        return runAt;
    }

    /** Whether its time had come, by the clock of the database, when it was read. */
    public boolean due() {
        return due;
    }

    /** Who claimed it last; empty if nobody holds it. */
    public Optional<String> workerId() {
        return Optional.ofNullable(workerId);
    }

    /** The last second of its claim, which may be over; empty if nobody claimed it. */
    public Optional<Instant> claimExpiresAt() {
        return Optional.ofNullable(claimExpiresAt);
    }

    /** How often it was claimed. */
    public int attempts() {
        return attempts;
    }

    /** How often it may be claimed. */
    public int maxAttempts() {
        return maxAttempts;
    }

    /** When it was enqueued; whole seconds. */
    public Instant createdAt() {
        return createdAt;
    }

    /** From when on it must not be claimed any more; empty means never. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }
}
