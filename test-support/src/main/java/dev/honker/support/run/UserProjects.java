package dev.honker.support.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The projects of {@code user-builds}, copied to where they are built: {@code @name@} in a pom is a property of this repository's poms,
 * the version of one of its plugins, or something of the README; immutable.
 */
final class UserProjects {

    private static final Pattern TOKEN = Pattern.compile("@([\\w.-]+)@");
    private static final Pattern PROPERTY = Pattern.compile("<([\\w.-]+\\.version)>([^<$]+)</");
    private static final Pattern PLUGIN =
            Pattern.compile("<artifactId>([\\w-]+-plugin)</artifactId>\\s*<version>([^<$]+)</version>");
    private static final Pattern COORDINATES = Pattern.compile("(?s)```xml\\s(<dependency>.*?)```");
    private static final Pattern LISTING = Pattern.compile("(?s)```java\\s(.*?public class (\\w+).*?)```");
    private static final List<String> POMS =
            List.of("pom.xml", "examples/quarkus/pom.xml", "examples/micronaut/pom.xml");

    private final Path repository;
    private final String version;

    /**
     * The projects of a working copy.
     *
     * @param repository the working copy's folder
     * @param version that of its artifacts
     */
    UserProjects(Path repository, String version) {
        this.repository = repository;
        this.version = version;
    }

    /** Copies them into a folder, with the README's listing as a program of the project {@code readme}. */
    void copyTo(Path folder) throws IOException {
        Path source = repository.resolve("user-builds");
        Map<String, String> values = values();
        for (Path file : files(source)) {
            Path target = folder.resolve(source.relativize(file).toString());
            Files.createDirectories(target.getParent());
            String text = Files.readString(file);
            Files.writeString(target, file.endsWith("pom.xml") ? filled(text, values, file) : text);
        }
        Matcher listing = first(LISTING);
        Path sources = Files.createDirectories(folder.resolve("readme/src/main/java"));
        Files.writeString(sources.resolve(listing.group(2) + ".java"), listing.group(1));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !folder.relativize(file).toString().contains("target/"))
                    .toList();
        }
    }

    private Map<String, String> values() throws IOException {
        Map<String, String> values = new HashMap<>();
        for (String pom : POMS) {
            String text = Files.readString(repository.resolve(pom));
            PROPERTY.matcher(text).results().forEach(found -> values.putIfAbsent(found.group(1), found.group(2)));
            PLUGIN.matcher(text)
                    .results()
                    .forEach(found -> values.putIfAbsent(found.group(1) + ".version", found.group(2)));
        }
        values.put("project.version", version);
        values.put("readme.dependency", first(COORDINATES).group(1).strip());
        values.put("readme.class", first(LISTING).group(2));
        return values;
    }

    private Matcher first(Pattern part) throws IOException {
        Matcher found = part.matcher(Files.readString(repository.resolve("README.md")));
        if (!found.find()) {
            throw new IOException("the README has nothing like " + part);
        }
        return found;
    }

    private static String filled(String text, Map<String, String> values, Path file) throws IOException {
        StringBuilder filled = new StringBuilder();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            String value = values.get(token.group(1));
            if (value == null) {
                throw new IOException(file + " names @" + token.group(1) + "@, which no pom has");
            }
            token.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return token.appendTail(filled).toString();
    }
}
