package dev.honker.support.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What becomes of the builds of users. */
class BuildLinesTest {

    private static final Path LOG = Path.of("target", "maven.log");

    @Test
    void eachModuleOfTheSummaryIsOneTest() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BuildLines lines = new BuildLines(LOG, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        """
        [INFO] Building readme 1.0                                               [1/4]
        [INFO] Reactor Summary:
        [INFO]
        [INFO] readme 1.0 ......................................... SUCCESS [  9.512 s]
        [INFO] shaded 1.0 ......................................... FAILURE [01:02 min]
        [INFO] kotlin 1.0 ......................................... SKIPPED
        [INFO] user-builds 1.0 .................................... SUCCESS [  0.001 s]
        """.lines().forEach(lines::line);
        Outcome outcome = lines.end();
        assertThat(outcome.passed()).isOne();
        assertThat(outcome.failed())
                .containsExactly(
                        new FailedTest("user-builds", "shaded", "the build ended by FAILURE", LOG),
                        new FailedTest("user-builds", "kotlin", "the build ended by SKIPPED", LOG));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(" readme built 9 s", " shaded FAILURE 01:02 min", " kotlin SKIPPED ");
    }
}
