package dev.honker.cli.care;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which other processes have a file open, as far as Linux tells this user; stateless. The file itself is not opened, because
 * closing it again would end SQLite's locks.
 */
final class OpenBy {

    private static final Path PROCESSES = Path.of("/proc");
    private static final String DELETED = " (deleted)";

    private OpenBy() {}

    /**
     * A process; immutable.
     *
     * @param pid its number
     * @param command what it runs; empty if that is not told
     * @param replaced whether what it has open is a file that is no longer at this path
     */
    record Opener(long pid, String command, boolean replaced) {}

    /** By number; empty where the system does not tell. */
    static List<Opener> find(Path file) {
        if (!Files.isDirectory(PROCESSES)) {
            return List.of();
        }
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self)
                .map(process -> opener(process, file))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingLong(Opener::pid))
                .toList();
    }

    private static @Nullable Opener opener(ProcessHandle process, Path file) {
        Path descriptors = PROCESSES.resolve(process.pid() + "/fd");
        try (Stream<Path> links = Files.list(descriptors)) {
            List<String> targets = links.map(OpenBy::target).toList();
            boolean open = targets.contains(file.toString());
            boolean replaced = targets.contains(file + DELETED);
            return open || replaced
                    ? new Opener(process.pid(), process.info().command().orElse(""), replaced)
                    : null;
        } catch (IOException | UncheckedIOException e) {
            // why: processes of other users don't show it, and some end meanwhile
            return null;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }
}
