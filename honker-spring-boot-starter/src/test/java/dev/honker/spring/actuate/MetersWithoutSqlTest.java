package dev.honker.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.UpdateEvents;
import dev.honker.WorkerHandle;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the meters tell while the database can't be looked at, which is when they are needed. */
class MetersWithoutSqlTest extends ActuatorFixture {

    @BeforeEach
    void startWithOneConnection() {
        start(
                "honker.metrics.interval=0",
                "spring.datasource.hikari.maximum-pool-size=1",
                "spring.datasource.hikari.connection-timeout=300");
    }

    private double gauge(String name, String... tags) {
        return meters().get(name).tags(tags).gauge().value();
    }

    @Test
    void countersAndTimersStayWhileTheOnlyConnectionIsTaken() throws Exception {
        try (UpdateEvents events = db().updateEvents()) {
            db().queue("emails").enqueue("{}");
            assertThat(events.awaitUpdate(Duration.ofSeconds(20))).isTrue();
        }
        MeterRegistry meters = meters();
        FunctionTimer latency = meters.get("honker.wake.latency").functionTimer();
        double count = latency.count();
        double total = latency.totalTime(TimeUnit.NANOSECONDS);
        double wakes = meters.get("honker.watcher.wakes").functionCounter().count();
        assertThat(wakes).isPositive();
        try (Connection only = bean(DataSource.class).getConnection()) {
            assertThat(only.isClosed()).isFalse();
            assertThat(latency.count()).isEqualTo(count);
            assertThat(latency.totalTime(TimeUnit.NANOSECONDS)).isEqualTo(total);
            assertThat(meters.get("honker.watcher.wakes").functionCounter().count())
                    .isEqualTo(wakes);
            assertThat(gauge("honker.watcher.subscribers")).isNaN();
            assertThat(gauge("honker.wal.size")).isNaN();
        }
        assertThat(gauge("honker.watcher.subscribers")).isZero();
        assertThat(gauge("honker.wal.size")).isPositive();
    }

    @Test
    void whatWorkersDoIsCountedAlsoWhileTheOnlyConnectionIsTaken() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (WorkerHandle worker = db().queue("emails").worker("w", job -> {
            begun.countDown();
            end.await();
        })) {
            db().queue("emails").enqueue("{}");
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            try (Connection only = bean(DataSource.class).getConnection()) {
                assertThat(only.isClosed()).isFalse();
                // reads something, so that what is new gets its meters
                assertThat(gauge("honker.wal.size")).isNaN();
                assertThat(gauge("honker.worker.running", "queue", "emails")).isEqualTo(1);
                assertThat(meters().get("honker.worker.claimed")
                                .functionCounter()
                                .count())
                        .isEqualTo(1);
                assertThat(gauge("honker.queue.depth", "queue", "emails", "state", "held"))
                        .isNaN();
            } finally {
                end.countDown();
            }
            assertThat(worker.failed()).isFalse();
        }
    }

    @Test
    void theWatcherIsToldOfWhileTheTablesCanNotBeRead() {
        db().queue("emails").enqueue("{}");
        try (UpdateEvents events = db().updateEvents()) {
            db().transactionVoid(tx -> tx.execute("ALTER TABLE _honker_live RENAME COLUMN run_at TO gone"));
            assertThat(events.awaitUpdate(Duration.ofSeconds(20))).isTrue();
            assertThat(gauge("honker.watcher.state", "state", "running")).isEqualTo(1);
            assertThat(gauge("honker.watcher.subscribers")).isEqualTo(1);
            assertThat(gauge("honker.wal.size")).isNaN();
        }
    }
}
