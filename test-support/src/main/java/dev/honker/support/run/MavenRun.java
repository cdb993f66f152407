package dev.honker.support.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Runs Maven and keeps its output in a file; for one thread. */
final class MavenRun {

    private static final int MOST_ERRORS = 20;

    /** What Maven says below each error, and stack traces. */
    private static final Pattern ADVICE =
            Pattern.compile("\\[ERROR]\\s*((-> )?\\[Help \\d+].*|To see the full stack.*|Re-run Maven.*"
                    + "|For more information.*|After correcting.*|mvn <args>.*|See .*|at [\\w.$]+\\(.*)?");

    /** What Surefire logs when it has ended a JVM that took too long; with failures ignored, this doesn't fail the build. */
    private static final String TIMED_OUT = "There was a timeout";

    private final Path folder;
    private final BuildLog lines;

    /**
     * A run in the working directory.
     *
     * @param folder where the output and the reports go
     * @param lines what looks at the output
     */
    MavenRun(Path folder, BuildLog lines) {
        this.folder = folder.toAbsolutePath();
        this.lines = lines;
    }

    /** Returns a run whose modules and tests are printed. */
    static MavenRun ofModules(Path folder, PrintStream out) {
        return new MavenRun(folder, new ModuleLines(folder.toAbsolutePath(), out));
    }

    /** Runs Maven with the options that every pass has and these, and returns what became of the tests. */
    Outcome run(List<String> arguments) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>(List.of(
                "mvn",
                "-B",
                "-ntp",
                "-Dstyle.color=never",
                // why: a failed test must not hide those of the modules that need its module; the reports tell of it
                "-Dmaven.test.failure.ignore=true",
                "-fae",
                // why not the module's folder: a second pass would overwrite the reports of the first
                "-Dreports.directory=" + folder.resolve("${project.artifactId}")));
        command.addAll(arguments);
        Process maven = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .start();
        Thread ending = new Thread(() -> end(maven));
        Runtime.getRuntime().addShutdownHook(ending);
        List<String> errors = follow(maven);
        int exit = maven.waitFor();
        boolean isGood = exit == 0 && errors.stream().noneMatch(error -> error.contains(TIMED_OUT));
        Runtime.getRuntime().removeShutdownHook(ending);
        Outcome tests = lines.end();
        return isGood ? tests : tests.plus(Outcome.fault(faults(exit, errors)));
    }

    private List<String> follow(Process maven) throws IOException {
        List<String> errors = new ArrayList<>();
        try (BufferedReader output =
                        new BufferedReader(new InputStreamReader(maven.getInputStream(), StandardCharsets.UTF_8));
                BufferedWriter log = Files.newBufferedWriter(log())) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                log.write(line);
                log.newLine();
                log.flush();
                lines.line(line);
                if (line.startsWith("[INFO] BUILD FAILURE")) {
                    // why: what comes before it is told again behind it, or is about tests, which have reports
                    errors.removeIf(error -> !error.contains(TIMED_OUT));
                } else if (line.startsWith("[ERROR] ")) {
                    errors.add(line);
                }
            }
        }
        return errors;
    }

    private Path log() {
        return folder.resolve("maven.log");
    }

    private List<String> faults(int exit, List<String> errors) {
        List<String> faults = new ArrayList<>();
        faults.add("Maven ended with %d; its output: %s"
                .formatted(exit, Path.of("").toAbsolutePath().relativize(log())));
        errors.stream()
                .filter(error -> !ADVICE.matcher(error).matches())
                .distinct()
                .limit(MOST_ERRORS)
                .map(Text::line)
                .forEach(faults::add);
        return faults;
    }

    private static void end(Process maven) {
        // why the descendants first: those of a process that has ended are found no more
        maven.descendants().forEach(ProcessHandle::destroy);
        maven.destroy();
    }
}
