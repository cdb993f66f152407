package dev.honker.internal.wake;

import dev.honker.DatabaseReplacedException;
import dev.honker.HonkerSqlException;
import dev.honker.WatcherState;
import dev.honker.WatcherStatus;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.check.Quietly;
import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.file.WalGrowth;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The thread that watches one file and wakes its subscribers; thread-safe. It runs no code of users, so that neither a slow
 * nor a failing one delays the others.
 */
final class FileWatcher {

    private static final Logger LOG = Loggers.WATCHER;

    /** Pauses between looks after a hint that came before its commit was visible: about 2 ms in all. */
    private static final long[] EAGER_NANOS = {20_000, 50_000, 100_000, 200_000, 400_000, 800_000};

    /** The longest pause while hints are recent: a commit waits for the disk between its hint and its becoming visible. */
    private static final long BUSY_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long BUSY_SPAN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** The pauses after rounds that failed, which double. */
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long JOIN_MILLIS = 5_000;

    private final Path path;
    private final WatchBackend backend;
    private final ChangeDetector detector;
    private final IdentityGuard guard;
    private final Doorbell doorbell;
    private final Trigger trigger;
    private final WakeCounters counters;
    private final WalGrowth walGrowth;
    private final Subscribers subscribers = new Subscribers();
    private final Thread thread;
    private volatile boolean stopping;
    private long busyUntil = System.nanoTime();

    private FileWatcher(
            Path path,
            FileIdentity identity,
            WatchBackend backend,
            ChangeDetector detector,
            Doorbell doorbell,
            Trigger trigger,
            WakeCounters counters,
            WalGrowth walGrowth) {
        this.path = path;
        this.backend = backend;
        this.detector = detector;
        this.guard = new IdentityGuard(path, identity);
        this.doorbell = doorbell;
        this.trigger = trigger;
        this.counters = counters;
        this.walGrowth = walGrowth;
        this.thread = Threads.daemon("honker-watcher " + path.getFileName(), this::run);
    }

    /**
     * Connects in the calling thread, so that what fails is thrown here, and starts to watch.
     *
     * @throws SQLException if the file or the backend cannot be used
     */
    static FileWatcher start(
            Path path,
            FileIdentity identity,
            WatchSettings settings,
            ProbeOpener opener,
            WakeCounters counters,
            WalGrowth walGrowth)
            throws SQLException, IOException {
        ChangeDetector detector = new ChangeDetector(path, opener);
        Doorbell doorbell = new Doorbell();
        Trigger trigger = null;
        try {
            detector.connect();
            IdentityGuard.require(path, identity);
            trigger = Trigger.of(path, settings, detector, doorbell);
            FileWatcher watcher = new FileWatcher(
                    path, identity, settings.backend(), detector, doorbell, trigger, counters, walGrowth);
            watcher.thread.start();
            return watcher;
        } catch (Throwable e) {
            if (trigger != null) {
                trigger.close();
            }
            detector.closeProbe();
            throw e;
        }
    }

    /**
     * Lets one more in, from now on.
     *
     * @return false if this watcher has failed
     * @throws SQLException if it works by another backend than the settings ask for
     */
    boolean join(Subscription subscription, WatchSettings settings) throws SQLException {
        if (subscribers.failure() != null) {
            return false;
        }
        if (settings.backend() != backend) {
            throw new SQLException("watcher backend '" + settings.backend() + "' was asked for, but " + path
                    + " is watched by '" + backend + "' already: all subscriptions to a file share one watcher, "
                    + "use the same backend for each");
        }
        if (!subscribers.add(subscription)) {
            return false;
        }
        if (settings.pollNanos() < trigger.restNanos()) {
            trigger.shorten(settings.pollNanos());
            LockSupport.unpark(thread);
        }
        return true;
    }

    /** Lets one go; with the last one the thread ends, and its connection is closed when this returns. True if so. */
    boolean leave(Subscription subscription) {
        if (!subscribers.remove(subscription)) {
            return false;
        }
        stop();
        return true;
    }

    /** Somebody in this JVM commits. Never blocks, never throws. */
    void hint() {
        doorbell.ring();
    }

    /** What it ended by; null while it has not failed. */
    @Nullable
    Failure failure() {
        return subscribers.failure();
    }

    WatcherStatus status() {
        Failure failure = subscribers.failure();
        WatcherState live = detector.isConnected() ? WatcherState.RUNNING : WatcherState.RECONNECTING;
        return counters.status(failure == null ? live : failure.state(), backend, subscribers.count(), failure);
    }

    /** Ends the thread and waits for that. */
    void stop() {
        stopping = true;
        LockSupport.unpark(thread);
        if (!Threads.join(thread, JOIN_MILLIS)) {
            LOG.log(Level.WARNING, "honker: the watcher of {0} did not end within {1} ms", path, JOIN_MILLIS);
        }
    }

    private void run() {
        int failures = 0;
        while (!stopping && failure() == null) {
            try {
                round();
                failures = 0;
            } catch (Throwable e) {
                failures++;
                failed(e, failures);
            }
        }
        try {
            trigger.close();
        } finally {
            detector.closeProbe();
        }
    }

    /**
     * Ends it if the file was replaced or is damaged. Anything else can pass, as an OutOfMemoryError does, and everybody who waits depends on
     * this thread: it goes on after a pause, on a new connection.
     */
    private void failed(Throwable e, int failures) {
        try {
            if (e instanceof DatabaseReplacedException || e instanceof HonkerSqlException sql && sql.isCorruption()) {
                subscribers.fail(new Failure(path, e));
                Quietly.run(() -> LOG.log(
                        Level.ERROR,
                        "honker: the watcher of " + path + " ends, all its subscribers get the failure",
                        e));
                return;
            }
            // why a tick: what failed may have been the news of a commit
            subscribers.tick();
            detector.lose(e);
        } catch (Throwable again) {
            // why nothing: the next round fails likewise or goes on, and comes here again
        }
        LockSupport.parkNanos(Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << Math.min(failures - 1, 20)));
    }

    private void round() {
        long rest = trigger.restNanos();
        boolean busy = System.nanoTime() - busyUntil < 0;
        boolean hinted =
                doorbell.await(busy ? Math.min(rest, BUSY_REST_NANOS) : Math.min(rest, IdentityGuard.INTERVAL_NANOS));
        // why: a set interrupt flag would turn every later pause into none
        Thread.interrupted();
        if (stopping) {
            return;
        }
        long now = System.nanoTime();
        if (hinted) {
            busyUntil = now + BUSY_SPAN_NANOS;
            lookEagerly();
        } else if (busy || trigger.due(now)) {
            look();
        }
        if (guard.due(now)) {
            checkIdentity();
            trigger.refresh();
            walGrowth.look(now, path, detector::pageBytes);
        }
    }

    private boolean look() {
        boolean changed = detector.changed();
        if (changed) {
            wake();
        }
        return changed;
    }

    private void lookEagerly() {
        boolean changed = look();
        for (int i = 0; !changed && !stopping && i < EAGER_NANOS.length; i++) {
            LockSupport.parkNanos(EAGER_NANOS[i]);
            changed = look();
        }
        if (changed) {
            counters.measured(System.nanoTime() - doorbell.answeredRing());
        }
    }

    private void wake() {
        counters.woke();
        subscribers.tick();
    }

    private void checkIdentity() {
        try {
            if (!guard.check()) {
                wake();
            }
        } catch (IOException e) {
            detector.lose(e);
            wake();
        }
    }
}
