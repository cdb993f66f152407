package dev.honker.support.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests read of the repository what its authors wrote, never what a build writes: the modules are built side by side, so files in their
 * output folders come and go.
 */
class RepositoryFilesTest {

    /** Listing a folder, in Java or Kotlin. */
    private static final Pattern LISTS_A_FOLDER = Pattern.compile(
            "\\bFiles\\s*\\.\\s*(walk|find|list|newDirectoryStream|walkFileTree)\\b|\\.listFiles\\(|toFile\\(\\)\\s*\\.\\s*list\\("
                    + "|\\bFile\\.listRoots|\\.walk(TopDown|BottomUp)?\\s*[({]|\\.listDirectoryEntries\\(|\\.forEachDirectoryEntry\\(");

    /** The temporary folder of a test, and a listing of it or of a folder in it. */
    private static final Pattern TEMPORARY = Pattern.compile("@TempDir[^;]*?\\bPath\\s+(\\w+)");

    private static final String LISTS_FOLDER_NAMED =
            "\\bFiles\\s*\\.\\s*\\w+\\(\\s*%1$s\\b|\\b%1$s(\\s*\\.\\s*resolve\\([^)]*\\))*\\s*\\.\\s*toFile\\(\\)\\s*\\.\\s*list\\(";

    /** A path that leads out of the module. */
    private static final Pattern LEAVES_THE_MODULE = Pattern.compile(
            "\"\\.\\./|\"\\.\\.\"|\"[\\w.-]+/[\\w./-]*\\btarget/|\\buser\\.dir\\b|\\bROOT\\s*\\.\\s*resolve\\(");

    /** A section of a document, by its number or its file. */
    private static final Pattern CITATION =
            Pattern.compile("\\bcontract (section )?[0-9]|\\b(contract|design|pitfalls)\\.md\\b");

    /** The other sources that list folders, each with what it lists. */
    private static final Map<String, String> LISTING = Map.of(
            "honker-jdbc/src/test/java/dev/honker/jdbc/FileNamesTest.java",
            "folders in its temporary one",
            "honker-jdbc/src/test/java/dev/honker/internal/wake/OpenFiles.java",
            "the process' open files",
            "honker-cli/src/test/java/dev/honker/cli/SendTest.java",
            "the temporary folder of its superclass",
            "examples/shop-store/src/test/java/dev/honker/example/shop/HonkerCode.java",
            "the sources of the module that runs the test",
            "test-support/src/main/java/dev/honker/support/docs/Pages.java",
            "the folders with pages",
            "test-support/src/main/java/dev/honker/support/docs/Sources.java",
            "folders below src",
            "test-support/src/main/java/dev/honker/support/monitor/ClassFiles.java",
            "the compiled classes of the module that runs the test");

    /** The sources that name such a path, each with the reason. */
    private static final Map<String, String> LEAVING = Map.ofEntries(
            Map.entry(
                    "honker-jdbc/src/test/java/dev/honker/internal/wake/WatcherTest.java",
                    "a spelling of its temporary folder"),
            Map.entry("it-tests/src/test/java/dev/honker/it/docs/DocsListingsTest.java", "sources of tests, by name"),
            Map.entry("it-tests/src/test/java/dev/honker/it/docs/DocsPublishedSurfaceTest.java", "a page"),
            Map.entry("it-tests/src/test/java/dev/honker/it/docs/LoggersGuideTest.java", "a page"),
            Map.entry("it-tests/src/test/java/dev/honker/it/docs/ReadmeTest.java", "a page"),
            Map.entry("test-support/src/main/java/dev/honker/support/contract/ContractRow.java", "a page"),
            Map.entry("test-support/src/main/java/dev/honker/support/docs/Pages.java", "pages and the root itself"),
            Map.entry("test-support/src/main/java/dev/honker/support/docs/Sources.java", "sources"),
            Map.entry("test-support/src/test/java/dev/honker/support/contract/ReadmeTableTest.java", "a page"));

    @Test
    void noTestListsFoldersButItsTemporaryOneAndNamedOnes() throws IOException {
        assertThat(matching(
                        text -> LISTS_A_FOLDER.matcher(withoutOwnListings(text)).find()))
                .as(
                        "sources that list other folders than their @TempDir; name a new one in LISTING, with what it lists")
                .containsExactlyInAnyOrderElementsOf(LISTING.keySet());
    }

    @Test
    void noTestNamesAPathOutsideItsModuleButThoseThatReadSources() throws IOException {
        assertThat(matching(text -> LEAVES_THE_MODULE.matcher(text).find()))
                .as("sources with a path out of their module; name a new one in LEAVING, with what it reads")
                .containsExactlyInAnyOrderElementsOf(LEAVING.keySet());
    }

    /** why: what a reader of the code needs stands here, and a number of a section elsewhere tells him nothing. */
    @Test
    void noSourceCitesSectionsOfDocumentsThatAreNotInTheRepository() throws IOException {
        List<String> citing = new ArrayList<>();
        for (String module : Sources.modules()) {
            for (String folder : List.of("/src/main", "/src/test")) {
                for (Path source : Sources.below(module + folder, ".java")) {
                    if (CITATION.matcher(Sources.text(source)).find()) {
                        citing.add(Pages.ROOT.relativize(source).toString());
                    }
                }
            }
        }
        assertThat(citing).isEmpty();
        assertThat(CITATION.matcher("(con" + "tract 3.2)").find()).isTrue();
        assertThat(CITATION.matcher("con" + "tract.md section 5").find()).isTrue();
    }

    private static String withoutOwnListings(String text) {
        String left = text;
        Matcher temporary = TEMPORARY.matcher(text);
        while (temporary.find()) {
            left = left.replaceAll(LISTS_FOLDER_NAMED.formatted(temporary.group(1)), "");
        }
        return left;
    }

    private static List<String> matching(Predicate<String> isMatch) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path source : sourcesOfTests()) {
            String name = Pages.ROOT.relativize(source).toString();
            // why not the program that runs the tests: it is none, and reads their reports
            if (!name.endsWith(RepositoryFilesTest.class.getSimpleName() + ".java")
                    && !name.contains("/dev/honker/support/run/")
                    && isMatch.test(Sources.text(source))) {
                found.add(name);
            }
        }
        return found;
    }

    private static List<Path> sourcesOfTests() throws IOException {
        List<Path> sources = new ArrayList<>(Sources.below("test-support/src/main", ".java"));
        for (String module : Sources.modules()) {
            sources.addAll(Sources.below(module + "/src/test", ".java"));
            sources.addAll(Sources.below(module + "/src/test", ".kt"));
        }
        assertThat(sources).hasSizeGreaterThan(400);
        return sources;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "try (Stream<Path> files = Files.walk(ROOT)) {",
                "Files\n    .list(folder)",
                "Files.newDirectoryStream(folder)",
                "folder.toFile().list()",
                "new File(\".\").listFiles()",
                "ROOT.toFile().walkTopDown()",
                "folder.listDirectoryEntries()"
            })
    void listingsAreFound(String code) {
        assertThat(LISTS_A_FOLDER.matcher(code).find()).isTrue();
        assertThat(withoutOwnListings("@TempDir Path own;\n" + code)).endsWith(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Files.list(own)",
                "Files.walk(own.resolve(\"x\"))",
                "Files.newDirectoryStream(\n    own)",
                "own.toFile().list()",
                "own.resolve(\"x\").toFile().list()"
            })
    void listingsOfTheTemporaryFolderAreNone(String code) {
        String source = "    @TempDir(cleanup = CleanupMode.ALWAYS)\n    private Path own;\n" + code;
        assertThat(LISTS_A_FOLDER.matcher(source).find()).isTrue();
        assertThat(LISTS_A_FOLDER.matcher(withoutOwnListings(source)).find()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Path.of(\"../honker-cli\")",
                "resolve(\"..\")",
                "Pages.ROOT.resolve(module)",
                "\"honker-cli/target/x\""
            })
    void pathsOutOfTheModuleAreFound(String code) {
        assertThat(LEAVES_THE_MODULE.matcher(code).find()).isTrue();
    }

    @Test
    void sourcesOutsideOfFoldersOfSourcesAreRefused() {
        assertThatThrownBy(() -> Sources.below("honker-jdbc/target", ".class"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("honker-jdbc/target");
        assertThatThrownBy(() -> Sources.below("honker-jdbc/src/../target", ".class"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noPageOfAModuleIsMissed() throws IOException {
        for (String module : Sources.modules()) {
            if (Files.exists(Pages.ROOT.resolve(module).resolve("README.md"))) {
                assertThat(Pages.covers(module))
                        .as("Pages knows the folder " + module)
                        .isTrue();
            }
        }
        assertThat(Pages.all())
                .contains(Pages.ROOT.resolve("README.md"), Pages.ROOT.resolve("docs/transactions.md"))
                .allSatisfy(page -> assertThat(page).isRegularFile());
    }
}
