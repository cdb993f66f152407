package dev.honker.spring.actuate;

import dev.honker.Database;
import dev.honker.HonkerException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a database, at most one per interval however many meters ask; thread-safe. While one thread looks the others go by the
 * look before.
 */
final class Looks {

    private static final Logger LOG = System.getLogger(Looks.class.getName());

    private final Database database;
    private final long intervalNanos;
    private final ReentrantLock looking = new ReentrantLock();
    private final List<Consumer<Look>> observers = new ArrayList<>();
    private volatile @Nullable Taken taken;

    private record Taken(@Nullable Look look, long at) {}

    Looks(Database database, Duration interval) {
        this.database = database;
        this.intervalNanos = interval.toNanos();
    }

    /** Has each later look told, and one now. */
    void observe(Consumer<Look> observer) {
        looking.lock();
        try {
            observers.add(observer);
            latest().ifPresent(observer);
        } finally {
            looking.unlock();
        }
    }

    /** The present look; empty if the database could not be looked at, which is logged. */
    Optional<Look> latest() {
        Taken known = taken;
        if (known != null && System.nanoTime() - known.at < intervalNanos) {
            return Optional.ofNullable(known.look);
        }
        if (known != null && !looking.tryLock()) {
            return Optional.ofNullable(known.look);
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

    private Optional<Look> look(@Nullable Taken known) {
        Taken now = taken;
        if (now != null && now != known) {
            // why: somebody else has looked while this thread waited
            return Optional.ofNullable(now.look);
        }
        Look look = null;
        try {
            look = Look.at(database);
        } catch (HonkerException e) {
            if (!database.isClosed()) {
                LOG.log(Level.WARNING, "honker: no metrics for now, the database could not be looked at", e);
            }
        }
        taken = new Taken(look, System.nanoTime());
        if (look != null) {
            for (Consumer<Look> observer : observers) {
                observer.accept(look);
            }
        }
        return Optional.ofNullable(look);
    }
}
