package dev.honker.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last line of a terminal, written anew in place while a command goes on, and gone when it is closed. What others print with
 * {@link #above} pushes it down. It is cut where the terminal ends. Thread-safe.
 */
public final class StatusLine implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final String ERASE = "\r\u001b[K";
    private static final String WITHOUT_WRAP = "\u001b[?7l";
    private static final String WITH_WRAP = "\u001b[?7h";

    private final @Nullable OutputStream terminal;
    private final Supplier<String> text;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread onExit = new Thread(this::end, "honker-status-end");
    private @Nullable String shown;
    private boolean othersEndedTheirLine = true;

    private StatusLine(@Nullable OutputStream terminal, Supplier<String> text) {
        this.terminal = terminal;
        this.text = text;
    }

    /** A line nobody sees. */
    public static StatusLine none() {
        return new StatusLine(null, () -> "");
    }

    /** Shows a text, asked for again and again by a thread of its own, until it is closed. */
    public static StatusLine on(OutputStream terminal, Supplier<String> text) {
        StatusLine line = new StatusLine(terminal, text);
        Thread thread = new Thread(line::showUntilClosed, "honker-status");
        thread.setDaemon(true);
        thread.start();
        // why: Ctrl-C would leave the shell's prompt behind what was shown last
        Runtime.getRuntime().addShutdownHook(line.onExit);
        return line;
    }

    private void showUntilClosed() {
        try {
            while (!closed.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
                // why outside the lock: whoever is asked may be printing at this moment
                show(Wording.harmless(text.get()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void show(String now) {
        if (othersEndedTheirLine && !now.equals(shown) && closed.getCount() > 0) {
            print(ERASE + WITHOUT_WRAP + now + WITH_WRAP);
            shown = now;
        }
    }

    private synchronized void erase() {
        if (shown != null) {
            print(ERASE);
            shown = null;
        }
    }

    private void print(String sequence) {
        try {
            if (terminal != null) {
                terminal.write(sequence.getBytes(StandardCharsets.UTF_8));
                terminal.flush();
            }
        } catch (IOException e) {
            // why no failure: a terminal that is gone shows nothing, and the work goes on
            closed.countDown();
        }
    }

    /** A stream to the same terminal for what others print meanwhile; the stream itself if nobody sees the line. */
    public PrintStream above(PrintStream stream) {
        return terminal == null ? stream : new PrintStream(new Above(stream), true, StandardCharsets.UTF_8);
    }

    private void end() {
        closed.countDown();
        erase();
    }

    /** Takes the line away. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // why: the process ends, and the hook runs
        }
    }

    private final class Above extends OutputStream {

        private final OutputStream stream;

        private Above(OutputStream stream) {
            this.stream = stream;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            synchronized (StatusLine.this) {
                erase();
                stream.write(bytes, offset, length);
                if (length > 0) {
                    othersEndedTheirLine = bytes[offset + length - 1] == '\n';
                }
            }
        }

        @Override
        public void flush() throws IOException {
            stream.flush();
        }
    }
}
