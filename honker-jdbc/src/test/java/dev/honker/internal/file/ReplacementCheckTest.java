package dev.honker.internal.file;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.DatabaseReplacedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacementCheckTest {

    private static final long MILLI = 1_000_000;

    @TempDir
    private Path folder;

    private Path file;
    private ReplacementCheck check;

    @BeforeEach
    void create() throws IOException {
        file = Files.createFile(folder.resolve("app.db"));
        check = new ReplacementCheck(file, FileIdentity.of(file));
    }

    @Test
    void aLookHoldsForAMillisecondAndNoLonger() throws IOException {
        long now = System.nanoTime();
        check.require(now);
        replace();
        check.require(now + MILLI - 1);
        long later = now + MILLI;
        assertThatThrownBy(() -> check.require(later))
                .isInstanceOf(DatabaseReplacedException.class)
                .hasMessageMatching(
                        "honker: database file replaced: expected \\(dev=\\w+, ino=\\d+\\), found \\(dev=\\w+,"
                                + " ino=\\d+\\) at " + file + "\\. .*open the database again");
    }

    @Test
    void aReplacedFileIsRefusedWithoutAPauseUntilItIsBack() throws IOException {
        Path aside = folder.resolve("aside.db");
        Files.createLink(aside, file);
        replace();
        long now = System.nanoTime();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> check.require(now)).isInstanceOf(DatabaseReplacedException.class);
        }
        Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        assertThatCode(() -> check.require(now)).doesNotThrowAnyException();
    }

    @Test
    void aDeletedFileIsRefused() throws IOException {
        Files.delete(file);
        assertThatThrownBy(check::requireNow)
                .isInstanceOf(DatabaseReplacedException.class)
                .hasMessageContaining("found no file at " + file);
    }

    @Test
    void aFolderThatWasReplacedTakesTheFileAlong() throws IOException {
        Path moved = folder.resolveSibling(folder.getFileName() + "-moved");
        Files.move(folder, moved);
        try {
            assertThatThrownBy(check::requireNow).isInstanceOf(DatabaseReplacedException.class);
        } finally {
            Files.move(moved, folder);
        }
    }

    @Test
    void aFileSystemThatDoesNotAnswerSaysNothing() throws IOException {
        Path unreachable = file.resolve("below-a-file.db");
        assertThatCode(() -> new ReplacementCheck(unreachable, FileIdentity.of(file)).requireNow())
                .doesNotThrowAnyException();
    }

    private void replace() throws IOException {
        Path other = Files.createFile(folder.resolve("other.db"));
        Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
