package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Halves of surrogate pairs, which the driver would store as question marks, are refused at every way in. */
class LoneSurrogateTest extends DatabaseFixture {

    private static final String HIGH = "a\ud800b";
    private static final String LOW = "\udc00";

    @TestFactory
    Stream<DynamicTest> isRefused() {
        Queue queue = db.queue("q");
        CronSchedule hourly = CronSchedule.cron("0 * * * *");
        return Stream.of(
                refused("payload of a job", () -> queue.enqueue(HIGH)),
                refused("payload of one of many jobs", () -> queue.enqueueAll(List.of("1", LOW))),
                refused("payload of a typed job", () -> db.queue("q", String.class)
                        .enqueue(HIGH)),
                refused("payload of a unique job", () -> queue.enqueueUnique("k", HIGH, OnDuplicate.KEEP)),
                refused("key of a unique job", () -> queue.enqueueUnique(HIGH, "1", OnDuplicate.KEEP)),
                refused("name of a queue", () -> db.queue(HIGH).enqueue("1")),
                refused(
                        "name of a queue in a transaction",
                        () -> db.transactionVoid(tx -> tx.queue(HIGH).enqueue("1"))),
                refused("id of a worker", () -> queue.claimBatch(HIGH, 1)),
                refused("error of a failed job", () -> queue.fail(1, "w", HIGH)),
                refused("error of a job to retry", () -> queue.retry(1, "w", Duration.ZERO, HIGH)),
                refused("result", () -> queue.saveResult(1, HIGH)),
                refused("payload of an event", () -> db.stream("s").publish(HIGH)),
                refused("payload of one of many events", () -> db.stream("s").publishAll(List.of(HIGH))),
                refused("key of an event", () -> db.stream("s").publish("1", HIGH)),
                refused("topic", () -> db.stream(HIGH).publish("1")),
                refused("consumer", () -> db.stream("s").saveOffset(HIGH, 1)),
                refused("payload of a notification", () -> db.notify("c", HIGH)),
                refused("channel", () -> db.notify(HIGH, "1")),
                refused("name of a lock", () -> db.tryLock(HIGH)),
                refused("name of a rate limit", () -> db.tryRateLimit(HIGH, 1, Duration.ofSeconds(1))),
                refused("name of a schedule", () -> db.scheduler().add(HIGH, "q", hourly, "1")),
                refused("queue of a schedule", () -> db.scheduler().add("s", HIGH, hourly, "1")),
                refused("payload of a schedule", () -> db.scheduler().add("s", "q", hourly, HIGH)),
                refused("payload of a changed schedule", () -> ScheduleUpdate.builder()
                        .payload(HIGH)));
    }

    private static DynamicTest refused(String what, ThrowingCallable call) {
        return DynamicTest.dynamicTest(what, () -> assertThatThrownBy(call)
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("must be valid Unicode")
                .hasMessageContaining("surrogate"));
    }

    @Test
    void twoKeysNeverBecomeOne() {
        db.queue("q").enqueueUnique("k?", "1", OnDuplicate.FAIL);

        assertThatThrownBy(() -> db.queue("q").enqueueUnique("k\ud800", "2", OnDuplicate.KEEP))
                .hasMessage(
                        "key must be valid Unicode, but has half of a surrogate pair, \\ud800, at index 1, for which"
                                + " SQLite would store a question mark; remove it, or replace it with U+FFFD");
        assertThat(db.queue("q").size()).isEqualTo(1);
    }

    @Test
    void wholePairsAreStored() {
        db.queue("q").enqueue("\"\ud83d\udca9\"");

        assertThat(db.queue("q").claimOne("w").orElseThrow().payloadJson()).isEqualTo("\"\ud83d\udca9\"");
    }

    @Test
    void sqlFunctionsRefuseThemAsParameterAndInTheText() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:honker:sqlite:" + file);
                PreparedStatement enqueue =
                        connection.prepareStatement("SELECT honker_enqueue('q', ?, NULL, NULL, 0, 3, NULL)");
                Statement notify = connection.createStatement()) {
            assertThatThrownBy(() -> enqueue.setString(1, HIGH))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("must be valid Unicode");
            assertThatThrownBy(() -> notify.execute("SELECT notify('c', '" + HIGH + "')"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("must be valid Unicode");
        }
        assertThat(number("SELECT count(*) FROM _honker_notifications")).isZero();
    }

    @Test
    void aFailureWhoseMessageHasThemStillEndsItsJob() {
        OpenOptions inline = OpenOptions.builder().inline(true).build();
        try (Database here = Honker.open(directory.resolve("inline.db"), inline);
                WorkerHandle worker = here.queue("q").worker("w", job -> {
                    throw new IllegalStateException(HIGH);
                })) {
            here.queue("q").enqueue("1", EnqueueOptions.builder().maxAttempts(1).build());

            assertThat(worker.counts().dead()).isEqualTo(1);
            assertThat(here.queue("q").deadLetters().list(1).get(0).lastError()).contains("a\\ud800b");
        }
    }
}
