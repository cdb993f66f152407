package dev.honker.support.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Builds the projects of {@code user-builds} as users would, against the artifacts of the build before; for one thread.
 * Each of them runs a program in the end, whose failure is the build's.
 */
final class UserBuilds {

    private static final Path FOLDER = Path.of("target", "user-builds");
    private static final String LOCAL_REPOSITORY = "-Dmaven.repo.local=";

    private final Path reports;
    private final PrintStream out;
    private final Options options;

    /**
     * Builds whose output goes to a folder.
     *
     * @param reports the folder of the suite's output
     */
    UserBuilds(Path reports, PrintStream out, Options options) {
        this.reports = reports;
        this.out = out;
        this.options = options;
    }

    /** Builds them all and returns what became of them; each is one test. */
    Outcome run() throws IOException, InterruptedException {
        out.println("Building projects of users");
        Path here = Path.of("").toAbsolutePath();
        Path repository = here.resolve(FOLDER).resolve("repository");
        Path projects = here.resolve(FOLDER).resolve("projects");
        try {
            UserRepository artifacts = new UserRepository(here, repository, shared());
            artifacts.fill();
            Suite.delete(projects);
            new UserProjects(here, artifacts.version()).copyTo(projects);
        } catch (IOException e) {
            return Outcome.fault(List.of("The projects of users can't be built: " + e.getMessage()));
        }
        Path folder = reports.resolve("user-builds");
        return new MavenRun(folder, new BuildLines(folder.resolve("maven.log"), out))
                .run(List.of(
                        "-T",
                        "2",
                        "-f",
                        projects.resolve("pom.xml").toString(),
                        LOCAL_REPOSITORY + repository,
                        "verify"));
    }

    private Path shared() {
        return options.maven().stream()
                .filter(argument -> argument.startsWith(LOCAL_REPOSITORY))
                .map(argument -> Path.of(argument.substring(LOCAL_REPOSITORY.length())))
                .findFirst()
                .orElse(Path.of(System.getProperty("user.home"), ".m2", "repository"));
    }
}
