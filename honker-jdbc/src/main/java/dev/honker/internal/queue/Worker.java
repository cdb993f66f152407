package dev.honker.internal.queue;

import dev.honker.Backoff;
import dev.honker.HonkerException;
import dev.honker.HonkerSqlException;
import dev.honker.JobHandler;
import dev.honker.WorkerOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.engine.JobRow;
import dev.honker.internal.engine.Jobs;
import dev.honker.internal.engine.PausedQueues;
import dev.honker.internal.runtime.Jitter;
import dev.honker.internal.runtime.LoopBody;
import dev.honker.internal.wake.CommitSubscription;
import dev.honker.internal.wake.Nanos;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The loop behind a worker (contract.md 8.3, design.md "Claim"): one thread that does all the worker's SQL, in transactions that
 * settle what has ended, extend what runs and claim for the free slots, all at once; handlers run elsewhere. {@link #finished}
 * and {@link #wake} are for any thread, the rest for the loop's.
 */
final class Worker implements LoopBody {

    private static final Logger LOG = System.getLogger(Worker.class.getName());
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;
    private static final Duration STOPPING_LOOK = Duration.ofMillis(100);

    private final Access access;
    private final String queue;
    private final String workerId;
    private final long visibilitySeconds;
    private final WorkerOptions options;
    private final JobHandler handler;
    private final Backoff backoff;
    private final HandlerThreads handlers;
    private final CommitSubscription updates;
    private final WorkerTally tally;

    private final Set<Assignment> held = ConcurrentHashMap.newKeySet();
    private final Queue<Ended> reported = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reportedCount = new AtomicInteger();
    private final Gathering gathering = new Gathering();
    private final Stubborn stubborn = new Stubborn(held::remove);
    private final List<Ended> unsettled = new ArrayList<>();
    private final long heartbeatNanos;
    private long heartbeatAt;

    private final FruitlessClaims fruitless = new FruitlessClaims();

    /** Whether nothing may be begun any more: what a turn claims that was under way then is given back. */
    private volatile boolean interrupted;

    /** Whether a claim may find something; otherwise the tables have to be looked at first, which takes no lock. */
    private boolean workAhead = true;

    Worker(WorkerSetup setup, CommitSubscription updates, WorkerTally tally) {
        this.access = setup.access();
        this.queue = setup.queue();
        this.workerId = setup.workerId();
        this.visibilitySeconds = Seconds.of(setup.visibilityTimeout());
        this.options = setup.options();
        this.handler = setup.handler();
        this.backoff = setup.backoff();
        this.handlers = HandlerThreads.of(options, setup.name());
        this.updates = updates;
        this.tally = tally;
        this.heartbeatNanos = Nanos.of(setup.visibilityTimeout().dividedBy(3));
    }

    @Override
    public void turn(boolean stopping) {
        gathering.await(held.size() - unsettled.size(), reportedCount::get);
        collect(stopping);
        if (!stubborn.isEmpty()) {
            stubborn.retry(this::settleAlone);
        }
        int free = options.concurrency() - (held.size() - unsettled.size());
        boolean mayClaim = free > 0 && !stopping;
        boolean beat = !held.isEmpty() && System.nanoTime() - heartbeatAt >= 0;
        if (!unsettled.isEmpty() || beat || mayClaim && workAhead) {
            write(mayClaim && workAhead ? free : 0, beat);
        } else if (mayClaim) {
            sleepUntil(look());
        } else if (stopping) {
            // why bounded: after a hard stop the loop has to see that its time is over
            updates.awaitUpdate(STOPPING_LOOK);
        } else {
            sleepUntil(Long.MAX_VALUE);
        }
    }

    private void collect(boolean stopping) {
        for (Ended end = reported.poll(); end != null; end = reported.poll()) {
            reportedCount.decrementAndGet();
            unsettled.add(end);
        }
        if (stopping) {
            for (Assignment assignment : held) {
                if (assignment.withdraw()) {
                    unsettled.add(new Ended(assignment, new Outcome.Release()));
                }
            }
        }
    }

    private void write(int wanted, boolean beat) {
        Round round;
        try {
            round = round(unsettled, wanted, beat);
            unsettled.clear();
        } catch (RuntimeException e) {
            if (unsettled.isEmpty() || isOfTheWholeDatabase(e)) {
                throw e;
            }
            settleOneByOne();
            round = round(List.of(), wanted, beat);
        }
        round.settlements().forEach(this::settled);
        round.lost().forEach(this::lost);
        if (beat || held.isEmpty()) {
            heartbeatAt = System.nanoTime() + heartbeatNanos;
        }
        if (wanted > 0) {
            workAhead = round.claimed().size() == wanted;
            fruitless.claimed(round.claimed().size());
        }
        tally.claimed(round.claimed().size());
        begin(round.claimed());
    }

    private Round round(List<Ended> ended, int wanted, boolean beat) {
        return access.unit("a turn of worker " + workerId, session -> {
            Round attempt = new Round();
            attempt.settle(session, ended);
            if (beat) {
                attempt.heartbeat(session, running(), visibilitySeconds);
            }
            if (wanted > 0) {
                attempt.claim(session, queue, workerId, wanted, visibilitySeconds);
            }
            return attempt;
        });
    }

    /** One job whose end can't be written must not keep the others from theirs. */
    private void settleOneByOne() {
        List<Ended> each = List.copyOf(unsettled);
        unsettled.clear();
        for (Ended end : each) {
            try {
                settleAlone(end);
            } catch (RuntimeException e) {
                stubborn.add(end, e);
            }
        }
    }

    private void settleAlone(Ended end) {
        round(List.of(end), 0, false).settlements().forEach(this::settled);
    }

    private static boolean isOfTheWholeDatabase(RuntimeException e) {
        return !(e instanceof HonkerSqlException sql)
                ? e instanceof HonkerException
                : (sql.errorCode() & 0xff) == SQLITE_BUSY || (sql.errorCode() & 0xff) == SQLITE_LOCKED;
    }

    private List<Assignment> running() {
        List<Assignment> running = new ArrayList<>(held);
        unsettled.forEach(end -> running.remove(end.assignment()));
        return running;
    }

    private void settled(Round.Settlement settlement) {
        Assignment assignment = settlement.assignment();
        held.remove(assignment);
        if (settlement.result() != Round.Result.LOST) {
            tally.settled(settlement.result());
        } else if (!assignment.isLost()) {
            lost(assignment);
        }
    }

    private void lost(Assignment assignment) {
        assignment.markLost();
        tally.settled(Round.Result.LOST);
        JobHandle job = assignment.job();
        LOG.log(
                Level.WARNING,
                "honker: worker " + workerId + " no longer holds job " + job.id() + " of queue " + queue + " (attempt "
                        + job.attempts() + "): its claim of " + visibilitySeconds
                        + " s lapsed, or it was cancelled; if it was done, another worker may do it again");
    }

    private void begin(List<JobRow> claimed) {
        Throwable rejection = null;
        for (JobRow row : claimed) {
            Assignment assignment =
                    new Assignment(new JobHandle(access, row, visibilitySeconds), handler, backoff, this::finished);
            held.add(assignment);
            // why after it is held: whoever interrupts now finds it there
            if (interrupted && assignment.withdraw()) {
                finished(assignment, new Outcome.Release());
                continue;
            }
            try {
                handlers.execute(assignment);
            } catch (RuntimeException | Error e) {
                // why Error: the system may have no more threads
                rejection = e;
                if (assignment.withdraw()) {
                    finished(assignment, new Outcome.Release());
                }
            }
        }
        if (rejection != null) {
            throw new RejectedExecutionException(
                    "the executor of worker " + workerId + " took a job back, which costs it no attempt", rejection);
        }
    }

    /** Called when a handler has ended. */
    private void finished(Assignment assignment, Outcome outcome) {
        reported.add(new Ended(assignment, outcome));
        reportedCount.incrementAndGet();
        wake();
        // why last: a log handler that throws must not keep the slot
        tally.ended(assignment, outcome);
    }

    /** The second in which something may become claimable; notes if something is now. Takes no lock. */
    private long look() {
        Long deadline = access.call(
                session -> PausedQueues.isPaused(session, queue) ? null : Jobs.nextDeadline(session, queue));
        workAhead = deadline != null && deadline <= System.currentTimeMillis() / 1000;
        if (!workAhead) {
            fruitless.nothingDue();
        }
        return deadline == null ? Long.MAX_VALUE : deadline;
    }

    private void sleepUntil(long second) {
        boolean due = workAhead && second != Long.MAX_VALUE;
        if (due && fruitless.pauseNanos() == 0) {
            return;
        }
        long nanos = Jitter.nanos(options.idlePollInterval());
        if (second < Long.MAX_VALUE / 1000) {
            long millis = Math.max(0, second * 1000 - System.currentTimeMillis());
            nanos = Math.min(nanos, Nanos.of(Duration.ofMillis(millis)));
        }
        if (due) {
            nanos = fruitless.pauseNanos();
        }
        if (!held.isEmpty()) {
            nanos = Math.min(nanos, Math.max(0, heartbeatAt - System.nanoTime()));
            nanos = Math.min(nanos, stubborn.nanosToNext());
        }
        updates.awaitUpdate(Duration.ofNanos(nanos));
    }

    @Override
    public void wake() {
        updates.wake();
    }

    @Override
    public boolean isDrained() {
        return held.isEmpty() && unsettled.isEmpty() && reported.isEmpty() && stubborn.isEmpty();
    }

    @Override
    public void interrupt() {
        interrupted = true;
        held.forEach(Assignment::interrupt);
    }

    @Override
    public void end() {
        if (!held.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "honker: worker " + workerId + " ends while " + held.size()
                            + " of its handlers still run; their claims" + " lapse within " + visibilitySeconds
                            + " s and the jobs run again");
        }
        updates.close();
        handlers.close();
    }

    int heldCount() {
        return held.size();
    }
}
