package dev.honker.support.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Runs the suite again and again under load, in random order, to find tests that depend on luck; for one thread. */
final class Soak {

    private static final int BUSY_THREADS = 2;

    private final Options options;
    private final Path folder;
    private final PrintStream out;

    /**
     * A soak that leaves the output and the reports of rounds that were not green.
     *
     * @param folder where they go
     */
    Soak(Options options, Path folder, PrintStream out) {
        this.options = options;
        this.folder = folder;
        this.out = out;
    }

    /** Runs all rounds and returns what became of each. */
    List<Outcome> run(Passes passes) throws IOException, InterruptedException {
        int rounds = options.rounds().orElseThrow();
        // why short: it is typed again to repeat a round
        long first = options.seed().orElseGet(() -> new Random().nextInt(1_000_000));
        List<Outcome> outcomes = new ArrayList<>();
        new Suite(folder, out).clear();
        Files.createDirectories(folder);
        try (BusyThreads busy = BusyThreads.start(BUSY_THREADS)) {
            for (int round = 1; round <= rounds; round++) {
                long seed = first + round - 1;
                out.printf(
                        "Round %d of %d beside %d busy threads; its order again: ./test --soak 1 --seed %d%n",
                        round, rounds, busy.running(), seed);
                Outcome outcome = round(round, seed, passes);
                outcomes.add(outcome);
                out.printf("Round %d: %s%n", round, outcome.isGreen() ? "green" : Summary.counts(outcome));
            }
        }
        return outcomes;
    }

    private Outcome round(int round, long seed, Passes passes) throws IOException, InterruptedException {
        Path own = folder.resolve("round-%02d".formatted(round));
        Suite suite = new Suite(own, out);
        Path build = folder.resolve("pom.xml");
        Outcome outcome = suite.run(passes.testsOnly(ShuffledBuild.write(Path.of(""), build, seed, options.all())));
        if (outcome.isGreen()) {
            suite.clear();
        }
        return outcome;
    }
}
