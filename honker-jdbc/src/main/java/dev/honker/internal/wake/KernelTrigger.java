package dev.honker.internal.wake;

import dev.honker.internal.check.Loggers;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rings the bell when the operating system reports a change of the database or its journals; thread-safe. An event may come
 * before the commit is visible, or get lost: rounds at rest go on beneath, ten a second.
 */
final class KernelTrigger implements Trigger {

    private static final Logger LOG = Loggers.WATCHER;

    /** Where changes made by other hosts are not reported here. */
    private static final Pattern REMOTE = Pattern.compile("(nfs|cifs|smb|9p|fuse|afs|ceph|virtiofs).*");

    /** Events closer together than this are one hint. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final long JOIN_MILLIS = 2_000;

    private final WatchService events;
    private final String fileName;
    private final Doorbell doorbell;
    private final Thread reader;
    private volatile @Nullable Throwable failure;

    private KernelTrigger(WatchService events, Path path, Doorbell doorbell) {
        this.events = events;
        this.fileName = String.valueOf(path.getFileName());
        this.doorbell = doorbell;
        this.reader = Threads.daemon("honker-watcher-events " + fileName, this::read);
    }

    /**
     * Starts to watch the directory.
     *
     * @throws SQLException if the directory cannot be watched by the operating system itself
     */
    static KernelTrigger open(Path path, Doorbell doorbell) throws SQLException {
        Path directory = path.toAbsolutePath().getParent();
        WatchService events = null;
        try {
            requireNative(path);
            events = directory.getFileSystem().newWatchService();
            requireNative(events);
            directory.register(
                    events,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException | UnsupportedOperationException e) {
            SQLException refused = new SQLException(
                    "watcher_backend probe failed: can't watch " + directory + ": " + e.getMessage(), e);
            closeAfter(events, refused);
            throw refused;
        }
        KernelTrigger trigger = new KernelTrigger(events, path, doorbell);
        trigger.reader.start();
        return trigger;
    }

    @Override
    public long restNanos() {
        return IdentityGuard.INTERVAL_NANOS;
    }

    @Override
    public boolean due(long now) {
        Throwable cause = failure;
        if (cause != null) {
            throw new IllegalStateException("the reader of file system events ended: " + cause, cause);
        }
        return true;
    }

    @Override
    public void close() {
        try {
            events.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "honker: closing the directory watch of " + fileName + " failed", e);
        }
        Threads.join(reader, JOIN_MILLIS);
    }

    private void read() {
        try {
            while (true) {
                WatchKey key = events.take();
                for (WatchEvent<?> event : key.pollEvents()) {
                    if (concernsDatabase(event)) {
                        doorbell.ring();
                    }
                }
                if (!key.reset()) {
                    // why: the directory is gone; whether the file is too, the watcher's own rounds find out
                    return;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (ClosedWatchServiceException e) {
            LOG.log(Level.DEBUG, "honker: stopped reading file system events of {0}", fileName);
        } catch (Throwable e) {
            failure = e;
            doorbell.ring();
        }
    }

    /** The database, its -wal or its -journal; an overflow, which names nothing, may hide any of them. */
    private boolean concernsDatabase(WatchEvent<?> event) {
        return event.context() == null || event.context().toString().startsWith(fileName);
    }

    private static void requireNative(Path path) throws IOException {
        String system = System.getProperty("os.name", "");
        if (!system.startsWith("Linux") && !system.startsWith("Windows")) {
            throw new IOException("the JDK has no native directory watch on " + system);
        }
        FileStore store = Files.getFileStore(path);
        if (REMOTE.matcher(store.type().toLowerCase(Locale.ROOT)).matches()) {
            throw new IOException("changes are not reported reliably on file system " + store.type());
        }
    }

    private static void requireNative(WatchService events) throws IOException {
        // why: the JDK falls back to comparing listings every few seconds where it has nothing better, and has no query
        // for it
        if (events.getClass().getName().contains("Polling")) {
            throw new IOException("the JDK has no native directory watch here");
        }
    }

    private static void closeAfter(@Nullable WatchService events, Exception failure) {
        try {
            if (events != null) {
                events.close();
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
