package dev.honker.example.shop.office;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The back office as a process of its own, on this JVM's class path; what it prints is passed on. */
public final class SecondJvm implements AutoCloseable {

    /** The first argument of its main class; the second one is the URL. */
    public static final String OFFICE = "--office";

    private static final int START_SECONDS = 60;

    private final Process process;
    private final Thread output;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private SecondJvm(Process process, PrintStream out) {
        this.process = process;
        this.output = new Thread(() -> passOn(out), "second-jvm-output");
        output.setDaemon(true);
        output.start();
    }

    /** Blocks until it waits for orders. */
    public static SecondJvm start(Class<?> main, String url, PrintStream out) throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                OFFICE,
                url);
        SecondJvm jvm = new SecondJvm(
                new ProcessBuilder(command).redirectErrorStream(true).start(), out);
        jvm.awaitReady();
        return jvm;
    }

    /** For the second JVM itself: it ends with the one that started it. */
    public static void dieWithTheShop() {
        ProcessHandle.current().parent().ifPresent(shop -> shop.onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1)));
    }

    public long pid() {
        return process.pid();
    }

    /** @return the exit code; -1 if it had not ended in time and was killed */
    public int awaitEnd(long seconds) throws InterruptedException {
        if (process.waitFor(seconds, TimeUnit.SECONDS)) {
            output.join();
            return process.exitValue();
        }
        process.destroyForcibly();
        return -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void awaitReady() throws InterruptedException {
        try {
            ready.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The second JVM ended before it was ready, see its output above", e);
        } catch (TimeoutException e) {
            close();
            throw new IllegalStateException("The second JVM was not ready after " + START_SECONDS + " s", e);
        }
    }

    private void passOn(PrintStream out) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(BackOffice.READY)) {
                    ready.complete(null);
                } else {
                    out.println("second JVM | " + line);
                }
            }
        } catch (IOException e) {
            ready.completeExceptionally(new UncheckedIOException(e));
        } finally {
            ready.completeExceptionally(new IllegalStateException("its output ended"));
        }
    }
}
