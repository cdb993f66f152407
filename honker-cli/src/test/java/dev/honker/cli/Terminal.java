package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real terminal with a shell in it, by a tmux server of its own; for one thread. The test is skipped where there is no tmux, or
 * no terminal can be had.
 */
final class Terminal implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final boolean HAS_TERMINALS = Files.exists(Path.of("/dev/pts/ptmx"));

    /** Where the system has the folder of terminals but none in it, as in some containers: one that only our processes see. */
    private static final List<String> WITH_TERMINALS =
            List.of("unshare", "-m", "sh", "-c", "mount -t devpts devpts /dev/pts && exec \"$0\" \"$@\"");

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** Why not in the folder of the test: the name of a socket must be short. */
    private final Path socket =
            Path.of("/tmp", "honker-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet() + ".tmux");

    private int lines;

    private Terminal() {}

    /**
     * Opens one in a folder, where the command {@code honker} is known.
     *
     * @param file what HONKER_DATABASE names
     */
    static Terminal open(Path folder, Path file) {
        assumeTrue(isInstalled(), "tmux is not installed");
        Terminal terminal = new Terminal();
        List<String> start = new ArrayList<>(HAS_TERMINALS ? List.of() : WITH_TERMINALS);
        start.addAll(terminal.command(
                "-f", "/dev/null", "new-session", "-d", "-x", "180", "-y", "50", "-c", folder.toString(), "sh"));
        Answer answer = ask(start);
        assumeTrue(answer.code() == 0, () -> "no terminal can be had: " + answer.output());
        terminal.type("PS1='> '; unset NO_COLOR; honker() { "
                + quoted(Path.of(System.getProperty("java.home"), "bin", "java"))
                + " -XX:TieredStopAtLevel=1 -cp " + quoted(System.getProperty("java.class.path")) + " "
                + HonkerCommand.class.getName() + " \"$@\"; }; export HONKER_DATABASE=" + quoted(file)
                + "; clear; echo re''ady");
        terminal.await("ready");
        return terminal;
    }

    private static String quoted(Object word) {
        return "'" + word + "'";
    }

    private static boolean isInstalled() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (Path.of(folder, "tmux").toFile().canExecute()) {
                return true;
            }
        }
        return false;
    }

    /** Types a line. */
    Terminal type(String line) {
        tmux("send-keys", "-l", line);
        return press("Enter");
    }

    /** Runs a line and waits for its exit code. */
    Terminal run(String line, int code) {
        return start(line).awaitEnd(code);
    }

    /** Starts a line, whose exit code {@link #awaitEnd} waits for. */
    Terminal start(String line) {
        lines++;
        // why the quotes: what was typed is on the screen too
        return type("clear; " + line + "; echo \"end\" " + lines + ": $?.");
    }

    /** Waits until the line that was started last has ended, and returns its exit code. */
    int awaitEnd() {
        Pattern end = Pattern.compile("end " + lines + ": (\\d+)\\.");
        await(screen -> end.matcher(screen).find(), "the end");
        Matcher matcher = end.matcher(screen());
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    Terminal awaitEnd(int code) {
        assertThat(awaitEnd()).as(this::screen).isEqualTo(code);
        return this;
    }

    /** Presses a key as tmux names it: {@code C-c}. */
    Terminal press(String key) {
        tmux("send-keys", key);
        return this;
    }

    /** What can be seen, without colours. */
    String screen() {
        return tmux("capture-pane", "-p");
    }

    /** What can be seen, with the sequences that make colours. */
    String colours() {
        return tmux("capture-pane", "-p", "-e");
    }

    Terminal await(String text) {
        return await(screen -> screen.contains(text), "'" + text + "'");
    }

    /** Waits until the screen is so. */
    Terminal await(Predicate<String> wanted, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        // why polling: a terminal tells nobody that it changed
        while (!wanted.test(screen())) {
            assertThat(System.nanoTime())
                    .as(() -> "waiting for " + what + " on\n" + screen())
                    .isLessThan(deadline);
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        return this;
    }

    private String tmux(String... arguments) {
        List<String> command = command(arguments);
        Answer answer = ask(command);
        assertThat(answer.code()).as(command + ": " + answer.output()).isZero();
        return answer.output();
    }

    private List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static Answer ask(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().remove("TMUX");
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Answer(process.exitValue(), output);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private record Answer(int code, String output) {}

    @Override
    public void close() {
        tmux("kill-server");
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
