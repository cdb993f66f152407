package dev.honker.support.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sources of the repository's modules; stateless. Tests read the files of other modules through this class and {@link Pages}
 * only: both leave out what builds write, because the module may be built at the same time.
 */
public final class Sources {

    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern SOURCE_FOLDER = Pattern.compile("(.*/)?src(/.*)?");

    private Sources() {}

    /** Returns the folders of all modules, from the root of the repository, those of profiles included. */
    public static List<String> modules() throws IOException {
        Matcher modules = MODULE.matcher(Files.readString(Pages.ROOT.resolve("pom.xml")));
        return modules.results().map(found -> found.group(1)).toList();
    }

    /**
     * Returns the files of one kind below a folder of sources, in order; none if there is no such folder.
     *
     * @param folder its path from the root of the repository, such as {@code honker-test/src/test/java}
     * @param ending how the files' names end
     * @throws IllegalArgumentException if it is not a folder of sources
     */
    public static List<Path> below(String folder, String ending) throws IOException {
        if (!SOURCE_FOLDER.matcher(folder).matches() || folder.contains("..")) {
            throw new IllegalArgumentException(folder + " is not below a folder src");
        }
        Path start = Pages.ROOT.resolve(folder);
        if (!Files.isDirectory(start)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(start)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the text of a source. */
    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
