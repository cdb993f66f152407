package dev.honker.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Backoff;
import dev.honker.Event;
import dev.honker.Stream;
import dev.honker.StreamHandle;
import dev.honker.SubscribeOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a subscription saves its offset, and when not. */
@Timeout(120)
class SubscriptionOffsetTest {

    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    Path folder;

    private TestDatabase database;
    private Stream orders;
    private final Received<Long> received = new Received<>();

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("offset.db"));
        orders = database.stream("orders");
        orders.publishAll(Collections.nCopies(25, "x"));
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    private static SubscribeOptions.Builder named() {
        return SubscribeOptions.builder().consumer("mailer");
    }

    /** What was saved when each event began, by events 1 to 25. */
    private List<Long> savedAtEachEvent(SubscribeOptions options) throws Exception {
        try (StreamHandle handle = orders.subscribe(event -> received.add(orders.getOffset("mailer")), options)) {
            List<Long> saved = received.next(25);
            assertThat(handle.isRunning()).isTrue();
            return saved;
        }
    }

    @Test
    void theOffsetIsSavedAfterEverySoManyHandledEvents() throws Exception {
        List<Long> saved =
                savedAtEachEvent(named().saveEveryN(10).saveEvery(Duration.ZERO).build());
        List<Long> expected = new ArrayList<>();
        for (long event = 1; event <= 25; event++) {
            expected.add((event - 1) / 10 * 10);
        }
        assertThat(saved).isEqualTo(expected);
        assertThat(orders.getOffset("mailer")).isEqualTo(25);
    }

    @Test
    void theOffsetIsSavedAfterSoLong() throws Exception {
        List<Long> saved = savedAtEachEvent(
                named().saveEveryN(0).saveEvery(Duration.ofNanos(1)).build());
        for (int event = 1; event <= 25; event++) {
            assertThat(saved.get(event - 1)).isEqualTo(event - 1);
        }
    }

    @Test
    void theOffsetIsSavedWhenThereIsNothingMoreToRead() throws Exception {
        SubscribeOptions options = named().saveEveryN(1_000).saveEvery(NEVER).build();
        try (StreamHandle handle = orders.subscribe(event -> {}, options)) {
            database.awaitHolds(() -> orders.getOffset("mailer") == 25);
            orders.publish("one more");
            database.awaitHolds(() -> orders.getOffset("mailer") == 26);
            assertThat(handle.isRunning()).isTrue();
        }
    }

    @Test
    void aSoftStopWaitsForTheHandlerAndSavesWhatItHandled() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        StreamHandle handle = orders.subscribe(
                event -> {
                    received.add(event.offset());
                    if (event.offset() == 3) {
                        release.await();
                    }
                },
                named().saveEvery(NEVER).build());
        received.next(3);
        CompletableFuture<Boolean> stop = CompletableFuture.supplyAsync(
                () -> handle.stop(TestDatabase.LONG), task -> new Thread(task, "stop").start());
        database.letPass(Duration.ofMillis(100));
        assertThat(stop).isNotDone();
        assertThat(orders.getOffset("mailer")).isZero();
        release.countDown();
        assertThat(stop.get()).isTrue();
        assertThat(orders.getOffset("mailer")).isEqualTo(3 + received.rest().size());
        assertThat(handle.isRunning()).isFalse();
        assertThat(handle.failed()).isFalse();
    }

    @Test
    void theDatabaseSavesTheOffsetsOfWhatRunsWhenItCloses() throws Exception {
        StreamHandle handle = orders.subscribe(
                event -> received.add(event.offset()), named().saveEvery(NEVER).build());
        received.next(25);
        database.children().close();
        assertThat(handle.isRunning()).isFalse();
        assertThat(orders.getOffset("mailer")).isEqualTo(25);
    }

    @Test
    void aHardStopInterruptsTheHandlerAndSavesOnlyWhatReturned() throws Exception {
        Received<String> interrupted = new Received<>();
        StreamHandle handle = orders.subscribe(
                event -> {
                    received.add(event.offset());
                    if (event.offset() == 3) {
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupted.add("yes");
                            throw new IllegalStateException("interrupted", e);
                        }
                    }
                },
                named().saveEvery(NEVER).build());
        received.next(3);
        handle.stopNow();
        assertThat(handle.awaitEnd(TestDatabase.LONG)).isTrue();
        assertThat(interrupted.next()).isEqualTo("yes");
        assertThat(handle.failed()).isFalse();
        assertThat(handle.offset()).isEqualTo(2);
        assertThat(orders.getOffset("mailer")).isEqualTo(2);
    }

    @Test
    void closingInterruptsAHandlerThatOutlastsTheStopTimeout() throws Exception {
        StreamHandle handle = orders.subscribe(
                event -> {
                    received.add(event.offset());
                    new CountDownLatch(1).await();
                },
                named().stopTimeout(Duration.ofMillis(50)).build());
        received.next();
        handle.close();
        assertThat(handle.isRunning()).isFalse();
        assertThat(handle.failure()).isEmpty();
        assertThat(orders.getOffset("mailer")).isZero();
    }

    @Test
    void afterACrashOnlyTheUnsavedTailComesAgain() throws Exception {
        CountingAccess access = new CountingAccess(database.access());
        Stream crashing = new StreamTopic("orders", access, database.children());
        SubscribeOptions options =
                named().saveEveryN(10).saveEvery(Duration.ZERO).build();
        StreamHandle handle = crashing.subscribe(
                event -> {
                    if (event.offset() == 25) {
                        access.cut();
                    }
                    received.add(event.offset());
                },
                options);
        assertThat(received.next(25)).hasSize(25);
        assertThat(handle.awaitEnd(TestDatabase.LONG)).isTrue();
        assertThat(orders.getOffset("mailer")).isEqualTo(20);
        try (StreamHandle again = orders.subscribe(event -> received.add(event.offset()), options)) {
            assertThat(received.next(5)).containsExactly(21L, 22L, 23L, 24L, 25L);
            assertThat(again.isRunning()).isTrue();
        }
    }

    @Test
    void withoutAConsumerOrWithManualSavingNothingIsSaved() throws Exception {
        CountingAccess access = new CountingAccess(database.access());
        Stream counted = new StreamTopic("orders", access, database.children());
        List<SubscribeOptions> choices = List.of(
                SubscribeOptions.builder().saveEveryN(1).build(),
                named().manualSave().build(),
                named().saveEveryN(0).saveEvery(Duration.ZERO).build());
        for (SubscribeOptions options : choices) {
            try (StreamHandle handle = counted.subscribe(event -> received.add(event.offset()), options)) {
                assertThat(received.next(25)).endsWith(25L);
                assertThat(handle.isRunning()).isTrue();
            }
            assertThat(orders.getOffset("mailer")).isZero();
        }
        assertThat(access.operations()).isLessThan(10);
    }

    @Test
    void anOffsetSavedInTheHandlersTransactionIsAsLastingAsItsEffects() throws Exception {
        database.execute("CREATE TABLE effects(event INTEGER)");
        AtomicInteger calls = new AtomicInteger();
        SubscribeOptions options =
                named().manualSave().backoff(Backoff.fixed(Duration.ZERO)).build();
        try (StreamHandle handle = orders.subscribe(
                event -> database.access().transaction(connection -> {
                    effect(connection, event);
                    orders.saveOffset(connection, "mailer", event.offset());
                    if (calls.incrementAndGet() % 5 == 0) {
                        throw new IllegalStateException("after the effect");
                    }
                    received.add(event.offset());
                    return true;
                }),
                options)) {
            received.next(25);
            database.awaitHolds(() -> orders.getOffset("mailer") == 25);
            assertThat(handle.isRunning()).isTrue();
        }
        assertThat(calls).hasValue(31);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*), count(DISTINCT event) FROM effects")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(25);
            assertThat(row.getLong(2)).isEqualTo(25);
        }
    }

    private static void effect(Connection connection, Event event) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO effects VALUES (" + event.offset() + ")");
        }
    }

    @Test
    void aSavedOffsetNeverGoesBackWhenReplayedFromAnEarlierOne() throws Exception {
        orders.saveOffset("mailer", 20);
        SubscribeOptions options = named().fromOffset(0).saveEveryN(1).build();
        List<Long> saved = savedAtEachEvent(options);
        assertThat(saved.subList(0, 21)).containsOnly(20L);
        assertThat(saved.subList(21, 25)).containsExactly(21L, 22L, 23L, 24L);
    }
}
