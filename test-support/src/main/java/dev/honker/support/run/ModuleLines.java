package dev.honker.support.run;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows the lines of a build and prints one line for each module when its tests have ended; for one thread. Maven names the module
 * whenever it calls a plugin: the first call of another plugin after Surefire's says that the module's tests are over.
 */
final class ModuleLines implements BuildLog {

    private static final Pattern CALL = Pattern.compile("--- (\\S+?):\\S+:(\\S+) \\([^)]*\\) @ (\\S+) ---");

    private final Path reports;
    private final PrintStream out;
    private final Map<String, Module> running = new LinkedHashMap<>();
    private Outcome outcome = Outcome.NONE;

    ModuleLines(Path reports, PrintStream out) {
        this.reports = reports;
        this.out = out;
    }

    @Override
    public void line(String line) {
        Matcher call = CALL.matcher(line);
        if (!call.find()) {
            return;
        }
        String name = call.group(3);
        Module module = running.computeIfAbsent(name, any -> new Module(System.nanoTime()));
        if (call.group(1).endsWith("surefire-plugin") || call.group(1).equals("surefire")) {
            module.tests = true;
        } else if (module.tests && !module.printed) {
            print(name, module);
        }
    }

    /** Prints the modules whose tests were the last thing that ran, and returns what became of all tests. */
    @Override
    public Outcome end() {
        running.forEach((name, module) -> {
            if (module.tests && !module.printed) {
                print(name, module);
            }
        });
        return outcome;
    }

    private void print(String name, Module module) {
        module.printed = true;
        Outcome tests = read(name);
        outcome = outcome.plus(tests);
        out.printf(
                "  %-36s %s %9s%s%n",
                name,
                tests.ran() == 0 ? "   no tests" : "%5d tests".formatted(tests.ran()),
                Text.time(Duration.ofNanos(System.nanoTime() - module.begin)),
                tests.failed().isEmpty() ? "" : "  " + tests.failed().size() + " FAILED");
    }

    private Outcome read(String name) {
        try {
            return Reports.of(name, reports.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A module that is being built. */
    private static final class Module {

        private final long begin;
        private boolean tests;
        private boolean printed;

        private Module(long begin) {
            this.begin = begin;
        }
    }
}
