package dev.honker.internal.schedule;

import dev.honker.HonkerSqlException;
import dev.honker.LeadershipLostException;
import dev.honker.LockHeldException;
import dev.honker.SchedulerOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.check.ResultCode;
import dev.honker.internal.engine.ScheduleTick;
import dev.honker.internal.engine.Schedules;
import dev.honker.internal.engine.Session;
import dev.honker.internal.engine.Ticked;
import dev.honker.internal.runtime.Jitter;
import dev.honker.internal.runtime.LoopBody;
import dev.honker.internal.runtime.LoopEndedException;
import dev.honker.internal.wake.CommitSubscription;
import dev.honker.internal.wake.Nanos;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The loop that fires schedules while it leads, and waits for its turn to lead otherwise. Whatever it writes
 * is one transaction that makes sure of the lock first, so one that was suspended past its time can't fire what another one has
 * fired. It looks before it writes: an idle leader takes no lock but for its renewals.
 */
final class LeaderLoop implements LoopBody {

    /** How long it lets wakes gather before it looks. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** The shortest sleep, so that no row and no clock can keep it busy. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** How long it lets those go on who were in its way, if no commit tells sooner that they are done. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Access access;
    private final ZoneId zone;
    private final SchedulerOptions options;
    private final CommitSubscription updates;
    private final SchedulerEvents events;
    private final Lease lease;
    private final BrokenSchedules broken = new BrokenSchedules();
    private final AtomicLong fired = new AtomicLong();

    /** What is due and could not be advanced: looking at it again and again would keep the loop busy. */
    private final Set<Schedules.Due> stuck = new HashSet<>();

    private final CountDownLatch stopWanted = new CountDownLatch(1);
    private final CountDownLatch hardStopWanted = new CountDownLatch(1);
    private volatile boolean mayHold;
    private @Nullable LeadershipLostException loss;

    /** Takes the subscription to commits over. */
    LeaderLoop(Access access, ZoneId zone, SchedulerOptions options, CommitSubscription updates) {
        this.access = access;
        this.zone = zone;
        this.options = options;
        this.updates = updates;
        this.events = new SchedulerEvents(options.listener().orElse(null));
        this.lease = new Lease(options, !access.time().isSystem());
    }

    /**
     * Takes the lock before the loop starts, so that its caller hears of it.
     *
     * @throws LockHeldException if another one leads
     */
    void takeLock() {
        mayHold = true;
        if (!access.<Boolean>unit("starting a scheduler", lease::take)) {
            throw new LockHeldException(lease.lockName());
        }
    }

    @Override
    public System.Logger log() {
        return Loggers.SCHEDULER;
    }

    @Override
    public void turn(boolean stopping) throws LoopEndedException, InterruptedException {
        if (stopping) {
            return;
        }
        Look look = access.call(session -> Look.take(session, lease.lockName()));
        boolean ours = lease.isOurs(look);
        if (lease.isHeld() && !ours) {
            lost(look);
        } else if (!ours && !look.isFree()) {
            standBy(look);
        } else if (!lease.isHeld() || lease.isToBeRenewed(look) || !stuck.containsAll(look.due())) {
            act();
        } else {
            sleep(look.soonest(), lease.nanosToRenewal());
        }
    }

    private void lost(Look look) {
        lease.noteLost();
        loss = new LeadershipLostException(lease.lockName(), lease.owner(), whyLost(look));
        events.lost(loss);
    }

    private static String whyLost(Look look) {
        if (look.isGone()) {
            return "its row was deleted";
        }
        return look.isFree() ? "its time ran out before it was renewed" : "another leader took over";
    }

    private void standBy(Look look) throws LoopEndedException, InterruptedException {
        if (!options.standby()) {
            throw new LoopEndedException(loss == null ? new LockHeldException(lease.lockName()) : loss);
        }
        sleep(look.now() + look.secondsLeft(), Long.MAX_VALUE);
    }

    private void act() throws InterruptedException {
        long began = System.nanoTime();
        mayHold = true;
        Acted acted = access.unit("a turn of the scheduler", this::tickAsLeader);
        if (!acted.leads()) {
            // why nothing more: the look of the next turn tells who was faster
            sleep(null, PAUSE_NANOS);
            return;
        }
        boolean isNew = !lease.isHeld();
        lease.noteTaken(began);
        stuck.clear();
        stuck.addAll(acted.stuck());
        fired.addAndGet(acted.ticked().fires().size());
        boolean brokenIsNew = broken.found(acted.ticked().broken());
        if (isNew) {
            events.acquired(lease.lockName(), lease.owner());
        }
        events.fired(Records.fires(acted.ticked()), brokenIsNew);
    }

    private Acted tickAsLeader(Session session) throws SQLException {
        if (!lease.take(session)) {
            return Acted.NOTHING;
        }
        long now = session.now();
        Ticked ticked = ScheduleTick.tick(session, zone, now);
        return new Acted(true, ticked, Schedules.due(session, now));
    }

    /** Sleeps until the second, a commit, the idle poll, or for so long, whatever comes first. */
    private void sleep(@Nullable Long second, long atMostNanos) throws InterruptedException {
        long nanos = Math.min(atMostNanos, Jitter.nanos(options.idlePollInterval()));
        if (second != null) {
            nanos = Math.min(nanos, access.time().nanosUntil(second));
        }
        nanos = Math.max(LEAST_NANOS, nanos);
        long began = System.nanoTime();
        if (updates.awaitUpdate(Duration.ofNanos(nanos))) {
            // why: on a busy file each commit wakes, and hardly any is about schedules
            long left = nanos - (System.nanoTime() - began);
            stopWanted.await(Math.min(GATHER_NANOS, left), TimeUnit.NANOSECONDS);
        }
    }

    /** Only a stop calls it. */
    @Override
    public void wake() {
        stopWanted.countDown();
        updates.wake();
    }

    @Override
    public void interrupt() {
        hardStopWanted.countDown();
        events.interrupt();
    }

    @Override
    public void end() {
        lease.noteLost();
        try {
            if (mayHold) {
                release();
            }
        } finally {
            updates.close();
        }
    }

    /** Tries again while others write, at most for the stop's time: the lock would keep all from leading until it runs out. */
    private void release() {
        long began = System.nanoTime();
        long most = Nanos.of(options.stopTimeout());
        while (true) {
            try {
                access.call(lease::release);
                return;
            } catch (HonkerSqlException e) {
                if (!ResultCode.isPassing(e.errorCode())
                        || System.nanoTime() - began >= most
                        || isHardStopWantedSoon()) {
                    throw e;
                }
            }
        }
    }

    private boolean isHardStopWantedSoon() {
        try {
            return hardStopWanted.await(PAUSE_NANOS, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // why: who runs the loop's thread wants it back
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Gives back what a start took that has failed. */
    void abandon(Throwable failure) {
        try {
            end();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    String owner() {
        return lease.owner();
    }

    boolean isLeader() {
        return lease.isHeldNow();
    }

    long fired() {
        return fired.get();
    }

    /** What a turn's transaction did; {@code stuck} is what is due all the same. */
    private record Acted(boolean leads, Ticked ticked, List<Schedules.Due> stuck) {

        static final Acted NOTHING = new Acted(false, Ticked.NOTHING, List.of());
    }
}
