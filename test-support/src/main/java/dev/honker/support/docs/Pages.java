package dev.honker.support.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The repository's pages and what stands between their fences; stateless. */
public final class Pages {

    /** The root of the repository. */
    public static final Path ROOT = root();

    private static final Pattern FENCE = Pattern.compile("^```(.*)\n((?s:.*?))^```$", Pattern.MULTILINE);

    private Pages() {}

    // why: tests run in the folders of their modules, some of which are deeper than others
    private static Path root() {
        Path folder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return Objects.requireNonNull(folder, "no folder with .mvn above the working directory");
    }

    /** Every page, whatever folder it stands in. */
    public static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|\\.git|node_modules)/.*"))
                    .sorted()
                    .toList();
        }
    }

    /** What stands between fences on all pages, in order. */
    public static List<Fenced> fenced() throws IOException {
        List<Fenced> found = new ArrayList<>();
        for (Path page : all()) {
            String text = Files.readString(page);
            Matcher fence = FENCE.matcher(text);
            while (fence.find()) {
                int line = (int) text.substring(0, fence.start()).lines().count() + 1;
                found.add(new Fenced(
                        ROOT.relativize(page).toString(), line, fence.group(1).strip(), fence.group(2)));
            }
        }
        return found;
    }

    /** The text between two fences, with the language that the first one names and the place where it stands. */
    public record Fenced(String page, int line, String language, String text) {

        /** Where a reader finds it: page and line. */
        public String place() {
            return page + ":" + line;
        }
    }
}
