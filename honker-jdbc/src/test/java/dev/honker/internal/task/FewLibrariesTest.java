package dev.honker.internal.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Byte Buddy is needed by proxies alone, and Jackson by arguments and results alone. */
class FewLibrariesTest {

    @TempDir
    private Path directory;

    @Test
    void handlersNeedNoLibraryAndAProxySaysWhichItNeeds() throws Exception {
        String output = run(List.of("jackson", "byte-buddy"), List.of(), "proxy");
        assertThat(output)
                .contains("echo [1.0] by 1")
                .contains("refused: Byte Buddy is not on the class path")
                .contains("net.bytebuddy:byte-buddy");
    }

    @Test
    void aProxyWithoutJacksonSaysWhatItNeedsWhenItIsCalled() throws Exception {
        assertThat(run(List.of("jackson"), List.of(), "proxy"))
                .contains("refused: argument 1 'to' of task")
                .contains("com.fasterxml.jackson.core:jackson-databind");
    }

    @Test
    void eitherJacksonIsEnough() throws Exception {
        assertThat(run(List.of("jackson-databind-3", "jackson-core-3"), List.of(), "proxy"))
                .contains("sent a");
        assertThat(run(List.of("jackson-databind-2", "jackson-core-2", "jsr310"), List.of(), "proxy"))
                .contains("sent a");
    }

    @Test
    void nothingOfByteBuddyIsLoadedWithoutAProxy() throws Exception {
        assertThat(run(List.of(), List.of("-Xlog:class+load")))
                .contains("echo [1.0] by 1")
                .contains("dev.honker.TaskRegistry")
                .doesNotContain("net.bytebuddy")
                .doesNotContain("jackson");
    }

    private String run(List<String> missing, List<String> options, String... arguments) throws Exception {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> missing.stream().noneMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command =
                new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                classPath,
                FewLibraries.class.getName(),
                directory.resolve("app.db").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
