package dev.honker.internal.queue;

import dev.honker.internal.access.Time;
import dev.honker.internal.engine.ClaimedJobs;
import dev.honker.internal.engine.Claims;
import dev.honker.internal.engine.JobRow;
import dev.honker.internal.engine.Results;
import dev.honker.internal.engine.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What one transaction of a worker did: settled jobs whose handlers ended, extended the claims of others, claimed new ones. For
 * the thread that runs the transaction; it takes effect only when that has committed.
 */
final class Round {

    /** What became of a job that was to be settled. */
    enum Result {
        ACKED,
        RETRIED,
        DEAD,
        RELEASED,
        SETTLED,
        LOST
    }

    /** A job and what became of it. */
    record Settlement(Assignment assignment, Result result) {}

    private final Time time;
    private final List<Settlement> settlements = new ArrayList<>();
    private final List<Assignment> lost = new ArrayList<>();
    private final long begunAt = System.nanoTime();
    private List<JobRow> claimed = List.of();
    private boolean beaten;

    /** A round that has done nothing yet; delays count by this time. */
    Round(Time time) {
        this.time = time;
    }

    List<Settlement> settlements() {
        return settlements;
    }

    /** When it had the write lock and had done nothing yet, as {@link System#nanoTime} said. */
    long begunAt() {
        return begunAt;
    }

    /** Whether it has extended the claims of what runs. */
    boolean hasBeaten() {
        return beaten;
    }

    /** Those whose claim could not be extended, because it is no longer theirs. */
    List<Assignment> lost() {
        return lost;
    }

    /** The new jobs, in claim order. */
    List<JobRow> claimed() {
        return claimed;
    }

    void settle(Session session, Collection<Ended> ended) throws SQLException {
        for (Ended end : ended) {
            boolean superseded = end.assignment().isSuperseded();
            settlements.add(new Settlement(end.assignment(), superseded ? Result.LOST : settle(session, end)));
        }
    }

    private Result settle(Session session, Ended end) throws SQLException {
        JobHandle job = end.assignment().job();
        long id = job.id();
        String worker = job.workerId();
        int attempts = job.attempts();
        Outcome outcome = end.outcome();
        if (outcome instanceof Outcome.Ack ack) {
            return ack(session, job, ack) ? Result.ACKED : Result.LOST;
        } else if (outcome instanceof Outcome.Retry retry) {
            return retry(session, job, time.wholeSeconds(retry.delay()), retry.error());
        } else if (outcome instanceof Outcome.Fail fail) {
            return ClaimedJobs.fail(session, id, worker, attempts, fail.error()) ? Result.DEAD : Result.LOST;
        } else if (outcome instanceof Outcome.Release) {
            return ClaimedJobs.release(session, id, worker, attempts) ? Result.RELEASED : Result.LOST;
        } else if (outcome instanceof Outcome.RetryIfStillHeld retry) {
            Result result = retry(session, job, time.wholeSeconds(retry.delay()), retry.error());
            return result == Result.LOST ? Result.SETTLED : result;
        }
        return Result.SETTLED;
    }

    private static boolean ack(Session session, JobHandle job, Outcome.Ack ack) throws SQLException {
        boolean held = ClaimedJobs.ack(session, job.id(), job.workerId(), job.attempts());
        String result = ack.resultJson();
        if (held && result != null) {
            Results.save(session, job.id(), result, ack.resultTtlSeconds());
        }
        return held;
    }

    private static Result retry(Session session, JobHandle job, long delay, String error) throws SQLException {
        return switch (ClaimedJobs.retry(session, job.id(), job.workerId(), job.attempts(), delay, error)) {
            case RETRIED -> Result.RETRIED;
            case DEAD -> Result.DEAD;
            case LOST -> Result.LOST;
        };
    }

    /** Extends claims that lapsed because the clock was set. */
    void revive(Session session, Collection<Assignment> held, long extend) throws SQLException {
        for (Assignment assignment : held) {
            JobHandle job = assignment.job();
            if (!assignment.isLost()) {
                ClaimedJobs.revive(session, job.id(), job.workerId(), job.attempts(), extend);
            }
        }
    }

    void heartbeat(Session session, Collection<Assignment> held, long extend) throws SQLException {
        beaten = true;
        for (Assignment assignment : held) {
            JobHandle job = assignment.job();
            if (!assignment.isLost()
                    && job.settled() != JobHandle.Settled.YES
                    && !ClaimedJobs.beat(session, job.id(), job.workerId(), job.attempts(), extend)
                    // why again: its handler may have settled it since, or is about to
                    && job.settled() == JobHandle.Settled.NO) {
                lost.add(assignment);
            }
        }
    }

    void claim(Session session, String queue, String worker, int n, long timeout) throws SQLException {
        List<JobRow> jobs = Claims.claimUnlessPaused(session, queue, worker, n, timeout);
        claimed = jobs.size() > 1 ? inClaimOrder(jobs) : jobs;
    }

    /** The engine sorts by id, as the SQL function returns them; jobs are handed out in claim order. */
    static List<JobRow> inClaimOrder(List<JobRow> jobs) {
        List<JobRow> ordered = new ArrayList<>(jobs);
        ordered.sort(JobRow.CLAIM_ORDER);
        return ordered;
    }
}
