package dev.honker.spring.actuate;

import dev.honker.Database;
import dev.honker.HonkerException;
import dev.honker.WatcherStatus;
import dev.honker.WriterLockStatus;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a database, at most one per interval however many meters ask; thread-safe. While one thread looks the others go by the
 * look before.
 */
final class Looks {

    private static final Logger LOG = System.getLogger("dev.honker.spring");

    private final Database database;
    private final long intervalNanos;
    private final ReentrantLock looking = new ReentrantLock();
    private final List<Consumer<Look>> observers = new ArrayList<>();
    private volatile @Nullable Taken taken;
    private volatile @Nullable WatcherStatus lastWatcher;
    private volatile @Nullable WriterLockStatus lastWriterLock;

    private record Taken(Look look, long at) {}

    Looks(Database database, Duration interval) {
        this.database = database;
        this.intervalNanos = interval.toNanos();
    }

    /** Has each later look told, and one now. */
    void observe(Consumer<Look> observer) {
        looking.lock();
        try {
            observers.add(observer);
            observer.accept(latest());
        } finally {
            looking.unlock();
        }
    }

    /**
     * What the watcher has counted, as far as is known: what the present look tells, or else the last one that could. So it does
     * not fall while the database can't be looked at, which would count every wake once more.
     */
    Optional<WatcherStatus> counted() {
        WatcherStatus present = latest().watcher();
        return Optional.ofNullable(present == null ? lastWatcher : present);
    }

    /** What the write lock has counted, as far as is known. */
    Optional<WriterLockStatus> writerLock() {
        latest();
        return Optional.ofNullable(lastWriterLock);
    }

    /** The present look; what it could not see is logged. */
    Look latest() {
        Taken known = taken;
        if (known != null && System.nanoTime() - known.at < intervalNanos) {
            return known.look;
        }
        if (known != null && !looking.tryLock()) {
            return known.look;
        }
        if (known == null) {
            looking.lock();
        }
        try {
            return look(known);
        } finally {
            looking.unlock();
        }
    }

    private Look look(@Nullable Taken known) {
        Taken now = taken;
        if (now != null && now != known) {
            // why: somebody else has looked while this thread waited
            return now.look;
        }
        WatcherStatus watcher = tried(database::watcher);
        // why not without a connection for the watcher: waiting for one again would only double the time of a scrape
        Contents contents = watcher == null ? null : tried(() -> Contents.of(database));
        if (watcher != null) {
            lastWatcher = watcher;
            WriterLockStatus writerLock = tried(database::writerLock);
            lastWriterLock = writerLock != null ? writerLock : lastWriterLock;
        }
        Look look = Look.of(database, watcher, contents);
        taken = new Taken(look, System.nanoTime());
        for (Consumer<Look> observer : observers) {
            observer.accept(look);
        }
        return look;
    }

    private <T> @Nullable T tried(Supplier<T> look) {
        try {
            return look.get();
        } catch (HonkerException e) {
            if (!database.isClosed()) {
                LOG.log(
                        Level.WARNING,
                        "honker: some meters are no numbers for now, the database can't be looked at",
                        e);
            }
            return null;
        }
    }
}
