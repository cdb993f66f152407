package dev.honker.internal.wake;

import dev.honker.internal.check.Loggers;
import dev.honker.internal.file.FileIdentity;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks when the change counter in the WAL index has moved, and ten times a second anyway; used by one thread at a time,
 * except {@link #shorten}. The detector's open connection keeps the index from being deleted.
 */
final class ShmTrigger implements Trigger {

    private static final Logger LOG = Loggers.WATCHER;
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int HEADER_TRIES = 200;
    private static final long HEADER_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Path shmPath;
    private volatile long restNanos;
    private @Nullable WalIndex index;
    private @Nullable FileIdentity identity;
    private int counter;
    private long nextLook = System.nanoTime();
    private long lookUntil = System.nanoTime();

    private ShmTrigger(Path shmPath, long restNanos) {
        this.shmPath = shmPath;
        this.restNanos = restNanos;
    }

    /**
     * Attaches to the index.
     *
     * @throws SQLException if the database is not in WAL mode or its index has an unknown layout
     */
    static ShmTrigger open(Path path, long restNanos, ChangeDetector detector) throws SQLException {
        ShmTrigger trigger = new ShmTrigger(path.resolveSibling(path.getFileName() + "-shm"), restNanos);
        try {
            if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
                throw new IOException("little-endian machine required");
            }
            String mode = detector.journalMode();
            if (!mode.toLowerCase(Locale.ROOT).equals("wal")) {
                throw new IOException(
                        "-shm unavailable (journal mode is " + mode + "). WAL mode + open connection required.");
            }
            trigger.attachPatiently();
            return trigger;
        } catch (IOException | SQLException e) {
            throw new SQLException("watcher_backend probe failed: " + e.getMessage(), e);
        }
    }

    @Override
    public long restNanos() {
        return restNanos;
    }

    @Override
    public boolean due(long now) {
        WalIndex current = index;
        if (current == null) {
            return true;
        }
        try {
            int found = current.changeCounter();
            if (found != counter) {
                // why: the commit is still writing the header, and a look in the midst of that meets its lock
                counter = found;
                lookUntil = now + SETTLE_NANOS;
            }
            if (now - lookUntil < 0 || now - nextLook >= 0) {
                nextLook = now + IdentityGuard.INTERVAL_NANOS;
                return true;
            }
            return false;
        } catch (IOException e) {
            detach(e);
            return true;
        }
    }

    @Override
    public synchronized void shorten(long nanos) {
        restNanos = Math.min(restNanos, nanos);
    }

    /** Attaches again when SQLite has made a new index, or the old one could not be read. */
    @Override
    public void refresh() {
        try {
            if (index == null || !FileIdentity.of(shmPath).equals(identity)) {
                attach();
                LOG.log(Level.INFO, "honker: reading {0} again", shmPath);
            }
        } catch (IOException e) {
            if (index != null) {
                detach(e);
            }
        }
    }

    /** Looks in each round from now on, which is right but not what was asked for: so it is said. */
    private void detach(IOException cause) {
        index = null;
        LOG.log(Level.WARNING, "honker: cannot read " + shmPath + ", polling until it is back", cause);
    }

    private void attachPatiently() throws IOException {
        for (int i = 1; ; i++) {
            try {
                attach();
                return;
            } catch (WalIndex.BlankException e) {
                // why: another process may be writing the first header right now
                if (i == HEADER_TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(HEADER_PAUSE_NANOS);
            }
        }
    }

    private void attach() throws IOException {
        WalIndex opened = WalIndex.of(shmPath);
        opened.requireKnownLayout();
        counter = opened.changeCounter();
        identity = opened.identity();
        // why: what was committed before this counter was read is for the next look
        nextLook = System.nanoTime();
        index = opened;
    }
}
