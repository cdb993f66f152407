package dev.honker.support.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The runs of Maven that are one run of the suite; for one thread. */
final class Suite {

    private final Path folder;
    private final PrintStream out;

    /**
     * A run whose output and reports go to a folder.
     *
     * @param folder a folder whose content is deleted first
     */
    Suite(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** Runs the passes one after the other and returns what became of all tests. */
    Outcome run(List<Pass> passes) throws IOException, InterruptedException {
        clear();
        Outcome outcome = Outcome.NONE;
        for (Pass pass : passes) {
            out.println("Testing with " + pass.title());
            outcome = outcome.plus(
                    MavenRun.ofModules(folder.resolve(pass.name()), out).run(pass.arguments()));
        }
        return outcome;
    }

    /** Deletes the folder. */
    void clear() throws IOException {
        delete(folder);
    }

    /** Deletes a folder with all that is in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> all;
            try (Stream<Path> found = Files.walk(folder)) {
                all = found.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path path : all) {
                Files.deleteIfExists(path);
            }
        }
    }
}
