package dev.honker.internal.lock;

import dev.honker.internal.access.Access;
import dev.honker.internal.access.Time;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.check.Quietly;
import dev.honker.internal.runtime.Children;
import dev.honker.internal.runtime.Loop;
import dev.honker.internal.runtime.LoopBody;
import dev.honker.internal.runtime.LoopEndedException;
import dev.honker.internal.runtime.LoopHandle;
import dev.honker.internal.runtime.WorkThreads;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Renews locks in the background, each when a third of its time is over; thread-safe. One thread does it for all of them; it
 * starts with the first and ends with the last.
 */
final class Renewals {

    private static final Logger LOG = Loggers.LOCK;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);
    private static final long SHORTEST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LONGEST_SECONDS = TimeUnit.DAYS.toSeconds(1);

    private final Access access;
    private final Children children;

    /** Why no monitor: virtual threads take locks, too, and would keep their carriers while they wait here. */
    private final ReentrantLock guard = new ReentrantLock();

    private final Condition changed = guard.newCondition();

    /** When each is due, as {@link System#nanoTime} counts. */
    private final Map<HeldLock, Long> due = new IdentityHashMap<>();

    private @Nullable LoopBody running;
    private boolean woken;

    Renewals(Access access, Children children) {
        this.access = access;
        this.children = children;
    }

    /** Has a lock renewed from now on that was taken or renewed just now, for so many seconds. */
    void schedule(HeldLock lock, long seconds) {
        guarded(() -> {
            if (lock.isClosed()) {
                return;
            }
            due.put(lock, System.nanoTime() + nanos(seconds) / 3);
            if (running == null) {
                LoopBody body = new Renewing(access.time());
                running = body;
                begin(body);
            }
            signal();
        });
    }

    /** Starts the thread; where it can't be had, nobody is left to believe that there is one. */
    private void begin(LoopBody body) {
        try {
            new RenewalThread(body).begin(children);
        } catch (RuntimeException | Error e) {
            running = null;
            throw e;
        }
    }

    void remove(HeldLock lock) {
        guarded(() -> {
            due.remove(lock);
            signal();
        });
    }

    /** The clock was set: all locks are renewed at once, as they would have been in the time that was passed over. */
    private void renewAll() {
        guarded(() -> {
            due.replaceAll((lock, at) -> System.nanoTime());
            signal();
        });
    }

    /** Wakes the thread; the guard is held. */
    private void signal() {
        woken = true;
        changed.signalAll();
    }

    private void guarded(Runnable change) {
        guard.lock();
        try {
            change.run();
        } finally {
            guard.unlock();
        }
    }

    /** Waits until a lock is due or something else has changed. Returns what is due. */
    private List<HeldLock> awaitDue() throws InterruptedException, LoopEndedException {
        guard.lock();
        try {
            if (due.isEmpty()) {
                // why here: whoever comes next finds no thread, under the same guard, and starts another
                running = null;
                throw new LoopEndedException();
            }
            long now = System.nanoTime();
            long first = due.values().stream().mapToLong(at -> at - now).min().getAsLong();
            if (first > 0 && !woken) {
                // why its answer doesn't matter: what is due is looked at below, however it was woken
                changed.awaitNanos(first);
            }
            woken = false;
            return ready();
        } finally {
            guard.unlock();
        }
    }

    private List<HeldLock> ready() {
        List<HeldLock> ready = new ArrayList<>();
        long later = System.nanoTime();
        due.forEach((lock, at) -> {
            if (at - later <= 0) {
                ready.add(lock);
            }
        });
        return ready;
    }

    /** Puts the next try soon, which a renewal that succeeds puts off; false if the lock was closed meanwhile. */
    private boolean retrySoon(HeldLock lock) {
        long pause = Math.max(SHORTEST_RETRY_NANOS, nanos(lock.ttl()) / 20);
        guard.lock();
        try {
            return due.computeIfPresent(lock, (key, at) -> System.nanoTime() + pause) != null;
        } finally {
            guard.unlock();
        }
    }

    private static long nanos(long seconds) {
        return TimeUnit.SECONDS.toNanos(Math.min(LONGEST_SECONDS, seconds));
    }

    private void renew(HeldLock lock) {
        if (!retrySoon(lock)) {
            return;
        }
        try {
            if (!lock.renew()) {
                remove(lock);
                if (!lock.isClosed()) {
                    warn(lock, "is lost: its time was over and someone else took it, or its row was deleted", null);
                }
            }
        } catch (RuntimeException e) {
            if (lock.isClosed()) {
                remove(lock);
            } else if (Loop.isAboutTheWholeFile(e)) {
                remove(lock);
                Quietly.run(() -> LOG.log(
                        Level.ERROR,
                        "honker: lock '" + lock.name() + "' of " + lock.owner()
                                + " is renewed no more, and nobody knows whether it is held; see the cause",
                        e));
            } else if (lock.isOver()) {
                remove(lock);
                warn(lock, "was not renewed in time and is renewed no more; others can take it", e);
            } else {
                warn(lock, "could not be renewed; the next try follows in a moment", e);
            }
        }
    }

    private static void warn(HeldLock lock, String what, @Nullable Throwable cause) {
        Quietly.run(() ->
                LOG.log(Level.WARNING, "honker: lock '" + lock.name() + "' of " + lock.owner() + " " + what, cause));
    }

    private void ended(LoopBody body) {
        guarded(() -> {
            if (running == body) {
                running = null;
            }
        });
    }

    private final class Renewing implements LoopBody {

        private final Time.Registration registration;

        Renewing(Time time) {
            registration = time.onChange(Renewals.this::renewAll);
        }

        @Override
        public System.Logger log() {
            return Loggers.LOCK;
        }

        @Override
        public void turn(boolean stopping) throws InterruptedException, LoopEndedException {
            awaitDue().forEach(Renewals.this::renew);
        }

        @Override
        public void wake() {
            guarded(Renewals.this::signal);
        }

        @Override
        public void end() {
            registration.close();
            ended(this);
        }
    }

    private static final class RenewalThread extends LoopHandle {

        RenewalThread(LoopBody body) {
            super(new Loop("the renewal of locks", body), STOP_TIMEOUT);
        }

        void begin(Children children) {
            start(WorkThreads.single("honker-lock-renewal"), children, Children.Phase.UPKEEP);
        }
    }
}
