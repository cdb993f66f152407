package dev.honker.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another process, spoken with in lines; used by one thread at a time. */
public class OtherProcess implements AutoCloseable {

    private static final int TERMINATED = 143;
    private static final int KILLED = 128 + 9;
    private static final int PATIENCE_SECONDS = 60;
    private static final String END = "\0the end";

    private final Process process;
    private final BufferedWriter in;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    OtherProcess(Process process) {
        this.process = process;
        in = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(this::readAll, "lines of process " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    private void readAll() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            out.lines().forEach(lines::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            lines.add("reading failed: " + e);
        } finally {
            lines.add(END);
        }
    }

    /** Returns its number. */
    public long pid() {
        return process.pid();
    }

    /** Its next line. */
    public String line() throws InterruptedException {
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (line == null) {
            throw new AssertionError("process " + process.pid() + " has been silent for " + PATIENCE_SECONDS + " s");
        }
        if (line.equals(END)) {
            lines.add(END);
            throw new AssertionError("process " + process.pid() + " has ended");
        }
        return line;
    }

    /** Its lines from now to its end. */
    public List<String> linesToTheEnd() throws InterruptedException {
        List<String> all = new ArrayList<>();
        while (true) {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                assertThat(line).as("the end of process " + process.pid()).isNotNull();
                lines.add(END);
                return all;
            }
            all.add(line);
        }
    }

    /** Waits for this very line. */
    public OtherProcess expect(String line) throws InterruptedException {
        assertThat(line()).isEqualTo(line);
        return this;
    }

    /** Whether it has said nothing that was not read yet. */
    public boolean isSilent() {
        return lines.isEmpty();
    }

    /** Waits that long in which it must not say anything. */
    public void requireSilence(Duration time) throws InterruptedException {
        assertThat(lines.poll(time.toMillis(), TimeUnit.MILLISECONDS))
                .as("what process " + process.pid() + " said")
                .isNull();
    }

    /** Gives it a line to read. */
    public void send(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
    }

    /** Gives it a line and returns its answer. */
    public String ask(String line) throws IOException, InterruptedException {
        send(line);
        return line();
    }

    /** Ends it as {@code kill -9} does: it runs no code of its own any more. */
    public void kill() throws InterruptedException {
        // why by its handle: Process.destroyForcibly would also throw away what it has said
        process.toHandle().destroyForcibly();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("ended by SIGKILL").isEqualTo(KILLED);
    }

    /** Suspends it as {@code kill -STOP} does: it runs nothing until {@link #resume}. */
    public final void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on after {@link #suspend}. */
    public final void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start();
        assertThat(kill.waitFor()).as("kill -%s", name).isZero();
    }

    /** Ends it as {@code kill} does: it runs its shutdown hooks. Does not wait. */
    public void terminate() {
        // why by its handle: Process.destroy would also close the streams to it
        assertThat(process.toHandle().destroy()).isTrue();
    }

    /** Waits until {@link #terminate} has ended it. */
    public void requireTerminated() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("ended by SIGTERM").isEqualTo(TERMINATED);
    }

    /** Ends its input; it may still say something. */
    public void endInput() throws IOException {
        in.close();
    }

    /** Waits until it has ended well by itself. */
    public void requireGoodEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /** Ends its input, on which every main class here ends, and then the process itself. */
    @Override
    public void close() throws IOException {
        try (in) {
            // why: it may have ended already, and its input with it
            if (!process.isAlive()) {
                return;
            }
        } catch (IOException e) {
            process.destroyForcibly();
            return;
        }
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
