package dev.honker.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** {@link StatusLine} as a terminal gets it. */
class StatusLineTest {

    private static final String ERASED = "\r\u001b[K";

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch askedTwice = new CountDownLatch(2);

    private String text() {
        askedTwice.countDown();
        return "step " + Math.min(2, asked.incrementAndGet()) + "\u001b[2J";
    }

    private static String line(int step) {
        return ERASED + "\u001b[?7lstep " + step + "\\u001b[2J\u001b[?7h";
    }

    private String written() {
        return terminal.toString(StandardCharsets.UTF_8);
    }

    @Test
    void isRewrittenInPlaceWhereItChangesAndGoneAtTheEnd() throws InterruptedException {
        StatusLine status = StatusLine.on(terminal, this::text);
        assertThat(askedTwice.await(1, TimeUnit.MINUTES)).isTrue();
        awaitWritten(line(2));
        status.close();
        assertThat(written()).isEqualTo(line(1) + line(2) + ERASED);
    }

    @Test
    void whatOthersPrintStandsAboveIt() throws InterruptedException {
        try (StatusLine status = StatusLine.on(terminal, this::text)) {
            awaitWritten(line(2));
            PrintStream others = status.above(new PrintStream(terminal, true, StandardCharsets.UTF_8));
            others.print("half a");
            int before = asked.get();
            awaitAsked(before + 3);
            assertThat(written()).endsWith(ERASED + "half a");
            others.println(" line");
            awaitWritten("half a line" + System.lineSeparator() + line(2));
        }
    }

    @Test
    void nobodySeesNone() {
        try (StatusLine status = StatusLine.none()) {
            PrintStream stream = new PrintStream(terminal, true, StandardCharsets.UTF_8);
            assertThat(status.above(stream)).isSameAs(stream);
        }
    }

    private void awaitWritten(String part) throws InterruptedException {
        for (int i = 0; i < 3_000 && !written().contains(part); i++) {
            // why polling: a terminal tells nobody that it changed
            new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
        assertThat(written()).contains(part);
    }

    private void awaitAsked(int times) throws InterruptedException {
        for (int i = 0; i < 3_000 && asked.get() < times; i++) {
            new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
        }
        assertThat(asked.get()).isGreaterThanOrEqualTo(times);
    }
}
