package dev.honker.internal.wake;

import dev.honker.DatabaseReplacedException;
import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.file.PerFile;
import dev.honker.internal.file.WalGrowth;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The watchers of all files, one per file whatever its spellings; thread-safe. A JVM wants one of these. */
public final class Watchers {

    private final ProbeOpener opener;
    private final PerFile<WatchedFile> files;

    /**
     * Makes the registry; no thread starts before the first subscription.
     *
     * @param walReport hears of write-ahead logs that grow
     */
    public Watchers(ProbeOpener opener, WalGrowth.Report walReport) {
        this.opener = opener;
        this.files = new PerFile<>(identity -> new WatchedFile(identity, walReport));
    }

    /** A line for a connection to the file of this identity, found at this path; to be closed with the connection. Starts nothing. */
    public CommitHint hint(Path path, FileIdentity file) {
        return new CommitHint(files, path, file);
    }

    /**
     * Has an action run in each thread of this JVM that commits to the file of this identity, before its call returns.
     *
     * @param action must not throw
     * @return ends it
     */
    public CommitAction onCommit(FileIdentity file, Runnable action) {
        return new CommitAction(files, file, action);
    }

    /**
     * Subscribes to the file that lies at this path now. Blocks until its watcher stands: no commit after this call is
     * missed.
     *
     * @throws SQLException if the file is missing, cannot be read, or cannot be watched as the settings ask
     */
    public CommitSubscription subscribe(Path path, WatchSettings settings) throws SQLException {
        try {
            return subscribeTo(FileIdentity.of(path), path, settings);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * Subscribes for a connection that has the file {@code expected} open.
     *
     * @throws DatabaseReplacedException if that file is no longer the one at the path
     * @throws SQLException if the file cannot be read, or cannot be watched as the settings ask
     */
    public CommitSubscription subscribe(Path path, FileIdentity expected, WatchSettings settings) throws SQLException {
        try {
            IdentityGuard.require(path, expected);
            return subscribeTo(expected, path, settings);
        } catch (NoSuchFileException e) {
            throw IdentityGuard.replaced(path, expected, null);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private CommitSubscription subscribeTo(FileIdentity identity, Path path, WatchSettings settings)
            throws SQLException, IOException {
        Path realPath = path.toRealPath();
        WatchedFile file = files.acquire(identity);
        try {
            return file.subscribe(realPath, settings, opener, () -> files.release(identity));
        } catch (Throwable e) {
            files.release(identity);
            throw e;
        }
    }

    /** How many files have a connection or a subscription at present; for tests and diagnosis. */
    public int size() {
        return files.size();
    }

    private static SQLException unreadable(Path path, IOException cause) {
        return new SQLException("cannot watch " + path + " for commits: " + cause, cause);
    }
}
