package dev.honker.support.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes each module of a build for one test, by Maven's summary, and prints a line for each; for one thread. */
final class BuildLines implements BuildLog {

    private static final Pattern SUMMARY =
            Pattern.compile("\\[INFO] (\\S+)(?: \\S+)? \\.+ (SUCCESS|FAILURE|SKIPPED)(?: \\[\\s*([^]]+)])?");

    /** Lists the modules and builds nothing. */
    private static final String AGGREGATOR = "user-builds";

    private final Path log;
    private final PrintStream out;
    private Outcome outcome = Outcome.NONE;

    /**
     * Lines of a build.
     *
     * @param log the file that tells more of failures
     */
    BuildLines(Path log, PrintStream out) {
        this.log = log;
        this.out = out;
    }

    @Override
    public void line(String line) {
        Matcher module = SUMMARY.matcher(line);
        if (!module.lookingAt()) {
            return;
        }
        String name = module.group(1);
        if (name.equals(AGGREGATOR)) {
            return;
        }
        boolean isGood = module.group(2).equals("SUCCESS");
        out.printf("  %-36s %11s %9s%n", name, isGood ? "built" : module.group(2), time(module.group(3)));
        outcome = outcome.plus(
                isGood
                        ? new Outcome(1, List.of(), Map.of(), List.of())
                        : new Outcome(
                                0,
                                List.of(new FailedTest(
                                        "user-builds", name, "the build ended by " + module.group(2), log)),
                                Map.of(),
                                List.of()));
    }

    private static String time(String maven) {
        return maven == null ? "" : maven.strip().replaceFirst("\\.\\d+ s", " s");
    }

    @Override
    public Outcome end() {
        return outcome;
    }
}
