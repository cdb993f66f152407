package dev.honker.support.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./test} prints. */
class SummaryTest {

    private static final Path FOLDER = Path.of("target", "tests");
    private static final Outcome GREEN = new Outcome(7, List.of(), Map.of("no Python", 2), List.of());
    private static final Outcome RED = new Outcome(
            5,
            List.of(new FailedTest("m", "a.BTest.x", "expected: 1\n but was: 2", FOLDER.resolve("m/a.BTest.txt"))),
            Map.of(),
            List.of());

    private static List<String> printed(Consumer<PrintStream> print) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        print.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void aGreenRunEndsWithItsCounts() {
        assertThat(printed(out -> new Summary(FOLDER, out).print(GREEN)))
                .containsExactly(
                        "2 skipped: no Python",
                        "All tests passed. Details: target/tests",
                        "7 passed, 0 failed, 2 skipped");
    }

    @Test
    void aRedRunNamesEachTestWithItsMessageAndFile() {
        assertThat(printed(out -> new Summary(FOLDER, out).print(RED)))
                .containsExactly(
                        "Failed tests:",
                        "  m  a.BTest.x",
                        "    expected: 1 but was: 2",
                        "    target/tests/m/a.BTest.txt",
                        "Not green. Details: target/tests",
                        "5 passed, 1 failed, 0 skipped");
    }

    @Test
    void aBuildThatFailsIsNotGreenThoughItsTestsPassed() {
        Outcome outcome = GREEN.plus(Outcome.fault(List.of("[ERROR] COMPILATION ERROR")));
        assertThat(outcome.isGreen()).isFalse();
        assertThat(printed(out -> new Summary(FOLDER, out).print(outcome)))
                .contains("The build failed:", "  [ERROR] COMPILATION ERROR")
                .endsWith("Not green. Details: target/tests", "7 passed, 0 failed, 2 skipped");
    }

    @Test
    void aRunWithoutTestsIsNotGreen() {
        assertThat(printed(out -> new Summary(FOLDER, out).print(Outcome.NONE)))
                .containsExactly("No test ran. Details: target/tests", "0 passed, 0 failed, 0 skipped");
    }

    @Test
    void aSoakSaysWhichTestsFailedInWhichRounds() {
        assertThat(printed(out -> new Summary(FOLDER, out).print(List.of(RED, GREEN, RED))))
                .endsWith(
                        "Failed in rounds [1, 3]: m  a.BTest.x",
                        "1 of 3 rounds were green. Details of the others: target/tests",
                        "17 passed, 2 failed, 2 skipped");
    }

    @Test
    void aModuleIsPrintedWhenItsTestsAreOver(@TempDir Path reports) throws IOException {
        Files.createDirectories(reports.resolve("shop"));
        Files.writeString(
                reports.resolve("shop/TEST-a.xml"),
                "<testsuite><testcase classname='a' name='x'/><testcase classname='a' name='y'><failure/></testcase></testsuite>");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ModuleLines modules = new ModuleLines(reports, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        for (String call : List.of(
                "maven-surefire-plugin:3.5.4:test (default-test) @ shop",
                "maven-surefire-plugin:3.5.4:test (again) @ shop",
                "maven-surefire-plugin:3.5.4:test (default-test) @ last",
                "maven-jar-plugin:3.4.2:jar (default-jar) @ pages")) {
            modules.line("[INFO] --- " + call + " ---");
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).isEmpty();
        modules.line("[INFO] --- jar:3.4.2:jar (default-jar) @ shop ---");
        assertThat(bytes.toString(StandardCharsets.UTF_8)).matches("  shop +2 tests +0:0\\d  1 FAILED\\R");
        Outcome outcome = modules.end();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("  last").doesNotContain("pages");
        assertThat(outcome.passed()).isOne();
        assertThat(outcome.failed()).hasSize(1);
    }
}
