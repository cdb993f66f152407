package dev.honker.internal.wake;

import dev.honker.DatabaseReplacedException;
import dev.honker.WatcherState;
import dev.honker.WatcherStatus;
import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.file.ReplacementCheck;
import dev.honker.internal.file.WalGrowth;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What all connections and subscriptions of one file in this JVM share; thread-safe. Its lock is held while a watcher starts
 * and ends: who comes in between waits, so that there is never a second thread on a file.
 */
final class WatchedFile {

    private final FileIdentity identity;

    /** Why no monitor: a virtual thread would keep its carrier while it waits for the end of a watcher. */
    private final ReentrantLock guard = new ReentrantLock();

    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private final WakeCounters counters = new WakeCounters();
    /** By path, because a file may have several names, of which one is replaced. */
    private final Map<Path, ReplacementCheck> checks = new ConcurrentHashMap<>();

    private final WalGrowth walGrowth;
    private volatile @Nullable FileWatcher watcher;

    /** Where connections have found it; null if only subscriptions have it. */
    private volatile @Nullable Path place;

    /** What the watcher before ended by, until there is a new one. */
    private volatile @Nullable Failure lastFailure;

    WatchedFile(FileIdentity identity, WalGrowth.Report walReport) {
        this.identity = identity;
        this.walGrowth = new WalGrowth(identity, walReport);
    }

    /** Costs one volatile read while nobody subscribes. Never blocks, never throws, needs no lock. */
    void committed() {
        FileWatcher current = watcher;
        if (current != null) {
            current.hint();
        }
    }

    /** A connection has the file open, which it found at this path. Returns what tells whether the file is still there. */
    ReplacementCheck openedAt(Path path) {
        place = path;
        return checks.computeIfAbsent(path, found -> new ReplacementCheck(found, identity));
    }

    /** Notices when the write-ahead log grows. */
    WalGrowth walGrowth() {
        return walGrowth;
    }

    /** How the watcher is; if there is none, what lies at the path now, and what other files of that path are open, counts too. */
    WatcherStatus status(Path path, Supplier<List<WatchedFile>> open) {
        FileWatcher current = watcher;
        if (current != null) {
            return current.status();
        }
        Failure last = lastFailure;
        Failure failure = last == null ? replacement(path, open) : last;
        return counters.status(failure == null ? WatcherState.IDLE : failure.state(), null, 0, failure);
    }

    /** Which open file is not the one at the path; null if there is none, or the file system doesn't answer. */
    private @Nullable Failure replacement(Path path, Supplier<List<WatchedFile>> open) {
        try {
            IdentityGuard.require(path, identity);
            // why others: a pool may have connections of before, which still write to what nobody will ever read
            for (WatchedFile other : open.get()) {
                if (path.equals(other.place)) {
                    IdentityGuard.require(path, other.identity);
                }
            }
            return null;
        } catch (NoSuchFileException e) {
            return new Failure(path, IdentityGuard.replaced(path, identity, null));
        } catch (DatabaseReplacedException e) {
            return new Failure(path, e);
        } catch (IOException e) {
            return null;
        }
    }

    /** Adds what {@link #runActions} runs. */
    void addAction(Runnable action) {
        actions.add(action);
    }

    void removeAction(Runnable action) {
        actions.remove(action);
    }

    /** Runs what was added, in the calling thread. Costs one volatile read while there is nothing. */
    void runActions() {
        actions.forEach(Runnable::run);
    }

    /**
     * Makes a subscription, and a watcher if there is none that works.
     *
     * @param afterClose runs once, when the subscription has been closed
     */
    Subscription subscribe(Path path, WatchSettings settings, ProbeOpener opener, Runnable afterClose)
            throws SQLException, IOException {
        guard.lock();
        try {
            return subscribeGuarded(path, settings, opener, afterClose);
        } finally {
            guard.unlock();
        }
    }

    private Subscription subscribeGuarded(Path path, WatchSettings settings, ProbeOpener opener, Runnable afterClose)
            throws SQLException, IOException {
        while (true) {
            FileWatcher current = watcher;
            boolean started = current == null;
            if (current == null) {
                current = FileWatcher.start(path, identity, settings, opener, counters, walGrowth);
                watcher = current;
            }
            FileWatcher joined = current;
            Subscription subscription = new Subscription(closed -> {
                leave(joined, closed);
                afterClose.run();
            });
            if (joined.join(subscription, settings)) {
                lastFailure = null;
                return subscription;
            }
            joined.stop();
            end(joined);
            if (started) {
                throw new SQLException("the watcher of " + path + " failed as soon as it had started; see the log");
            }
        }
    }

    private void leave(FileWatcher joined, Subscription subscription) {
        guard.lock();
        try {
            if (joined.leave(subscription) && watcher == joined) {
                end(joined);
            }
        } finally {
            guard.unlock();
        }
    }

    private void end(FileWatcher ended) {
        lastFailure = ended.failure();
        watcher = null;
    }
}
