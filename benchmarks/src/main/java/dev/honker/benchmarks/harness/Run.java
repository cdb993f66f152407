package dev.honker.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One benchmark's run: its size and a folder of its own for fresh files. For one thread. */
public final class Run implements AutoCloseable {

    private static final Path PARENT = Path.of("benchmarks", "target");

    private final boolean quick;
    private final Path folder;
    private int files;

    private Run(boolean quick, Path folder) {
        this.quick = quick;
        this.folder = folder;
    }

    /** Makes the folder, on the disk that the build is on. */
    public static Run start(boolean quick) throws IOException {
        Files.createDirectories(PARENT);
        return new Run(quick, Files.createTempDirectory(PARENT, "run").toAbsolutePath());
    }

    /** How often everything is repeated. */
    public int repetitions() {
        return quick ? 3 : 5;
    }

    /** The given count, or a tenth of it in a quick run. */
    public int count(int full) {
        return quick ? Math.max(1, full / 10) : full;
    }

    /** The given seconds, or a fifth of them in a quick run. */
    public double seconds(double full) {
        return quick ? full / 5 : full;
    }

    /** A database file that does not exist yet. */
    public Path freshFile() {
        return folder.resolve("file" + files++ + ".db");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            List<Path> deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
            deepestFirst.forEach(Run::delete);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
