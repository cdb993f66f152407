package dev.honker.internal.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads what Linux tells about processes below {@code /proc}, which no lock of SQLite depends on; stateless. */
final class ProcFiles {

    private static final String ROOT = "/proc/";
    private static final int MOST_DESCRIPTORS = 10_000;

    private ProcFiles() {}

    /** Returns the lines of {@code /proc/locks}; none where the system doesn't have it. */
    static List<String> locks() {
        return text("locks").lines().toList();
    }

    /** Returns the command of a process with its arguments; none if it has ended, or hides them. */
    static List<String> command(long pid) {
        return List.of(text(pid + "/cmdline").split("\0"));
    }

    /** Returns whether the process has the file open; false if it does not show that. */
    static boolean hasOpen(long pid, Path file) {
        try (Stream<Path> descriptors = Files.list(Path.of(ROOT + pid + "/fd"))) {
            return descriptors.limit(MOST_DESCRIPTORS).anyMatch(descriptor -> leadsTo(descriptor, file));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static boolean leadsTo(Path descriptor, Path file) {
        try {
            return Files.readSymbolicLink(descriptor).equals(file);
        } catch (IOException e) {
            return false;
        }
    }

    private static String text(String name) {
        try {
            return new String(Files.readAllBytes(Path.of(ROOT + name)), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
