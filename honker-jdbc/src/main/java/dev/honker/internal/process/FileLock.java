package dev.honker.internal.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A lock that a process has on a range of bytes of a file; immutable.
 *
 * @param write whether it excludes other locks
 */
record FileLock(long pid, boolean write, long first, long last) {

    private static final String END_OF_FILE = "EOF";

    /** Returns the locks on a file; none if there is no such file, or the system doesn't tell. */
    static List<FileLock> on(Path file) {
        try {
            long inode = ((Number) Files.getAttribute(file, "unix:ino")).longValue();
            long device = ((Number) Files.getAttribute(file, "unix:dev")).longValue();
            return on(file.toRealPath(), device(device), ":" + inode);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return List.of();
        }
    }

    private static List<FileLock> on(Path file, String device, String inode) {
        List<FileLock> locks = new ArrayList<>();
        for (String line : ProcFiles.locks()) {
            // for example: 3: POSIX  ADVISORY  WRITE 4711 fd:00:1234 1073741825 1073741825; a waiting process has ->
            // there
            String[] fields = line.trim().split("\\s+");
            if (fields.length == 8 && fields[1].equals("POSIX") && fields[5].endsWith(inode)) {
                FileLock lock = new FileLock(
                        Long.parseLong(fields[4]),
                        fields[3].equals("WRITE"),
                        Long.parseLong(fields[6]),
                        fields[7].equals(END_OF_FILE) ? Long.MAX_VALUE : Long.parseLong(fields[7]));
                // why the second: some file systems have another device there than stat tells
                if (lock.pid > 0
                        && (fields[5].equals(device + inode)
                                || lock.pid == RunningProcess.SELF
                                || ProcFiles.hasOpen(lock.pid, file))) {
                    locks.add(lock);
                }
            }
        }
        return locks;
    }

    /** As the list of locks shows a device, for example {@code fd:00}. */
    private static String device(long number) {
        long major = number >> 8 & 0xFFF | number >> 32 & 0xFFFFF000L;
        long minor = number & 0xFF | number >> 12 & 0xFFF00;
        return String.format(Locale.ROOT, "%02x:%02x", major, minor);
    }

    boolean covers(long from, long to) {
        return first <= to && last >= from;
    }
}
