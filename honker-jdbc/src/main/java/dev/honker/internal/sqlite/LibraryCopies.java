package dev.honker.internal.sqlite;

import dev.honker.internal.check.Loggers;
import dev.honker.internal.file.FileIdentity;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.NativeDB;

/**
 * Warns of a file that two copies of sqlite-jdbc in this process have open; thread-safe. Two copies, loaded by two class loaders,
 * drop each other's POSIX locks on a file, and nobody notices until rows are missing.
 *
 * <p>Copies can't see each other's classes, so each notes in a system property of the file that it has it open, and takes the note
 * back with its last connection. A copy without connections does no harm and leaves nothing behind. So an application that was undeployed
 * is not taken for a second copy, with or without a call of {@code HonkerDriver.deregister()}.
 */
final class LibraryCopies {

    private static final String OPEN = "dev.honker.open";

    private static final Map<FileIdentity, Integer> CONNECTIONS = new ConcurrentHashMap<>();

    /** What was warned of, so that each pair of a file and another copy is warned of once. */
    private static final Set<String> WARNED = ConcurrentHashMap.newKeySet();

    private static final String THIS_COPY = thisCopy();

    private LibraryCopies() {}

    /** A connection has opened the file. */
    static void opened(FileIdentity file, Path path) {
        CONNECTIONS.compute(file, (key, count) -> {
            if (count == null) {
                note(file, path);
                return 1;
            }
            return count + 1;
        });
    }

    /** A connection that {@link #opened} has counted is closed. */
    static void closed(FileIdentity file) {
        CONNECTIONS.computeIfPresent(file, (key, count) -> {
            if (count == 1) {
                takeBack(file);
                return null;
            }
            return count - 1;
        });
    }

    private static void note(FileIdentity file, Path path) {
        Object copies = System.getProperties()
                .compute(property(file), (key, value) -> value == null ? THIS_COPY : value + "\n" + THIS_COPY);
        for (String copy : lines(copies)) {
            if (!copy.equals(THIS_COPY) && WARNED.add(file + copy)) {
                Loggers.CONNECTION.log(
                        Level.WARNING,
                        "the database file {0} has been opened by two copies of sqlite-jdbc in this process, by {1} and"
                                + " {2}: two copies share no locks, so the file can be damaged. Put sqlite-jdbc and"
                                + " honker-jdbc where both applications share one copy, close the connections of one that"
                                + " was undeployed, or keep their database files apart",
                        path,
                        copy,
                        THIS_COPY);
            }
        }
    }

    private static void takeBack(FileIdentity file) {
        System.getProperties().computeIfPresent(property(file), (key, value) -> {
            List<String> others = new ArrayList<>(lines(value));
            others.remove(THIS_COPY);
            return others.isEmpty() ? null : String.join("\n", others);
        });
    }

    private static String property(FileIdentity file) {
        return OPEN + file;
    }

    private static List<String> lines(@Nullable Object value) {
        return value == null ? List.of() : Arrays.asList(value.toString().split("\n"));
    }

    private static String thisCopy() {
        ClassLoader loader = NativeDB.class.getClassLoader();
        String copy = loader + " #" + Integer.toHexString(System.identityHashCode(NativeDB.class));
        return copy.replace('\n', ' ');
    }
}
