package dev.honker.it.api;

import dev.honker.Database;
import dev.honker.Job;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.WorkerOptions;
import dev.honker.it.support.Lifeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A process with a worker of the queue {@code q}, which works until it is killed: each handler takes a moment, then writes the
 * job's id into the table {@code handled} and acknowledges in the same transaction. It says when it has begun, and what should
 * never happen.
 */
final class KillableWorker {

    static final Duration VISIBILITY = Duration.ofSeconds(1);
    private static final int SLOTS = 4;

    private final Database database;
    private final AtomicBoolean begun = new AtomicBoolean();

    private KillableWorker(Database database) {
        this.database = database;
    }

    /** A file and the worker's name. */
    public static void main(String[] arguments) {
        Database database = Crew.open(Path.of(arguments[0]));
        KillableWorker self = new KillableWorker(database);
        queue(database)
                .worker(
                        arguments[1],
                        self::handle,
                        WorkerOptions.builder().concurrency(SLOTS).build());
        Lifeline.hold();
        LockSupport.park(self);
    }

    static Queue queue(Database database) {
        // why so many attempts: each kill costs one, and no job may run out of them
        return database.queue(
                "q",
                QueueOptions.builder()
                        .visibilityTimeout(VISIBILITY)
                        .maxAttempts(1_000)
                        .build());
    }

    private void handle(Job job) {
        if (begun.compareAndSet(false, true)) {
            System.out.println("begun");
        }
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(20_000_000));
        database.transactionVoid(tx -> {
            if (!tx.query("SELECT 1 FROM handled WHERE job = ?", List.of(job.id()))
                    .isEmpty()) {
                System.out.println("again: " + job);
            }
            tx.execute("INSERT INTO handled(job) VALUES (?)", List.of(job.id()));
            if (!job.ackIn(tx)) {
                throw new IllegalStateException("lost " + job);
            }
        });
    }
}
