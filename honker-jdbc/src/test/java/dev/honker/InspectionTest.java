package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.jdbc.HonkerDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** What an operator sees of a file, and that looking changes nothing. */
class InspectionTest extends DatabaseFixture {

    private static final long HOUR = 3_600;

    private void live(String queue, String columns, String values) {
        execute("INSERT INTO _honker_live(queue, payload, " + columns + ") VALUES ('" + queue + "', 'p', " + values
                + ")");
    }

    private void fill() {
        live("a", "run_at", "unixepoch() - " + HOUR);
        live("a", "run_at", "unixepoch() + " + HOUR);
        live("a", "state, worker_id, claim_expires_at", "'processing', 'w', unixepoch() + " + HOUR);
        live("a", "state, worker_id, claim_expires_at", "'processing', 'w', unixepoch() - " + HOUR);
        live("a", "expires_at", "unixepoch() - " + HOUR);
        live("a", "state, worker_id, claim_expires_at, expires_at", "'processing', 'w', 1, 2");
        live("b", "run_at", "unixepoch() - " + HOUR);
        execute("INSERT INTO _honker_dead(id, queue, payload) VALUES (90, 'b', 'p'), (91, 'c', 'p')");
        db.queue("d").pause();
    }

    @Test
    void queuesSayWhatEachQueueSaysOfItself() {
        fill();
        List<QueueStats> queues = db.inspection().queues();
        assertThat(queues).extracting(QueueStats::queue).containsExactly("a", "b", "c", "d");
        for (QueueStats stats : queues) {
            assertThat(stats)
                    .usingRecursiveComparison()
                    .ignoringFields("oldestDueAge")
                    .isEqualTo(db.queue(stats.queue()).stats());
            assertThat(stats.oldestDueAge() == null)
                    .isEqualTo(db.queue(stats.queue()).stats().oldestDueAge() == null);
        }
        assertThat(queues.get(0).oldestDueAge())
                .isBetween(java.time.Duration.ofHours(1), java.time.Duration.ofHours(2));
    }

    @Test
    void jobsAreFoundByTheConditionInWhichTheyAreCounted() {
        fill();
        Inspection inspection = db.inspection();
        for (QueueStats stats : inspection.queues()) {
            assertThat(found(stats.queue(), JobCondition.DUE)).isEqualTo(stats.due());
            assertThat(found(stats.queue(), JobCondition.DELAYED)).isEqualTo(stats.delayed());
            assertThat(found(stats.queue(), JobCondition.HELD)).isEqualTo(stats.held());
            assertThat(found(stats.queue(), JobCondition.LAPSED)).isEqualTo(stats.lapsed());
            assertThat(found(stats.queue(), JobCondition.EXPIRED)).isEqualTo(stats.expired());
        }
        assertThat(inspection.jobs(JobFilter.first(3))).hasSize(3);
        assertThat(inspection.jobs(new JobFilter(null, null, 5, 10)))
                .extracting(LiveJob::id)
                .containsExactly(6L, 7L);
        assertThat(inspection.deadLetters(JobFilter.first(9).of("b")))
                .extracting(DeadLetter::id)
                .containsExactly(90L);
        assertThat(inspection.job(1)).isEqualTo(db.queue("a").getJob(1));
        assertThat(inspection.deadLetter(91))
                .isEqualTo(db.queue("c").deadLetters().get(91));
    }

    private long found(String queue, JobCondition condition) {
        return db.inspection().jobs(new JobFilter(queue, condition, 0, 100)).size();
    }

    @Test
    void filterRefusesWhatIsOutsideItsLimits() {
        assertThatThrownBy(() -> JobFilter.first(0))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("limit must be between 1 and 100000, but is 0");
        assertThatThrownBy(() -> new JobFilter(null, null, -1, 1))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("afterId must not be negative, but is -1");
    }

    @Test
    void lagCountsOnlyTheEventsOfTheConsumersTopic() {
        Stream orders = db.stream("orders");
        long first = orders.publish("1");
        db.stream("other").publish("x");
        db.stream("other").publish("y");
        orders.publish("2");
        long last = orders.publish("3");
        orders.saveOffset("billing", first);
        orders.saveOffset("audit", last);
        db.stream("other").saveOffset("billing", 99);
        db.stream("gone").saveOffset("late", 7);
        Inspection inspection = db.inspection();
        assertThat(inspection.streams())
                .containsExactly(
                        new StreamInfo("gone", 0, 0, 0),
                        new StreamInfo("orders", 3, first, last),
                        new StreamInfo("other", 2, 2, 3));
        assertThat(inspection.consumers("orders"))
                .containsExactly(
                        new ConsumerInfo("orders", "audit", last, 0), new ConsumerInfo("orders", "billing", first, 2));
        assertThat(inspection.consumers())
                .hasSize(4)
                .containsAll(inspection.consumers("orders"))
                .contains(new ConsumerInfo("other", "billing", 99, 0), new ConsumerInfo("gone", "late", 7, 0));
        assertThat(inspection.consumers("none")).isEmpty();
    }

    @Test
    void fileWithoutTablesIsEmptyAndStaysSo() throws IOException {
        db.close();
        var bare = directory.resolve("bare.db");
        Files.createFile(bare);
        for (boolean readOnly : new boolean[] {true, false}) {
            HonkerDataSource dataSource = new HonkerDataSource("jdbc:honker:sqlite:" + bare);
            if (readOnly) {
                Properties properties = new Properties();
                properties.setProperty("open_mode", "1");
                dataSource.setProperties(properties);
            }
            try (Database database = Honker.of(dataSource)) {
                Inspection inspection = database.inspection();
                assertThat(inspection.hasTables()).isFalse();
                assertThat(inspection.queues()).isEmpty();
                assertThat(inspection.jobs(JobFilter.first(1))).isEmpty();
                assertThat(inspection.job(1)).isEmpty();
                assertThat(inspection.deadLetters(JobFilter.first(1))).isEmpty();
                assertThat(inspection.deadLetter(1)).isEmpty();
                assertThat(inspection.result(1)).isEmpty();
                assertThat(inspection.locks()).isEmpty();
                assertThat(inspection.schedules()).isEmpty();
                assertThat(inspection.lastEvents("t", 1)).isEmpty();
                assertThat(inspection.streams()).isEmpty();
                assertThat(inspection.consumers()).isEmpty();
                assertThat(inspection.consumers("t")).isEmpty();
                assertThat(inspection.check(true)).isNotEmpty();
                assertThat(database.query("SELECT * FROM sqlite_master")).isEmpty();
            }
        }
    }

    @Test
    void jobThatNobodyHoldsRunsNow() {
        fill();
        Queue queue = db.queue("a");
        assertThat(queue.runNow(3)).as("held").isFalse();
        assertThat(queue.runNow(99)).as("unknown").isFalse();
        for (long id : new long[] {1, 2, 4, 5, 6}) {
            assertThat(queue.runNow(id)).isTrue();
        }
        assertThat(queue.stats().due()).isEqualTo(5);
        execute("UPDATE _honker_live SET attempts = 3, run_at = 1 WHERE id = 2");
        assertThat(queue.runNow(2)).isTrue();
        assertThat(queue.claimOne("w")).hasValueSatisfying(job -> {
            assertThat(job.id()).isEqualTo(2);
            assertThat(job.attempts()).isEqualTo(4);
        });
    }
}
