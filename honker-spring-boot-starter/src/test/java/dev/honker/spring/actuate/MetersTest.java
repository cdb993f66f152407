package dev.honker.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.honker.EnqueueOptions;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.UpdateEvents;
import dev.honker.WorkerHandle;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class MetersTest extends ActuatorFixture {

    private double gauge(String name, String... tags) {
        Gauge gauge = meters().find(name).tags(tags).gauge();
        assertThat(gauge).as(name + " " + List.of(tags)).isNotNull();
        return gauge.value();
    }

    private double counter(String name, String... tags) {
        FunctionCounter counter = meters().find(name).tags(tags).functionCounter();
        assertThat(counter).as(name + " " + List.of(tags)).isNotNull();
        return counter.count();
    }

    /** Reads something, so that what is new in the file gets its meters. */
    private void look() {
        assertThat(gauge("honker.wal.size")).isPositive();
    }

    @Test
    void aQueueIsMeasuredFromTheMomentWhenItIsFirstSeen() throws Exception {
        start("honker.metrics.interval=0");
        assertThat(meters().find("honker.queue.depth").gauges()).isEmpty();
        Queue emails = db().queue("emails");
        emails.enqueueAll(List.of("1", "2", "3"));
        emails.enqueue("4", EnqueueOptions.builder().delay(Duration.ofHours(1)).build());
        emails.claimOne("me").orElseThrow();
        look();
        assertThat(gauge("honker.queue.depth", "queue", "emails", "state", "due"))
                .isEqualTo(2);
        assertThat(gauge("honker.queue.depth", "queue", "emails", "state", "delayed"))
                .isEqualTo(1);
        assertThat(gauge("honker.queue.depth", "queue", "emails", "state", "held"))
                .isEqualTo(1);
        assertThat(gauge("honker.queue.depth", "queue", "emails", "state", "dead"))
                .isZero();
        assertThat(gauge("honker.queue.oldest.age", "queue", "emails")).isBetween(0.0, 600.0);
        assertThat(gauge("honker.queue.paused", "queue", "emails")).isZero();
        emails.pause();
        assertThat(gauge("honker.queue.paused", "queue", "emails")).isEqualTo(1);
        String page = get("/actuator/metrics/honker.queue.depth?tag=queue:emails&tag=state:due")
                .body();
        assertThat(page).contains("\"value\":2.0");
        emails.resume();
        db().transactionVoid(tx -> tx.execute("DELETE FROM _honker_live"));
        assertThat(gauge("honker.queue.depth", "queue", "emails", "state", "due"))
                .isZero();
    }

    @Test
    void transactionsThatLetOthersWriteAreCounted() throws Exception {
        start("honker.metrics.interval=0");
        db().queue("emails").enqueue("{}");
        DataSource pool = bean(DataSource.class);
        try (Connection first = pool.getConnection();
                Statement statement = first.createStatement()) {
            first.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM _honker_live").close();
            db().queue("emails").enqueue("{}");
            assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM _honker_live"))
                    .hasMessageContaining("SQLITE_BUSY_SNAPSHOT");
            first.rollback();
        }
        assertThat(counter("honker.writer.lock.yields")).isEqualTo(1);
        assertThat(counter("honker.writer.lock.resumed")).isZero();
        assertThat(counter("honker.writer.lock.outdated")).isEqualTo(1);
        assertThat(gauge("honker.writer.lock.waiting")).isZero();
        assertThat(db().inspection().check(false))
                .anySatisfy(finding -> assertThat(finding.text()).startsWith("1 writes of this process were refused"));
    }

    @Test
    void whatWorkersDidIsCounted() throws Exception {
        start("honker.metrics.interval=0");
        Queue emails =
                db().queue("emails", QueueOptions.builder().maxAttempts(1).build());
        CountDownLatch done = new CountDownLatch(3);
        try (WorkerHandle worker = emails.worker("w", job -> {
            done.countDown();
            if (job.payloadJson().equals("2")) {
                throw new IllegalStateException("no such address");
            }
        })) {
            emails.enqueueAll(List.of("1", "2", "3"));
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(worker.failed()).isFalse();
        }
        look();
        assertThat(counter("honker.worker.claimed", "queue", "emails")).isEqualTo(3);
        assertThat(counter("honker.worker.acked", "queue", "emails")).isEqualTo(2);
        assertThat(counter("honker.worker.dead", "queue", "emails")).isEqualTo(1);
        assertThat(counter("honker.worker.lost", "queue", "emails")).isZero();
        assertThat(counter("honker.worker.retried", "queue", "emails")).isZero();
        assertThat(gauge("honker.worker.running", "queue", "emails")).isZero();
        assertThat(gauge("honker.queue.depth", "queue", "emails", "state", "dead"))
                .isEqualTo(1);
    }

    @Test
    void aClaimThatWasTakenFromItsWorkerIsCountedAsLost() throws Exception {
        start("honker.metrics.interval=0");
        CountDownLatch cancelled = new CountDownLatch(1);
        try (WorkerHandle worker = db().queue("emails").worker("w", job -> {
            db().transactionVoid(tx -> tx.execute("DELETE FROM _honker_live"));
            cancelled.countDown();
        })) {
            db().queue("emails").enqueue("{}");
            assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(worker.failed()).isFalse();
        }
        look();
        assertThat(counter("honker.worker.lost", "queue", "emails")).isEqualTo(1);
        assertThat(counter("honker.worker.released", "queue", "emails")).isZero();
        assertThat(counter("honker.worker.acked", "queue", "emails")).isZero();
    }

    @Test
    void theOldestAgeIsInSeconds() {
        start("honker.metrics.interval=0");
        db().queue("emails").enqueue("{}");
        db().transactionVoid(tx -> tx.execute("UPDATE _honker_live SET run_at = unixepoch() - 1000"));
        look();
        assertThat(gauge("honker.queue.oldest.age", "queue", "emails")).isBetween(999.0, 1600.0);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class ApplicationWithItsOwnMeters {

        @Bean
        MeterBinder honkerMeters() {
            return registry -> registry.counter("own");
        }
    }

    @Test
    void aBeanOfTheNameReplacesTheMeters() {
        start(ApplicationWithItsOwnMeters.class);
        assertThat(meters().find("own").counter()).isNotNull();
        assertThat(meters().find("honker.wal.size").gauge()).isNull();
    }

    @Test
    void theWatcherTellsItsStateAndHowLongAWakeTakes() {
        start("honker.metrics.interval=0");
        assertThat(gauge("honker.watcher.state", "state", "idle")).isEqualTo(1);
        try (UpdateEvents events = db().updateEvents()) {
            db().queue("emails").enqueue("{}");
            assertThat(events.awaitUpdate(Duration.ofSeconds(20))).isTrue();
            assertThat(gauge("honker.watcher.state", "state", "idle")).isZero();
            assertThat(gauge("honker.watcher.state", "state", "running")).isEqualTo(1);
            assertThat(gauge("honker.watcher.subscribers")).isEqualTo(1);
        }
        assertThat(counter("honker.watcher.wakes")).isPositive();
        FunctionTimer latency = meters().get("honker.wake.latency").functionTimer();
        assertThat(latency.count()).isEqualTo(db().watcher().measuredWakes());
        // why not equal: the meter converts the nanoseconds to its own unit and back
        assertThat(latency.totalTime(TimeUnit.NANOSECONDS))
                .isCloseTo(db().watcher().totalLatency().toNanos(), within(1.0));
    }

    @Test
    void allMetersOfAnIntervalTellOfOneLook() {
        start("honker.metrics.interval=1h");
        db().queue("emails").enqueue("{}");
        assertThat(meters().find("honker.queue.depth").gauges()).isEmpty();
        assertThat(gauge("honker.watcher.state", "state", "idle")).isEqualTo(1);
        try (UpdateEvents events = db().updateEvents()) {
            assertThat(gauge("honker.watcher.state", "state", "idle")).isEqualTo(1);
            assertThat(events.awaitUpdate(Duration.ZERO)).isFalse();
        }
    }

    @Test
    void metersOfAClosedDatabaseAreNoNumbers() {
        start("honker.metrics.interval=0");
        MeterRegistry meters = meters();
        db().close();
        assertThat(meters.get("honker.wal.size").gauge().value()).isNaN();
    }

    @Test
    void thereAreNoMetersIfTheyAreSwitchedOff() {
        start("honker.metrics.enabled=false");
        assertThat(meters().find("honker.wal.size").gauge()).isNull();
        assertThat(meters().find("jdbc.connections.max").gauge()).isNotNull();
    }

    @Test
    void aNegativeIntervalIsRefusedAtTheStart() {
        assertThatThrownBy(() -> start("honker.metrics.interval=-1s"))
                .rootCause()
                .hasMessageContaining("honker.metrics.interval must not be negative, but is PT-1S");
    }
}
