package dev.honker.support.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints what became of the tests; stateless but for its output. */
final class Summary {

    private final Path folder;
    private final PrintStream out;

    /**
     * A summary.
     *
     * @param folder where the details are
     */
    Summary(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** Prints the failures of a run, and how many tests passed and failed. */
    void print(Outcome outcome) {
        faults(outcome);
        if (!outcome.failed().isEmpty()) {
            out.println("Failed tests:");
            outcome.failed().forEach(this::print);
        }
        outcome.skipped().forEach((reason, count) -> out.printf("%d skipped: %s%n", count, Text.line(reason)));
        if (outcome.isGreen()) {
            out.println("All tests passed. Details: " + folder);
        } else if (outcome.ran() == 0) {
            out.println("No test ran. Details: " + folder);
        } else {
            out.println("Not green. Details: " + folder);
        }
        out.println(counts(outcome));
    }

    private void faults(Outcome outcome) {
        if (!outcome.faults().isEmpty()) {
            out.println("The build failed:");
            outcome.faults().forEach(fault -> out.println("  " + fault));
        }
    }

    private void print(FailedTest test) {
        out.println("  " + test.place());
        out.println("    " + Text.line(test.message()));
        out.println(
                "    " + Path.of("").toAbsolutePath().relativize(test.details().toAbsolutePath()));
    }

    /** Prints which tests failed in which rounds of a soak, and how many tests passed and failed in all of them. */
    void print(List<Outcome> rounds) {
        Map<String, List<Integer>> failures = new TreeMap<>();
        Outcome sum = Outcome.NONE;
        for (int i = 0; i < rounds.size(); i++) {
            int round = i + 1;
            Outcome outcome = rounds.get(i);
            sum = sum.plus(outcome);
            faults(outcome);
            outcome.failed().forEach(test -> failures.computeIfAbsent(test.place(), any -> new ArrayList<>())
                    .add(round));
        }
        sum.failed().forEach(this::print);
        failures.forEach((test, which) -> out.printf("Failed in rounds %s: %s%n", which, test));
        out.printf(
                "%d of %d rounds were green. Details of the others: %s%n",
                rounds.stream().filter(Outcome::isGreen).count(), rounds.size(), folder);
        out.println(counts(sum));
    }

    /** Returns how many tests passed, failed and were skipped. */
    static String counts(Outcome outcome) {
        return "%d passed, %d failed, %d skipped"
                .formatted(outcome.passed(), outcome.failed().size(), outcome.skippedTests());
    }
}
