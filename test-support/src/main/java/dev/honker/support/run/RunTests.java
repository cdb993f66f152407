package dev.honker.support.run;

import java.nio.file.Path;
import java.util.List;

/** The main class behind {@code ./test}, which runs it in the folder of the repository. */
final class RunTests {

    private static final int RED = 1;
    private static final int WRONG_USAGE = 2;
    private static final Path FOLDER = Path.of("target", "tests");

    private RunTests() {}

    /** Runs the suite and exits by 0 if it was green. */
    public static void main(String[] arguments) throws Exception {
        if (List.of(arguments).contains("--help")) {
            System.out.println(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n" + Options.USAGE);
            System.exit(WRONG_USAGE);
            return;
        }
        System.exit(isGreen(options) ? 0 : RED);
    }

    private static boolean isGreen(Options options) throws Exception {
        Passes passes = Passes.of(options);
        passes.leftOut().ifPresent(System.out::println);
        Summary summary = new Summary(FOLDER, System.out);
        if (options.rounds().isPresent()) {
            List<Outcome> rounds = new Soak(options, FOLDER, System.out).run(passes);
            summary.print(rounds);
            return rounds.stream().allMatch(Outcome::isGreen);
        }
        Suite suite = new Suite(FOLDER, System.out);
        Outcome outcome = suite.run(options.onlyUserBuilds() ? List.of(passes.artifacts()) : passes.whole());
        // why not else: a selection is there to be quick
        if (!options.selects()) {
            outcome = outcome.plus(new UserBuilds(FOLDER, System.out, options).run());
        }
        summary.print(outcome);
        return outcome.isGreen();
    }
}
