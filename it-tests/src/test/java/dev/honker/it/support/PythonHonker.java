package dev.honker.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A Python process with the published Honker for Python. The package is installed into a virtual environment below
 * {@code target}, once per build; where Python or the package can't be had, the test is skipped, unless
 * {@code -Dpython=required} says that it must not be.
 */
public final class PythonHonker extends OtherProcess {

    private static final String PACKAGE = "honker==0.2.4";
    private static final Path ENVIRONMENT =
            Path.of("target", "python-" + PACKAGE.replace("==", "-")).toAbsolutePath();
    private static final boolean REQUIRED = "required".equals(System.getProperty("python"));
    private static final int PATIENCE_SECONDS = 120;

    /** why: one attempt that fails for want of a network takes long enough. */
    private static boolean inVain;

    private PythonHonker(Process process) {
        super(process);
    }

    /**
     * Runs a script that lies beside a test class.
     *
     * @param folder a folder of the test
     */
    public static PythonHonker start(Path folder, Class<?> test, String script, String... arguments)
            throws IOException, InterruptedException {
        Path copy = folder.resolve(script);
        try (InputStream source = test.getResourceAsStream(script)) {
            if (source == null) {
                throw new IllegalArgumentException("there is no " + script + " beside " + test);
            }
            Files.write(copy, source.readAllBytes());
        }
        List<String> command = new ArrayList<>(List.of(python().toString(), "-u", copy.toString()));
        command.addAll(List.of(arguments));
        return new PythonHonker(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Installs what is missing; one JVM at a time. */
    private static synchronized Path python() throws IOException, InterruptedException {
        Files.createDirectories(ENVIRONMENT);
        Path python = ENVIRONMENT.resolve("bin/python");
        Path complete = ENVIRONMENT.resolve("complete");
        try (FileChannel channel =
                FileChannel.open(ENVIRONMENT.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            if (!Files.exists(complete)) {
                boolean there = !inVain
                        && runs("python3", "-m", "venv", ENVIRONMENT.toString())
                        && runs(python.toString(), "-m", "pip", "install", "--quiet", "--retries", "1", PACKAGE);
                inVain = !there;
                if (!there && REQUIRED) {
                    throw new AssertionError(PACKAGE + " could not be installed");
                }
                Assumptions.assumeTrue(there, PACKAGE + " could not be installed");
                Files.createFile(complete);
            }
            return python;
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
