package dev.honker.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.support.docs.Guides;
import dev.honker.support.docs.Listing;
import dev.honker.support.docs.Pages;
import dev.honker.support.docs.Pages.Fenced;
import dev.honker.support.docs.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Every Java listing on every page compiles and runs, or is an excerpt of a source that does. */
class DocsListingsTest {

    /** What may stand between fences and is no Java. */
    private static final Set<String> OTHER_LANGUAGES =
            Set.of("", "xml", "sql", "console", "properties", "yaml", "kotlin");

    /** Pages outside of examples that quote sources, and where these are. */
    private static final Map<String, String> QUOTED = Map.of(
            "docs/testing.md", "honker-test/src/test/java",
            "docs/packaging.md", "user-builds/modules/src/main/java",
            "docs/quarkus.md", "examples/quarkus/src/main/java",
            "docs/micronaut.md", "examples/micronaut/src/main/java");

    private static final Pattern LOOKS_LIKE_JAVA =
            Pattern.compile("(?m)^import |;\\s*(//.*)?$|\\bdb\\.\\w+\\(|->.*\\{$");

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder;

    @TestFactory
    Stream<DynamicTest> listings() throws IOException {
        List<Fenced> listings = Pages.fenced().stream()
                .filter(fenced -> fenced.language().equals("java"))
                .filter(fenced -> Guides.testOf(fenced.page()).isEmpty())
                .toList();
        assertThat(listings).isNotEmpty();
        return listings.stream()
                .map(fenced -> DynamicTest.dynamicTest(fenced.place(), () -> {
                    Optional<String> sources = sources(fenced.page());
                    if (sources.isPresent()) {
                        assertThat(isExcerpt(fenced, sources.get()))
                                .as("%s is no excerpt of a source in %s", fenced.place(), sources.get())
                                .isTrue();
                        return;
                    }
                    Path own = folder.resolve(fenced.place().replaceAll("\\W", "-"));
                    assertThat(own.toFile().mkdirs()).isTrue();
                    new Listing(fenced).check(own);
                }));
    }

    /** What is compiled and run by tests of its own may be quoted: the source of an example, and tests that use the test kit. */
    private static Optional<String> sources(String page) {
        String quoted = QUOTED.get(page);
        if (quoted != null) {
            return Optional.of(quoted);
        }
        return page.startsWith("examples/")
                ? Optional.of(page.substring(0, page.lastIndexOf('/')) + "/src/main/java")
                : Optional.empty();
    }

    private static boolean isExcerpt(Fenced fenced, String sources) throws IOException {
        return Sources.below(sources, ".java").stream()
                .anyMatch(file -> withoutIndentation(Sources.text(file)).contains(withoutIndentation(fenced.text())));
    }

    private static String withoutIndentation(String text) {
        return text.replaceAll("(?m)^[ \\t]+", "");
    }

    /** why: a page that another module is to test must not go untested because that test is missing. */
    @Test
    void everyGuideOfAModuleHasItsTest() throws IOException {
        for (Path page : Pages.all()) {
            Optional<String> test = Guides.testOf(Pages.ROOT.relativize(page).toString());
            if (test.isPresent()) {
                String source = "src/test/java/" + test.get().replace('.', '/') + ".java";
                assertThat(Sources.modules())
                        .as("modules with %s, which tests %s", source, page)
                        .filteredOn(module ->
                                Files.exists(Pages.ROOT.resolve(module).resolve(source)))
                        .hasSize(1);
            }
        }
    }

    @Test
    void noListingHidesFromThisTest() throws IOException {
        for (Fenced fenced : Pages.fenced()) {
            if (fenced.language().equals("java")) {
                continue;
            }
            assertThat(OTHER_LANGUAGES).as(fenced.place()).contains(fenced.language());
            // why not Kotlin: the tests of Exposed run what is marked so
            if (!Set.of("sql", "kotlin").contains(fenced.language())) {
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
