package dev.honker.internal.process;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which processes have which of SQLite's locks on a database file. The bytes that SQLite locks are a part of its file format, for every
 * version and language. Stateless; a look reads some files below {@code /proc}, which takes about a millisecond.
 */
public final class DatabaseLocks {

    private static final long PENDING = 0x4000_0000L;
    private static final long FIRST_SHARED = PENDING + 2;
    private static final long LAST_SHARED = FIRST_SHARED + 509;

    /** In the WAL index: the writer, the checkpointer, recovery, and five bytes for readers. */
    private static final long WAL_WRITER = 120;

    private static final long WAL_RECOVERY = 122;
    private static final long FIRST_WAL_READER = 123;
    private static final long LAST_WAL_READER = 127;

    private DatabaseLocks() {}

    /**
     * Returns the processes that keep others from writing now; this one may be among them. In rollback mode those are also the readers
     * in other processes, if none of these writes.
     */
    public static List<RunningProcess> writers(Path database) {
        List<FileLock> index = FileLock.on(index(database));
        List<FileLock> file = FileLock.on(database);
        List<RunningProcess> writers = processes(index, lock -> lock.write() && lock.covers(WAL_WRITER, WAL_RECOVERY));
        if (writers.isEmpty()) {
            writers = processes(file, lock -> lock.write() && lock.covers(PENDING, LAST_SHARED));
        }
        // why not in WAL mode: there every open connection has this lock
        if (!index.isEmpty() || !writers.stream().allMatch(RunningProcess::isThis)) {
            return writers;
        }
        List<RunningProcess> readers =
                processes(file, lock -> lock.pid() != RunningProcess.SELF && lock.covers(FIRST_SHARED, LAST_SHARED));
        return readers.isEmpty() ? writers : readers;
    }

    /** Returns the processes that read in WAL mode now; this one may be among them. */
    public static List<RunningProcess> walReaders(Path database) {
        return processes(
                FileLock.on(index(database)), lock -> !lock.write() && lock.covers(FIRST_WAL_READER, LAST_WAL_READER));
    }

    private static Path index(Path database) {
        return database.resolveSibling(database.getFileName() + "-shm");
    }

    private static List<RunningProcess> processes(List<FileLock> locks, Predicate<FileLock> which) {
        return locks.stream()
                .filter(which)
                .map(FileLock::pid)
                .distinct()
                .sorted()
                .map(RunningProcess::of)
                .toList();
    }
}
