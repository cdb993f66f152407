package dev.honker.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Event;
import dev.honker.Stream;
import dev.honker.StreamHandle;
import dev.honker.SubscribeOptions;
import dev.honker.internal.wake.WatcherThreads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class SubscriptionTest {

    private static final int REPEAT = Integer.getInteger("repeat", 1);

    @TempDir
    Path folder;

    private TestDatabase database;
    private Stream orders;
    private final Received<Long> received = new Received<>();

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("subscription.db"));
        orders = database.stream("orders");
    }

    @AfterEach
    void close() throws Exception {
        database.close();
        assertThat(WatcherThreads.of("subscription.db")).isEmpty();
    }

    private void receive(Event event) {
        received.add(event.offset());
    }

    @Test
    void whatWasPublishedIsReplayedAndWhatIsPublishedFollows() throws Exception {
        orders.publishAll(Collections.nCopies(2_500, "old"));
        try (StreamHandle handle = orders.subscribe(this::receive)) {
            assertThat(received.next(2_500)).isSorted().doesNotHaveDuplicates();
            long live = orders.publish("new");
            assertThat(received.next()).isEqualTo(live);
            assertThat(handle.isRunning()).isTrue();
            assertThat(handle.failed()).isFalse();
        }
        assertThat(received.rest()).isEmpty();
    }

    @Test
    void noEventIsMissedOrDoubledWhileFourThreadsPublish() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 2 * REPEAT; round++) {
                Stream topic = database.stream("round" + round);
                topic.publishAll(Collections.nCopies(1_500, "old"));
                Received<Long> events = new Received<>();
                CountDownLatch begun = new CountDownLatch(4);
                List<Future<?>> ends = new ArrayList<>();
                for (int writer = 0; writer < 4; writer++) {
                    ends.add(writers.submit(() -> {
                        for (int i = 0; i < 150; i++) {
                            topic.publish("live");
                            orders.publish("gap");
                            begun.countDown();
                        }
                    }));
                }
                begun.await();
                try (StreamHandle handle = topic.subscribe(event -> events.add(event.offset()))) {
                    List<Long> offsets = events.next(2_100);
                    for (Future<?> end : ends) {
                        end.get();
                    }
                    assertThat(offsets)
                            .isEqualTo(topic.readSince(0, 100_000).stream()
                                    .map(Event::offset)
                                    .toList());
                    assertThat(handle.stop(TestDatabase.LONG)).isTrue();
                    assertThat(handle.offset()).isEqualTo(offsets.get(2_099));
                }
                assertThat(events.rest()).isEmpty();
            }
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void rolledBackEventsAreNeverDelivered() throws Exception {
        try (StreamHandle handle = orders.subscribe(this::receive)) {
            assertThatThrownBy(() -> database.access().transaction(connection -> {
                        orders.publish("rolled back");
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
            long offset = orders.publish("committed");
            assertThat(received.next()).isEqualTo(offset);
            handle.stop(TestDatabase.LONG);
            assertThat(received.rest()).isEmpty();
        }
    }

    @Test
    void itStartsBehindTheExplicitOffsetElseTheSavedOneElseAtTheBeginning() throws Exception {
        orders.publishAll(Collections.nCopies(10, "x"));
        orders.saveOffset("mailer", 8);
        SubscribeOptions named =
                SubscribeOptions.builder().consumer("mailer").manualSave().build();
        try (StreamHandle handle = orders.subscribe(this::receive, named)) {
            assertThat(received.next(2)).containsExactly(9L, 10L);
            assertThat(handle.isRunning()).isTrue();
        }
        SubscribeOptions explicit = SubscribeOptions.builder()
                .consumer("mailer")
                .manualSave()
                .fromOffset(5)
                .build();
        try (StreamHandle handle = orders.subscribe(this::receive, explicit)) {
            assertThat(received.next(5)).containsExactly(6L, 7L, 8L, 9L, 10L);
            assertThat(handle.isRunning()).isTrue();
        }
        SubscribeOptions fresh = SubscribeOptions.builder().consumer("new").build();
        try (StreamHandle handle = orders.subscribe(this::receive, fresh)) {
            assertThat(received.next()).isEqualTo(1);
            assertThat(handle.isRunning()).isTrue();
        }
        SubscribeOptions ahead = SubscribeOptions.builder().fromOffset(12).build();
        received.next(received.rest().size());
        try (StreamHandle handle = orders.subscribe(this::receive, ahead)) {
            assertThat(handle.offset()).isEqualTo(12);
            orders.publishAll(List.of("11", "12", "13"));
            assertThat(received.next()).isEqualTo(13);
        }
    }

    @Test
    void aSlowHandlerHindersNoWriter() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        orders.publish("first");
        try (StreamHandle handle = orders.subscribe(event -> {
            receive(event);
            release.await();
        })) {
            received.next();
            for (int i = 0; i < 50; i++) {
                orders.publish("more");
            }
            assertThat(received.rest()).isEmpty();
            release.countDown();
            assertThat(received.next(50)).hasSize(50);
            assertThat(handle.isRunning()).isTrue();
        }
    }

    @Test
    void aSuppliedExecutorRunsTheHandlerAndItsShutdownEndsTheSubscription() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "mine"));
        Received<String> threads = new Received<>();
        orders.publish("x");
        SubscribeOptions options =
                SubscribeOptions.builder().executor(executor).consumer("c").build();
        StreamHandle handle =
                orders.subscribe(event -> threads.add(Thread.currentThread().getName()), options);
        assertThat(threads.next()).isEqualTo("mine");
        executor.shutdownNow();
        assertThat(handle.awaitEnd(TestDatabase.LONG)).isTrue();
        assertThat(executor.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(orders.getOffset("c")).isEqualTo(1);
        assertThatThrownBy(() -> orders.subscribe(event -> {}, options)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void anIdleSubscriptionRunsNoSql() throws Exception {
        CountingAccess access = new CountingAccess(database.access());
        Stream counted = new StreamTopic("orders", access, database.children());
        List<StreamHandle> handles = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            handles.add(counted.subscribe(
                    this::receive, SubscribeOptions.builder().consumer("c" + i).build()));
        }
        orders.publish("x");
        received.next(20);
        database.awaitHolds(() -> {
            for (int i = 0; i < 20; i++) {
                if (orders.getOffset("c" + i) == 0) {
                    return false;
                }
            }
            return true;
        });
        long before = database.awaitRest(access::operations, Duration.ofMillis(500));
        assertThat(before)
                .as("reads of 20 subscriptions while 20 offsets were saved")
                .isLessThan(2_000);
        assertThat(handles).allMatch(StreamHandle::isRunning);
        assertThat(WatcherThreads.of("subscription.db")).hasSize(1);
    }

    @Test
    void withoutAWakeItLooksAgainAfterThePollTimeout() throws Exception {
        CountingAccess access = new CountingAccess(database.access());
        Stream counted = new StreamTopic("orders", access, database.children());
        SubscribeOptions options =
                SubscribeOptions.builder().pollTimeout(Duration.ofMillis(10)).build();
        try (StreamHandle handle = counted.subscribe(this::receive, options)) {
            long start = System.nanoTime();
            database.awaitHolds(() -> access.operations() >= 5);
            database.letPass(Duration.ofMillis(300));
            long operations = access.operations();
            // why doubled: a look in the first moment, and a second thread that is late
            assertThat(operations).isLessThan(2 * (System.nanoTime() - start) / 10_000_000);
            assertThat(handle.isRunning()).isTrue();
        }
    }
}
