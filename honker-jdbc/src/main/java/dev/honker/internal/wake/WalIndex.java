package dev.honker.internal.wake;

import dev.honker.internal.file.FileIdentity;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * One {@code -shm} file, opened once for the life of the process and never closed; thread-safe. Closing any descriptor of
 * it would drop the locks that SQLite holds on it in this process. This is the only class that opens such a file.
 */
final class WalIndex {

    /** Why a limit: each is a descriptor that never comes back, and a new one is needed whenever SQLite makes a new index. */
    private static final int MOST_RETAINED = 256;

    private static final int KNOWN_VERSION = 3_007_000;
    private static final int COUNTER_OFFSET = 8;

    private static final Map<FileIdentity, WalIndex> RETAINED = new HashMap<>();

    private final FileIdentity identity;

    /** Why not a FileChannel: an interrupted thread closes a channel. */
    private final RandomAccessFile file;

    private final byte[] word = new byte[Integer.BYTES];

    private WalIndex(FileIdentity identity, RandomAccessFile file) {
        this.identity = identity;
        this.file = file;
    }

    /**
     * The index at this path.
     *
     * @throws IOException if there is none, or too many are open already
     */
    static WalIndex of(Path shmPath) throws IOException {
        synchronized (RETAINED) {
            FileIdentity identity;
            try {
                identity = FileIdentity.of(shmPath);
            } catch (IOException e) {
                throw unavailable(e);
            }
            WalIndex known = RETAINED.get(identity);
            return known != null ? known : open(shmPath, identity);
        }
    }

    FileIdentity identity() {
        return identity;
    }

    /** The number that each commit increments; it is the last thing that a commit writes. */
    synchronized int changeCounter() throws IOException {
        return word(COUNTER_OFFSET);
    }

    /**
     * Refuses what this class cannot read.
     *
     * @throws BlankException if nothing is written there yet
     */
    synchronized void requireKnownLayout() throws IOException {
        int version = word(0);
        if (version == 0) {
            throw new BlankException();
        }
        if (version != KNOWN_VERSION) {
            throw new IOException(
                    "WAL index version " + version + " != " + KNOWN_VERSION + " (unsupported SQLite layout)");
        }
    }

    private int word(int offset) throws IOException {
        try {
            file.seek(offset);
            file.readFully(word);
        } catch (EOFException e) {
            throw new BlankException();
        } catch (IOException e) {
            throw new IOException("-shm too small or unreadable: " + e.getMessage(), e);
        }
        return (word[3] & 0xFF) << 24 | (word[2] & 0xFF) << 16 | (word[1] & 0xFF) << 8 | word[0] & 0xFF;
    }

    private static WalIndex open(Path shmPath, FileIdentity before) throws IOException {
        if (RETAINED.size() >= MOST_RETAINED) {
            throw new IOException("-shm unavailable (" + MOST_RETAINED
                    + " descriptors of such files are retained already, the limit). Use backend 'polling'.");
        }
        RandomAccessFile file;
        try {
            file = new RandomAccessFile(shmPath.toFile(), "r");
        } catch (IOException e) {
            throw unavailable(e);
        }
        WalIndex opened = new WalIndex(before, file);
        FileIdentity after = null;
        try {
            after = FileIdentity.of(shmPath);
        } finally {
            if (!before.equals(after)) {
                // why: which file was opened is unknown, so it is retained, and under a key that no file ever has
                RETAINED.put(new FileIdentity(opened), opened);
            }
        }
        if (!before.equals(after)) {
            throw new IOException(
                    "-shm unavailable (it was replaced while being opened). " + "WAL mode + open connection required.");
        }
        RETAINED.put(before, opened);
        return opened;
    }

    private static IOException unavailable(IOException cause) {
        return new IOException("-shm unavailable (" + cause + "). WAL mode + open connection required.", cause);
    }

    /** The index has no header yet. */
    static final class BlankException extends IOException {

        private static final long serialVersionUID = 1L;

        BlankException() {
            super("-shm too small or unreadable: no header yet");
        }
    }
}
