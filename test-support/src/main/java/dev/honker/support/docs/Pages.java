package dev.honker.support.docs;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The repository's pages and what stands between their fences; stateless. */
public final class Pages {

    /** The root of the repository. */
    public static final Path ROOT = root();

    /**
     * The folders that have pages, from the root. A walk of the whole tree would meet the output of builds, whose files come and go.
     */
    private static final List<String> FOLDERS = List.of(
            "", "docs", "examples/shop", "examples/shop-jooq", "examples/shop-mybatis", "examples/shop-spring-boot");

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

    /** Returns every page, in order. */
    public static List<Path> all() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(ROOT.resolve(folder), "*.md")) {
                found.forEach(pages::add);
            }
        }
        Collections.sort(pages);
        return pages;
    }

    /** Returns whether the pages of a folder are found, which is named from the root. */
    static boolean covers(String folder) {
        return FOLDERS.contains(folder);
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
