package dev.honker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.docs.Pages.Fenced;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Every Java listing on every page compiles and runs, or is an excerpt of an example that does. */
class DocsListingsTest {

    /** What may stand between fences and is no Java. */
    private static final Set<String> OTHER_LANGUAGES = Set.of("", "xml", "sql");

    private static final Pattern LOOKS_LIKE_JAVA =
            Pattern.compile("(?m)^import |;\\s*(//.*)?$|\\bdb\\.\\w+\\(|->.*\\{$");

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder;

    @TestFactory
    Stream<DynamicTest> listings() throws IOException {
        List<Fenced> listings = Pages.fenced().stream()
                .filter(fenced -> fenced.language().equals("java"))
                .toList();
        assertThat(listings).isNotEmpty();
        return listings.stream()
                .map(fenced -> DynamicTest.dynamicTest(fenced.place(), () -> {
                    if (fenced.page().startsWith("examples/")) {
                        assertThat(isExcerpt(fenced))
                                .as("%s is no excerpt of the example's source", fenced.place())
                                .isTrue();
                        return;
                    }
                    Path own = folder.resolve(fenced.place().replaceAll("\\W", "-"));
                    assertThat(own.toFile().mkdirs()).isTrue();
                    new Listing(fenced).check(own);
                }));
    }

    /** The example is compiled and run by its own tests, so its page may quote it. */
    private static boolean isExcerpt(Fenced fenced) throws IOException {
        Path sources = Pages.ROOT.resolve(fenced.page()).resolveSibling("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (withoutIndentation(Files.readString(file)).contains(withoutIndentation(fenced.text()))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String withoutIndentation(String text) {
        return text.replaceAll("(?m)^[ \\t]+", "");
    }

    @Test
    void noListingHidesFromThisTest() throws IOException {
        for (Fenced fenced : Pages.fenced()) {
            if (fenced.language().equals("java")) {
                continue;
            }
            assertThat(OTHER_LANGUAGES).as(fenced.place()).contains(fenced.language());
            if (!fenced.language().equals("sql")) {
                assertThat(LOOKS_LIKE_JAVA.matcher(fenced.text()).find())
                        .as("%s looks like Java: mark it so", fenced.place())
                        .isFalse();
            }
        }
    }

    @Test
    void everyFenceThatOpensIsFound() throws IOException {
        for (Path page : Pages.all()) {
            String text = Files.readString(page);
            long fences = text.lines()
                    .filter(line -> line.strip().startsWith("```") || line.contains("~~~"))
                    .count();
            long found = Pages.fenced().stream()
                    .filter(fenced ->
                            fenced.page().equals(Pages.ROOT.relativize(page).toString()))
                    .count();
            assertThat(fences).as(page.toString()).isEqualTo(2 * found);
        }
    }
}
