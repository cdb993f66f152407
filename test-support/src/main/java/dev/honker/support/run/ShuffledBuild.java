package dev.honker.support.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A build of the repository's modules in a random order; stateless. Maven sorts modules by their dependencies and takes those that are free
 * of each other in the order of the list, so the list is what is shuffled. The same seed gives the same order.
 */
final class ShuffledBuild {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    private ShuffledBuild() {}

    /**
     * Writes the build's file and returns the arguments for Maven.
     *
     * @param root the folder of the repository
     * @param file where to write it, in a folder that exists
     * @param all whether those modules are included that only a profile builds
     */
    static List<String> write(Path root, Path file, long seed, boolean all) throws IOException {
        String text = Files.readString(root.resolve("pom.xml"));
        String part = all ? text : text.substring(0, text.indexOf("<profiles>"));
        List<String> modules = MODULE.matcher(part)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(modules, new Random(seed));
        Path folder = file.toAbsolutePath().getParent();
        String list = modules.stream()
                .map(module -> folder.relativize(root.resolve(module).toAbsolutePath()))
                .map(module -> "    <module>" + module + "</module>\n")
                .collect(Collectors.joining());
        Files.writeString(file, """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>dev.honker</groupId>
                  <artifactId>honker-shuffled</artifactId>
                  <version>0</version>
                  <packaging>pom</packaging>
                  <modules>
                %s  </modules>
                </project>
                """.formatted(list));
        return List.of(
                "-f",
                file.toString(),
                "-Dsurefire.runOrder=random",
                "-Dsurefire.runOrder.random.seed=" + seed,
                "-Dsurefire.order=-Djunit.jupiter.testmethod.order.default=org.junit.jupiter.api.MethodOrderer$Random"
                        + " -Djunit.jupiter.testclass.order.default=org.junit.jupiter.api.ClassOrderer$Random"
                        + " -Djunit.jupiter.execution.order.random.seed=" + seed);
    }
}
