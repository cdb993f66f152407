package dev.honker.internal.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerClosedException;
import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.Listener;
import dev.honker.Notification;
import dev.honker.internal.access.Access;
import dev.honker.internal.stream.CountingAccess;
import dev.honker.internal.stream.Received;
import dev.honker.internal.stream.TestDatabase;
import dev.honker.internal.wake.WatcherThreads;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class ListenerTest {

    private static final int REPEAT = Integer.getInteger("repeat", 1);
    private static final Duration LONG = TestDatabase.LONG;

    @TempDir
    Path folder;

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("listener.db"));
    }

    @AfterEach
    void close() throws Exception {
        database.close();
        assertThat(WatcherThreads.of("listener.db")).isEmpty();
    }

    private Listener listen(String channel) {
        return Channels.listen(database.access(), database.children(), channel);
    }

    private long notify(String channel, String payload) {
        return Channels.notify(database.access(), channel, payload);
    }

    private static <T> CompletableFuture<T> inThread(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, run -> new Thread(run).start());
    }

    @Test
    void itGetsWhatIsSentOnItsChannelFromNowOnInOrder() {
        notify("orders", "before");
        try (Listener listener = listen("orders")) {
            assertThat(listener.next(Duration.ZERO)).isEmpty();
            long first = notify("orders", "{\"n\":1}");
            notify("others", "x");
            long second = notify("orders", "2");
            Notification notification = listener.next(LONG).orElseThrow();
            assertThat(notification.id()).isEqualTo(first);
            assertThat(notification.channel()).isEqualTo("orders");
            assertThat(notification.payloadJson()).isEqualTo("{\"n\":1}");
            assertThat(notification.createdAt()).isPositive();
            assertThat(listener.next(Duration.ZERO)).map(Notification::id).contains(second);
            assertThat(listener.next(Duration.ofMillis(20))).isEmpty();
        }
    }

    @Test
    void whatIsCommittedIsFoundWithoutWaiting() {
        try (Listener listener = listen("orders")) {
            for (int i = 0; i < 50; i++) {
                long id = notify("orders", "x");
                assertThat(listener.next(Duration.ofSeconds(-1)))
                        .map(Notification::id)
                        .contains(id);
            }
        }
    }

    @Test
    void moreThanABatchComesCompletelyAndInOrder() {
        try (Listener listener = listen("orders")) {
            database.access().transaction(connection -> {
                for (int i = 0; i < 2_500; i++) {
                    notify("orders", "p" + i);
                }
                return true;
            });
            for (int i = 0; i < 2_500; i++) {
                assertThat(listener.next(LONG).orElseThrow().payloadJson()).isEqualTo("p" + i);
            }
            assertThat(listener.next(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void rolledBackNotificationsAreNeverDelivered() throws Exception {
        try (Listener listener = listen("orders");
                Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            Channels.notify(Access.of(connection), "orders", "rolled back");
            assertThat(listener.next(Duration.ofMillis(20))).isEmpty();
            connection.rollback();
            notify("orders", "committed");
            assertThat(listener.next(LONG).orElseThrow().payloadJson()).isEqualTo("committed");
        }
    }

    @Test
    void whoWaitsWithoutLimitIsWokenByTheCommit() throws Exception {
        try (Listener listener = listen("orders")) {
            for (int i = 0; i < 20; i++) {
                CompletableFuture<Optional<Notification>> next = inThread(() -> listener.next(null));
                long id = notify("orders", "x");
                assertThat(next.get().orElseThrow().id()).isEqualTo(id);
            }
        }
    }

    @Test
    void oneCommitWithTwoNotificationsWakesTwoWaiters() throws Exception {
        try (Listener listener = listen("orders")) {
            for (int i = 0; i < 20 * REPEAT; i++) {
                Received<String> payloads = new Received<>();
                for (int waiter = 0; waiter < 2; waiter++) {
                    Thread thread = new Thread(
                            () -> payloads.add(listener.next(null).orElseThrow().payloadJson()));
                    thread.start();
                    while (thread.getState() != Thread.State.TIMED_WAITING) {
                        Thread.onSpinWait();
                    }
                }
                database.access().transaction(connection -> List.of(notify("orders", "1"), notify("orders", "2")));
                assertThat(payloads.next(2)).containsExactlyInAnyOrder("1", "2");
            }
        }
    }

    @Test
    void severalThreadsGetEachNotificationOnceAndInOrderWhileFourThreadsSend() throws Exception {
        for (int round = 0; round < 2 * REPEAT; round++) {
            try (Listener listener = listen("orders")) {
                List<CompletableFuture<List<Long>>> readers = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    readers.add(inThread(() -> {
                        List<Long> ids = new ArrayList<>();
                        while (true) {
                            Notification notification = listener.next(null).orElseThrow();
                            if (notification.payloadJson().equals("end")) {
                                return ids;
                            }
                            ids.add(notification.id());
                        }
                    }));
                }
                List<CompletableFuture<List<Long>>> writers = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    writers.add(inThread(this::sendSome));
                }
                List<Long> sent = new ArrayList<>();
                for (CompletableFuture<List<Long>> writer : writers) {
                    sent.addAll(writer.get());
                }
                for (int i = 0; i < 3; i++) {
                    notify("orders", "end");
                }
                List<Long> got = new ArrayList<>();
                for (CompletableFuture<List<Long>> reader : readers) {
                    assertThat(reader.get()).isSorted();
                    got.addAll(reader.get());
                }
                assertThat(got).containsExactlyInAnyOrderElementsOf(sent);
            }
        }
    }

    private List<Long> sendSome() {
        List<Long> committed = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            committed.add(notify("orders", "x"));
            if (i % 5 == 0) {
                try {
                    database.access().transaction(connection -> {
                        notify("orders", "rolled back");
                        throw new IllegalStateException();
                    });
                } catch (IllegalStateException expected) {
                    notify("others", "x");
                }
            }
        }
        return committed;
    }

    @Test
    void closingWakesAllWhoWait() throws Exception {
        Listener listener = listen("orders");
        List<CompletableFuture<Optional<Notification>>> waits = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waits.add(inThread(() -> listener.next(null)));
        }
        database.letPass(Duration.ofMillis(50));
        notify("orders", "for one of them");
        listener.close();
        listener.close();
        int closed = 0;
        for (CompletableFuture<Optional<Notification>> wait : waits) {
            try {
                wait.get();
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(HonkerClosedException.class).hasMessageContaining("orders");
                closed++;
            }
        }
        assertThat(closed).isGreaterThanOrEqualTo(4);
        assertThatThrownBy(() -> listener.next(Duration.ZERO)).isInstanceOf(HonkerClosedException.class);
    }

    @Test
    void closingTheDatabaseClosesItsListeners() throws Exception {
        Listener listener = listen("orders");
        CompletableFuture<Optional<Notification>> wait = inThread(() -> listener.next(null));
        database.close();
        assertThatThrownBy(wait::get).hasCauseInstanceOf(HonkerClosedException.class);
        assertThatThrownBy(() -> listen("orders")).isInstanceOf(HonkerClosedException.class);
    }

    @Test
    void anInterruptEndsTheWaitAndKeepsTheFlag() throws Exception {
        try (Listener listener = listen("orders")) {
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread waiter = new Thread(() -> {
                try {
                    listener.next(null);
                } catch (HonkerException e) {
                    flag.complete(Thread.currentThread().isInterrupted());
                }
            });
            waiter.start();
            waiter.interrupt();
            assertThat(flag.get()).isTrue();
        }
    }

    @Test
    void itIsRefusedInATransaction() throws Exception {
        try (Listener listener = listen("orders");
                Connection connection = database.connect()) {
            assertThatThrownBy(() -> database.access().transaction(open -> listener.next(Duration.ZERO)))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("transaction");
            assertThatThrownBy(() -> database.access().transaction(open -> listen("orders")))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("transaction");
            assertThatThrownBy(() -> Channels.listen(Access.of(connection), database.children(), "orders"))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("Database");
        }
    }

    @Test
    void blankChannelsAndMissingPayloadsAreRefused() {
        assertThatThrownBy(() -> listen(" ")).isInstanceOf(HonkerInvalidOptionException.class);
        assertThatThrownBy(() -> notify("", "x")).isInstanceOf(HonkerInvalidOptionException.class);
        assertThatThrownBy(() -> notify("orders", null)).isInstanceOf(HonkerInvalidOptionException.class);
    }

    @Test
    void twoHundredListenersShareOneWatcherAndRunNoSqlWhileIdle() throws Exception {
        CountingAccess access = new CountingAccess(database.access());
        List<Listener> listeners = new ArrayList<>();
        List<CompletableFuture<Optional<Notification>>> waits = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Listener listener = Channels.listen(access, database.children(), "orders");
            listeners.add(listener);
            waits.add(inThread(() -> listener.next(null)));
        }
        assertThat(WatcherThreads.of("listener.db")).hasSize(1);
        long before = database.awaitRest(access::operations, Duration.ofMillis(400));
        long id = notify("orders", "all");
        for (CompletableFuture<Optional<Notification>> wait : waits) {
            assertThat(wait.get()).map(Notification::id).contains(id);
        }
        assertThat(access.operations() - before).isBetween(200L, 400L);
        listeners.forEach(Listener::close);
        assertThat(WatcherThreads.of("listener.db")).isEmpty();
    }
}
