package dev.honker.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {

    @Test
    void filesAreTakenFromTheWorkingDirectory() {
        Options options = Options.parse("--database", "mine.db", "--keep", "new.db", "--plain");

        assertThat(options.database()).contains(Path.of("mine.db").toAbsolutePath());
        assertThat(options.keep()).contains(Path.of("new.db").toAbsolutePath());
        assertThat(options.plain()).isTrue();
    }

    @Test
    void anExistingFileIsNeverOverwritten(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("precious.db"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse("--keep", file.toString()))
                .withMessageContaining("precious.db exists");
    }

    @Test
    void aWrongOptionEndsWithTwoAndSaysWhatHelps() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int exitCode = new ShopCommand(OptionsTest.class, url -> {
                    throw new AssertionError("nothing was to be opened");
                })
                .run(new PrintStream(out, true, StandardCharsets.UTF_8), "--databse", "mine.db");

        assertThat(exitCode).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Unknown option --databse; --help lists them");
    }
}
