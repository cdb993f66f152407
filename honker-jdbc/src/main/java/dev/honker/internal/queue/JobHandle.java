package dev.honker.internal.queue;

import dev.honker.Job;
import dev.honker.Transaction;
import dev.honker.internal.access.Access;
import dev.honker.internal.access.Operation;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.check.Check;
import dev.honker.internal.engine.ClaimedJobs;
import dev.honker.internal.engine.FireTimes;
import dev.honker.internal.engine.JobRow;
import dev.honker.internal.engine.LatePayloads;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A claimed job; thread-safe as far as its access is. Every operation is fenced by id, worker and attempt. */
final class JobHandle implements Job {

    /** Whether its holder has already said what is to become of it. */
    enum Settled {
        NO,
        YES,
        IN_TRANSACTION
    }

    private final Access access;
    private final JobRow row;
    private final long visibilitySeconds;
    private volatile Instant claimExpiresAt;
    private volatile Settled settled = Settled.NO;
    private volatile boolean revoked;

    JobHandle(Access access, JobRow row, long visibilitySeconds) {
        this.access = access;
        this.row = row;
        this.visibilitySeconds = visibilitySeconds;
        this.claimExpiresAt = Seconds.instant(row.claimExpiresAt() == null ? 0 : row.claimExpiresAt());
    }

    Settled settled() {
        return settled;
    }

    /** Keeps its holder from settling it from now on; one that is about to is {@link Settled#IN_TRANSACTION}. */
    void revoke() {
        revoked = true;
    }

    @Override
    public boolean ack() {
        return settle(access, session -> ClaimedJobs.ack(session, id(), workerId(), attempts()));
    }

    @Override
    public boolean ackIn(Connection connection) {
        return settle(Access.of(connection), session -> ClaimedJobs.ack(session, id(), workerId(), attempts()));
    }

    @Override
    public boolean ackIn(Transaction transaction) {
        return settle(Access.of(transaction), session -> ClaimedJobs.ack(session, id(), workerId(), attempts()));
    }

    @Override
    public boolean retry(Duration delay, String error) {
        return retry(access, delay, error);
    }

    @Override
    public boolean retryIn(Connection connection, Duration delay, String error) {
        return retry(Access.of(connection), delay, error);
    }

    @Override
    public boolean retryIn(Transaction transaction, Duration delay, String error) {
        return retry(Access.of(transaction), delay, error);
    }

    private boolean retry(Access through, Duration delay, String error) {
        long seconds = through.time().wholeSeconds(Check.notNegativeInTables("delay", delay));
        Check.text("error", error);
        return settle(
                through,
                session -> ClaimedJobs.retry(session, id(), workerId(), attempts(), seconds, error)
                        != ClaimedJobs.Retried.LOST);
    }

    @Override
    public boolean fail(String error) {
        return fail(access, error);
    }

    @Override
    public boolean failIn(Connection connection, String error) {
        return fail(Access.of(connection), error);
    }

    @Override
    public boolean failIn(Transaction transaction, String error) {
        return fail(Access.of(transaction), error);
    }

    private boolean fail(Access through, String error) {
        Check.text("error", error);
        return settle(through, session -> ClaimedJobs.fail(session, id(), workerId(), attempts(), error));
    }

    @Override
    public boolean release() {
        return settle(access, session -> ClaimedJobs.release(session, id(), workerId(), attempts()));
    }

    private boolean settle(Access through, Operation<Boolean> operation) {
        Settled before = settled;
        if (before == Settled.YES) {
            // why: the same worker may have claimed the job again, and a release lowers the attempts that tell claims
            // apart
            return false;
        }
        // why first: a heartbeat that finds the row gone must not take the claim for lost
        settled = Settled.IN_TRANSACTION;
        boolean held = false;
        try {
            held = !revoked && through.call(operation);
            return held;
        } finally {
            if (!held) {
                settled = before;
            } else if (!through.isInTransaction()) {
                settled = Settled.YES;
            }
        }
    }

    @Override
    public boolean heartbeat() {
        return heartbeat(visibilitySeconds);
    }

    @Override
    public boolean heartbeat(Duration extend) {
        return heartbeat(Seconds.of(Check.positiveInTables("extend", extend)));
    }

    private boolean heartbeat(long seconds) {
        boolean held = access.call(session -> ClaimedJobs.heartbeat(session, id(), workerId(), attempts(), seconds));
        if (held) {
            claimExpiresAt = access.time().fromNow(seconds);
        }
        return held;
    }

    @Override
    public long id() {
        return row.id();
    }

    @Override
    public String queue() {
        return row.queue();
    }

    @Override
    public String payloadJson() {
        // why not kept: memory is short then
        return row.isUnread() ? access.call(session -> LatePayloads.of(session, row)) : row.payload();
    }

    @Override
    public String workerId() {
        return String.valueOf(row.workerId());
    }

    @Override
    public int attempts() {
        return Math.toIntExact(row.attempts());
    }

    @Override
    public int maxAttempts() {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, row.maxAttempts()));
    }

    @Override
    public int priority() {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, row.priority()));
    }

    @Override
    public Instant runAt() {
        return Seconds.instant(row.runAt());
    }

    @Override
    public Instant createdAt() {
        return Seconds.instant(row.createdAt());
    }

    @Override
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(Seconds.instantOrNull(row.expiresAt()));
    }

    @Override
    public Instant claimExpiresAt() {
        return claimExpiresAt;
    }

    @Override
    public Optional<Instant> fireTime() {
        return access.call(session -> Optional.ofNullable(FireTimes.of(session, id())))
                .map(Seconds::instant);
    }

    @Override
    public String toString() {
        return "job " + id() + " of queue " + queue() + ", attempt " + attempts() + " of " + maxAttempts()
                + ", held by " + workerId();
    }
}
