package dev.honker.internal.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerInvalidOptionException;
import dev.honker.ListenHandle;
import dev.honker.ListenOptions;
import dev.honker.NotificationHandler;
import dev.honker.internal.stream.CountingAccess;
import dev.honker.internal.stream.Received;
import dev.honker.internal.stream.TestDatabase;
import dev.honker.internal.wake.WatcherThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ListenHandleTest {

    @TempDir
    Path folder;

    private TestDatabase database;
    private final Received<String> received = new Received<>();

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("handle.db"));
    }

    @AfterEach
    void close() throws Exception {
        database.close();
        assertThat(WatcherThreads.of("handle.db")).isEmpty();
    }

    private ListenHandle listen(NotificationHandler handler, ListenOptions options) {
        return Channels.listen(database.access(), database.children(), "orders", handler, options);
    }

    private long notify(String payload) {
        return Channels.notify(database.access(), "orders", payload);
    }

    @Test
    void theHandlerGetsWhatIsSentFromNowOnInOrder() throws Exception {
        notify("before");
        try (ListenHandle handle = listen(event -> received.add(event.payloadJson()), ListenOptions.defaults())) {
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                sent.add("p" + i);
                notify("p" + i);
            }
            assertThat(received.next(200)).isEqualTo(sent);
            assertThat(handle.stop(TestDatabase.LONG)).isTrue();
            assertThat(handle.failed()).isFalse();
        }
        assertThat(received.rest()).isEmpty();
    }

    @Test
    void aFailureIsFollowedByTheNextNotification() throws Exception {
        NotificationHandler handler = notification -> {
            received.add(notification.payloadJson());
            switch (notification.payloadJson()) {
                case "exception" -> throw new Exception("refused");
                case "error" -> throw new AssertionError("refused");
                default -> {}
            }
        };
        try (ListenHandle handle = listen(handler, ListenOptions.defaults())) {
            notify("exception");
            notify("error");
            notify("good");
            assertThat(received.next(3)).containsExactly("exception", "error", "good");
            assertThat(handle.isRunning()).isTrue();
            assertThat(handle.failed()).isFalse();
        }
    }

    @Test
    void aHardStopInterruptsTheHandler() throws Exception {
        ListenHandle handle = listen(
                notification -> {
                    received.add("begun");
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        received.add("interrupted");
                    }
                },
                ListenOptions.defaults());
        notify("1");
        notify("2");
        assertThat(received.next()).isEqualTo("begun");
        assertThat(handle.stop(Duration.ofMillis(20))).isFalse();
        assertThat(handle.awaitEnd(TestDatabase.LONG)).isTrue();
        assertThat(received.next()).isEqualTo("interrupted");
        assertThat(received.rest()).isEmpty();
        assertThat(handle.failed()).isFalse();
    }

    @Test
    void aSuppliedExecutorRunsTheHandler() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
        try (ListenHandle handle = listen(
                notification -> received.add(Thread.currentThread().getName()),
                ListenOptions.builder().executor(executor).build())) {
            notify("x");
            assertThat(received.next()).isEqualTo("mine");
            handle.stop(TestDatabase.LONG);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void anIdleHandleRunsNoSqlUntilThePollTimeout() throws Exception {
        CountingAccess access = new CountingAccess(database.access());
        try (ListenHandle handle =
                        Channels.listen(access, database.children(), "orders", event -> {}, ListenOptions.defaults());
                ListenHandle polling = Channels.listen(
                        database.access(),
                        database.children(),
                        "orders",
                        event -> {},
                        ListenOptions.builder()
                                .pollTimeout(Duration.ofMillis(10))
                                .build())) {
            assertThat(database.awaitRest(access::operations, Duration.ofMillis(400)))
                    .isLessThan(20);
            assertThat(handle.isRunning()).isTrue();
            assertThat(polling.isRunning()).isTrue();
        }
    }

    @Test
    void missingArgumentsAreRefused() {
        assertThatThrownBy(() -> listen(null, ListenOptions.defaults()))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageStartingWith("handler ");
        assertThatThrownBy(() -> listen(notification -> {}, null))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageStartingWith("options ");
    }
}
