package dev.honker.internal.queue;

import dev.honker.Backoff;
import dev.honker.WorkerOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.check.Quietly;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The loop behind a worker: one thread that does all the worker's SQL, in transactions that
 * settle what has ended, extend what runs and claim for the free slots, all at once; handlers run elsewhere. The
 * methods of the assignments' owner, {@link #wake} and {@link #interrupt} are for any thread, the rest for the loop's.
 */
final class Worker implements LoopBody, Assignment.Owner {

    private static final Logger LOG = Loggers.WORKER;
    private static final Duration STOPPING_LOOK = Duration.ofMillis(100);

    private final Access access;
    private final String queue;
    private final String workerId;
    private final long visibilitySeconds;
    private final WorkerOptions options;
    private final JobRun run;
    private final Backoff backoff;
    private final Rounds rounds;
    private final HandlerThreads handlers;
    private final Overrun overrun;
    private final CommitSubscription updates;
    private final WorkerTally tally;

    private final Set<Assignment> held = ConcurrentHashMap.newKeySet();
    private final Queue<Ended> reported = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reportedCount = new AtomicInteger();
    private final Deadlines deadlines = new Deadlines();
    private final Gathering gathering = new Gathering();
    private final Stubborn stubborn = new Stubborn(held::remove);
    private final List<Ended> unsettled = new ArrayList<>();
    private final long heartbeatNanos;
    private long heartbeatAt;
    private long heartbeatSecond;

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
        this.run = setup.run();
        this.backoff = setup.backoff();
        this.rounds = new Rounds(access, queue, workerId, visibilitySeconds, held);
        this.handlers = HandlerThreads.of(options, setup.name());
        this.overrun =
                new Overrun(workerId, options.concurrency(), options.executor().isPresent());
        this.updates = updates;
        this.tally = tally;
        this.heartbeatNanos = Nanos.of(setup.visibilityTimeout().dividedBy(3));
    }

    @Override
    public System.Logger log() {
        return Loggers.WORKER;
    }

    @Override
    public void turn(boolean stopping) {
        gathering.await(held.size() - unsettled.size(), reportedCount::get);
        collect(stopping);
        if (!stubborn.isEmpty()) {
            stubborn.retry(this::settleAlone);
        }
        int free = overrun.room(held.size() - unsettled.size());
        if (handlers.rejection() != null) {
            // why one: another worker may have a thread for the others
            free = Math.min(1, free);
        }
        boolean mayClaim = free > 0 && !stopping && handlers.isReady();
        if (!unsettled.isEmpty() || isBeatDue() || mayClaim && workAhead) {
            write(mayClaim && workAhead ? free : 0);
        } else if (mayClaim) {
            sleepUntil(look());
        } else if (stopping) {
            // why bounded: after a hard stop the loop has to see that its time is over
            sleep(STOPPING_LOOK.toNanos());
        } else {
            workAhead |= handlers.rejection() != null;
            sleepUntil(Long.MAX_VALUE);
        }
    }

    private void collect(boolean stopping) {
        for (Ended end = reported.poll(); end != null; end = reported.poll()) {
            reportedCount.decrementAndGet();
            unsettled.add(end);
        }
        for (Assignment assignment : held) {
            Outcome unreported = assignment.takeUnreported();
            if (unreported != null) {
                unsettled.add(new Ended(assignment, unreported));
            }
            Outcome outcome = assignment.expire();
            if (outcome != null) {
                overrun.add(assignment);
                unsettled.add(new Ended(assignment, outcome));
                tally.ended(assignment, outcome);
            }
        }
        overrun.look();
        handlers.replace(overrun.count());
        for (Assignment assignment : stopping ? held : overrun.leftLying(held)) {
            if (assignment.withdraw()) {
                unsettled.add(new Ended(assignment, new Outcome.Release()));
            }
        }
    }

    private void write(int wanted) {
        // why before the transaction: if the clock is set meanwhile, the next turn has to see that
        long second = access.time().seconds();
        Round round;
        try {
            round = round(unsettled, wanted);
            unsettled.clear();
        } catch (RuntimeException | OutOfMemoryError e) {
            // why an OutOfMemoryError: the result of one job may be larger than what is left
            if (unsettled.isEmpty() || Rounds.isOfTheWholeDatabase(e)) {
                throw e;
            }
            settleOneByOne();
            round = round(List.of(), wanted);
        }
        if (round.hasBeaten() || held.isEmpty()) {
            // why not from now: the commit may have taken longer than the claims last
            heartbeatAt = round.begunAt() + heartbeatNanos;
            heartbeatSecond = second;
        }
        if (wanted > 0) {
            workAhead = round.claimed().size() == wanted;
            fruitless.claimed(round.claimed().size());
            if (round.claimed().isEmpty()) {
                handlers.foundNone();
            }
        }
        round.settlements().forEach(this::settled);
        round.lost().forEach(this::lost);
        tally.claimed(round.claimed().size());
        begin(round.claimed());
    }

    private boolean isBeatDue() {
        return !held.isEmpty() && (System.nanoTime() - heartbeatAt >= 0 || clockHasMoved());
    }

    /** Whether a clock of the application's shows another second than at the last heartbeat, because it was set or it runs. */
    private boolean clockHasMoved() {
        return !access.time().isSystem() && access.time().seconds() != heartbeatSecond;
    }

    private Round round(List<Ended> ended, int wanted) {
        return rounds.take(ended, this::isBeatDue, this::running, wanted);
    }

    /** One job whose end can't be written must not keep the others from theirs. */
    private void settleOneByOne() {
        List<Ended> each = List.copyOf(unsettled);
        unsettled.clear();
        for (Ended end : each) {
            try {
                settleAlone(end);
            } catch (RuntimeException | OutOfMemoryError e) {
                stubborn.add(end, e);
            }
        }
    }

    private void settleAlone(Ended end) {
        settled(rounds.settle(end));
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
        Quietly.run(() -> LOG.log(
                Level.WARNING,
                "honker: worker " + workerId + " no longer holds job " + job.id() + " of queue " + queue + " (attempt "
                        + job.attempts() + "): its claim of " + visibilitySeconds
                        + " s lapsed and another worker took it, or it was cancelled; if it was done, another worker may do"
                        + " it again"));
    }

    private void begin(List<JobRow> claimed) {
        boolean taken = true;
        for (JobRow row : claimed) {
            supersede(row.id());
            Assignment assignment = new Assignment(new JobHandle(access, row, visibilitySeconds), run, backoff, this);
            held.add(assignment);
            // why after it is held: whoever interrupts now finds it there
            taken = taken && !interrupted && handlers.takes(assignment);
            if (!taken && assignment.withdraw()) {
                finished(assignment, new Outcome.Release());
            }
        }
    }

    /**
     * Takes an id from the assignment that still has it. A file into which a backup was restored gives ids again, and attempts begin
     * anew, so the claim that the assignment had can't be told from the new one by what stands in the file.
     */
    private void supersede(long id) {
        for (Assignment assignment : held) {
            if (assignment.job().id() == id) {
                assignment.supersede();
                if (!assignment.isLost()) {
                    lost(assignment);
                }
            }
        }
    }

    @Override
    public void finished(Assignment assignment, Outcome outcome) {
        reported.add(new Ended(assignment, outcome));
        reportedCount.incrementAndGet();
        wake();
        // why last: a log handler that throws must not keep the slot
        tally.ended(assignment, outcome);
    }

    @Override
    public void limited(Assignment assignment) {
        if (deadlines.isNews(assignment)) {
            wake();
        }
    }

    @Override
    public void finishedLate(Assignment assignment) {
        wake();
    }

    /** The second in which something may become claimable; notes if something is now. Takes no lock. */
    private long look() {
        Long deadline = access.call(
                session -> PausedQueues.isPaused(session, queue) ? null : Jobs.nextDeadline(session, queue));
        workAhead = deadline != null && deadline <= access.time().seconds();
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
        nanos = Math.min(nanos, access.time().nanosUntil(second));
        if (due) {
            nanos = fruitless.pauseNanos();
        }
        if (!held.isEmpty()) {
            nanos = Math.min(nanos, Math.max(0, heartbeatAt - System.nanoTime()));
            nanos = Math.min(nanos, stubborn.nanosToNext());
        }
        sleep(nanos);
    }

    private void sleep(long nanos) {
        long least = Math.min(nanos, Math.min(overrun.nanosToLook(held), handlers.nanosToProbe()));
        updates.awaitUpdate(Duration.ofNanos(deadlines.sleep(least, held)));
        deadlines.awake();
    }

    @Override
    public void wake() {
        updates.wake();
    }

    @Override
    public @Nullable Throwable trouble() {
        return handlers.rejection();
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
        try {
            updates.close();
        } finally {
            handlers.close();
        }
        if (!held.isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "honker: worker " + workerId + " ends while " + held.size()
                            + " of its handlers still run; their claims" + " lapse within " + visibilitySeconds
                            + " s and the jobs run again");
        }
        if (overrun.count() > 0) {
            LOG.log(
                    Level.WARNING,
                    "honker: worker " + workerId + " ends while " + overrun.count()
                            + " handlers still run whose time is over; their jobs were released");
        }
    }

    int heldCount() {
        return held.size();
    }
}
