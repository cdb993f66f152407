package dev.honker.internal.wake;

import dev.honker.WatcherState;
import dev.honker.WatcherStatus;
import dev.honker.internal.file.FileIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What all connections and subscriptions of one file in this JVM share; thread-safe. Its lock is held while a watcher starts
 * and ends: who comes in between waits, so that there is never a second thread on a file.
 */
final class WatchedFile {

    private final FileIdentity identity;
    private final List<Runnable> actions = new CopyOnWriteArrayList<>();
    private final WakeCounters counters = new WakeCounters();
    private volatile @Nullable FileWatcher watcher;

    /** What the watcher before ended by, until there is a new one. */
    private volatile @Nullable Failure lastFailure;

    WatchedFile(FileIdentity identity) {
        this.identity = identity;
    }

    /** Costs one volatile read while nobody subscribes. Never blocks, never throws, needs no lock. */
    void committed() {
        FileWatcher current = watcher;
        if (current != null) {
            current.hint();
        }
    }

    /** How the watcher is. Takes no lock. */
    WatcherStatus status() {
        FileWatcher current = watcher;
        if (current != null) {
            return current.status();
        }
        Failure failure = lastFailure;
        return counters.status(failure == null ? WatcherState.IDLE : failure.state(), null, 0, failure);
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
    synchronized Subscription subscribe(Path path, WatchSettings settings, ProbeOpener opener, Runnable afterClose)
            throws SQLException, IOException {
        while (true) {
            FileWatcher current = watcher;
            boolean started = current == null;
            if (current == null) {
                current = FileWatcher.start(path, identity, settings, opener, counters);
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

    private synchronized void leave(FileWatcher joined, Subscription subscription) {
        if (joined.leave(subscription) && watcher == joined) {
            end(joined);
        }
    }

    private void end(FileWatcher ended) {
        lastFailure = ended.failure();
        watcher = null;
    }
}
