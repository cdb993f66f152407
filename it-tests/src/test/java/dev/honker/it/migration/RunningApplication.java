package dev.honker.it.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Listener;
import dev.honker.Notification;
import dev.honker.StreamHandle;
import dev.honker.SubscribeOptions;
import dev.honker.WorkerHandle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** An application with a pool, a worker, a listener and a subscription; for one thread. */
final class RunningApplication implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HikariDataSource pool = new HikariDataSource();
    private final Database database;
    private final BlockingQueue<String> jobs = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final WorkerHandle worker;
    private final Listener listener;
    private final StreamHandle subscription;

    RunningApplication(Path file) {
        pool.setJdbcUrl("jdbc:honker:sqlite:" + file);
        database = Honker.of(pool);
        worker = database.queue("receipts").worker("printer", job -> jobs.add(job.payloadJson()));
        listener = database.listen("orders");
        subscription = database.stream("orders")
                .subscribe(
                        event -> events.add(event.payloadJson()),
                        SubscribeOptions.builder().consumer("ledger").build());
    }

    DataSource pool() {
        return pool;
    }

    /** Enqueues, notifies and publishes, and waits until the worker, the listener and the subscription have all got it. */
    void requireWorking(String payload) throws InterruptedException {
        database.transactionVoid(tx -> {
            tx.queue("receipts").enqueue(payload);
            tx.notify("orders", payload);
            tx.stream("orders").publish(payload);
        });
        assertThat(jobs.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("job").isEqualTo(payload);
        assertThat(listener.next(PATIENCE))
                .as("notification")
                .map(Notification::payloadJson)
                .contains(payload);
        assertThat(events.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("event")
                .isEqualTo(payload);
        assertThat(worker.isRunning()).isTrue();
        assertThat(subscription.isRunning()).isTrue();
    }

    @Override
    public void close() {
        database.close();
        pool.close();
    }
}
