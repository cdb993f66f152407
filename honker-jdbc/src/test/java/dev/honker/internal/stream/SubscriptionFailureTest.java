package dev.honker.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Backoff;
import dev.honker.Event;
import dev.honker.HonkerException;
import dev.honker.Stream;
import dev.honker.StreamHandle;
import dev.honker.StreamHandler;
import dev.honker.SubscribeOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an event that its handler can't take. */
@Timeout(60)
class SubscriptionFailureTest {

    @TempDir
    Path folder;

    private TestDatabase database;
    private Stream orders;
    private final Received<Long> received = new Received<>();

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("failure.db"));
        orders = database.stream("orders");
        orders.publishAll(Collections.nCopies(4, "x"));
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    private static SubscribeOptions options(Duration backoff) {
        return SubscribeOptions.builder()
                .consumer("mailer")
                .maxAttempts(3)
                .backoff(Backoff.fixed(backoff))
                .build();
    }

    private StreamHandler failingAtTheThird(Throwable failure) {
        return event -> {
            received.add(event.offset());
            if (event.offset() == 3) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (Exception) failure;
            }
        };
    }

    @Test
    void aFailedEventComesAgainBeforeAnyOtherUntilTheSubscriptionEndsVisibly() throws Exception {
        for (Throwable failure : new Throwable[] {new Exception("no mail"), new AssertionError("no mail")}) {
            orders.saveOffset("mailer", 1);
            StreamHandle handle = orders.subscribe(failingAtTheThird(failure), options(Duration.ofMillis(1)));
            assertThat(handle.awaitEnd(TestDatabase.LONG)).isTrue();
            assertThat(handle.isRunning()).isFalse();
            assertThat(handle.failure()).containsSame(failure);
            assertThatThrownBy(handle::throwIfFailed)
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("orders")
                    .hasCause(failure);
            assertThat(handle.offset()).isEqualTo(2);
            assertThat(orders.getOffset("mailer")).isEqualTo(2);
            assertThat(received.rest()).endsWith(3L, 3L, 3L).doesNotContain(4L);
            received.next(received.rest().size());
        }
        try (StreamHandle again = orders.subscribe(event -> received.add(event.offset()), options(Duration.ZERO))) {
            assertThat(received.next(2)).containsExactly(3L, 4L);
            assertThat(again.isRunning()).isTrue();
        }
    }

    @Test
    void anEventThatSucceedsAfterFailuresIsFollowedByTheNextWithAllAttempts() throws Exception {
        Received<String> calls = new Received<>();
        int[] failures = new int[5];
        StreamHandler handler = (Event event) -> {
            calls.add(event.offset() + "." + failures[(int) event.offset()]);
            if (failures[(int) event.offset()]++ < 2) {
                throw new IllegalStateException("not yet");
            }
        };
        try (StreamHandle handle = orders.subscribe(handler, options(Duration.ofMillis(1)))) {
            assertThat(calls.next(12))
                    .containsExactly(
                            "1.0", "1.1", "1.2", "2.0", "2.1", "2.2", "3.0", "3.1", "3.2", "4.0", "4.1", "4.2");
            assertThat(handle.failed()).isFalse();
        }
        assertThat(orders.getOffset("mailer")).isEqualTo(4);
    }

    @Test
    void aStopEndsTheWaitForTheNextAttemptAtOnce() throws Exception {
        StreamHandle handle =
                orders.subscribe(failingAtTheThird(new Exception("no mail")), options(Duration.ofHours(1)));
        received.next(3);
        database.awaitHolds(() -> orders.getOffset("mailer") == 2);
        assertThat(handle.stop(Duration.ofSeconds(20))).isTrue();
        assertThat(handle.failed()).isFalse();
        assertThat(received.rest()).isEmpty();
    }

    @Test
    void commitsDoNotShortenTheWaitForTheNextAttempt() throws Exception {
        StreamHandle handle =
                orders.subscribe(failingAtTheThird(new Exception("no mail")), options(Duration.ofHours(1)));
        received.next(3);
        for (int i = 0; i < 20; i++) {
            orders.publish("more");
        }
        database.letPass(Duration.ofMillis(100));
        assertThat(received.rest()).isEmpty();
        assertThat(handle.isRunning()).isTrue();
        handle.close();
    }

    @Test
    void aHandlerThatIsInterruptedByOthersFailsAsByAnyException() throws Exception {
        StreamHandle handle =
                orders.subscribe(failingAtTheThird(new InterruptedException("by whom?")), options(Duration.ZERO));
        assertThat(handle.awaitEnd(TestDatabase.LONG)).isTrue();
        assertThat(handle.failure()).containsInstanceOf(InterruptedException.class);
        assertThat(received.rest()).startsWith(1L, 2L, 3L, 3L);
        assertThat(orders.getOffset("mailer")).isEqualTo(2);
    }
}
