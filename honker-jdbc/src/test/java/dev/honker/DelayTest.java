package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A delay takes at least as long as it says, though the tables count whole seconds. */
class DelayTest {

    private static final Instant NOW = Instant.ofEpochSecond(HandClock.START).plusMillis(900);

    @TempDir
    private Path directory;

    private final HandClock clock = new HandClock();
    private Database db;
    private Queue queue;

    @BeforeEach
    void open() {
        clock.advance(Duration.ofMillis(900));
        db = Honker.open(
                directory.resolve("app.db"), OpenOptions.builder().clock(clock).build());
        queue = db.queue("q");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aDelayedJobIsDueAfterTheFractionOfThePresentSecond() {
        long id = queue.enqueue("1", options().delay(Duration.ofSeconds(1)).build());

        assertThat(runAt(id)).isEqualTo(2);
    }

    @Test
    void aDelayIsNoLongerThanItNeeds() {
        long id = queue.enqueue("1", options().delay(Duration.ofMillis(1_100)).build());

        assertThat(runAt(id)).isEqualTo(2);
    }

    @Test
    void noDelayIsAtOnce() {
        long id = queue.enqueue("1", options().delay(Duration.ZERO).build());

        assertThat(runAt(id)).isEqualTo(0);
    }

    @Test
    void manyJobsAndUniqueOnesAreDelayedAlike() {
        EnqueueOptions second = options().delay(Duration.ofSeconds(1)).build();

        assertThat(runAt(queue.enqueueAll(List.of("1"), second).get(0))).isEqualTo(2);
        assertThat(runAt(queue.enqueueUnique("k", "1", OnDuplicate.FAIL, second).id()))
                .isEqualTo(2);
    }

    @Test
    void aRetryTakesAtLeastItsDelay() {
        long id = queue.enqueue("1");
        queue.claimOne("w").orElseThrow().retry(Duration.ofSeconds(1), "again");
        assertThat(runAt(id)).isEqualTo(2);

        long other = queue.enqueue("2");
        queue.claimOne("w").orElseThrow();
        queue.retry(other, "w", Duration.ofSeconds(1), "again");
        assertThat(runAt(other)).isEqualTo(2);
    }

    @Test
    void aJobThatWouldExpireBeforeItIsDueIsRefused() {
        assertThatThrownBy(() -> options()
                        .delay(Duration.ofSeconds(3))
                        .expires(Duration.ofSeconds(1))
                        .build())
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("expires must be longer than delay 3 s, or the job never runs, but is 1 s");
        EnqueueOptions late = options()
                .runAt(NOW.plusSeconds(60))
                .expires(Duration.ofSeconds(30))
                .build();
        assertThatThrownBy(() -> queue.enqueue("1", late))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContainingAll("expires", "runAt " + NOW.plusSeconds(60), "30 s from now");
        assertThat(queue.size()).isZero();
    }

    @Test
    void aJobThatExpiresJustAfterItIsDueCanBeClaimed() {
        queue.enqueue(
                "1",
                options()
                        .delay(Duration.ofSeconds(3))
                        .expires(Duration.ofMillis(3_050))
                        .build());
        clock.advance(Duration.ofMillis(3_100));

        assertThat(queue.claimOne("w")).isPresent();
    }

    @TestFactory
    Stream<DynamicTest> everyBuilderRefusesWhatIsLongerThanTheTablesHold() {
        return Stream.of(
                        EnqueueOptions.builder(),
                        ScheduleOptions.builder(),
                        ScheduleUpdate.builder(),
                        TaskOptions.builder(),
                        WorkerOptions.builder(),
                        TaskWorkerOptions.builder(),
                        OutboxOptions.builder(),
                        QueueOptions.builder(),
                        ResultOptions.builder(),
                        WaitOptions.builder(),
                        LockOptions.builder(),
                        ListenOptions.builder(),
                        SubscribeOptions.builder(),
                        SchedulerOptions.builder(),
                        JanitorOptions.builder(),
                        OpenOptions.builder(),
                        WatcherOptions.builder(),
                        NotificationPruneOptions.builder())
                .flatMap(builder -> Arrays.stream(builder.getClass().getMethods())
                        .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {Duration.class}))
                        .map(method -> DynamicTest.dynamicTest(
                                builder.getClass().getEnclosingClass().getSimpleName() + "." + method.getName(),
                                () -> assertThatThrownBy(() -> call(builder, method, Duration.ofDays(100_000_001)))
                                        .isInstanceOf(HonkerInvalidOptionException.class)
                                        .hasMessageStartingWith(method.getName() + " must be at most"))));
    }

    private static void call(Object builder, Method method, Duration duration) throws Throwable {
        try {
            method.invoke(builder, duration);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private long runAt(long id) {
        return queue.getJob(id).orElseThrow().runAt().getEpochSecond() - HandClock.START;
    }

    private static EnqueueOptions.Builder options() {
        return EnqueueOptions.builder();
    }
}
