package dev.honker.it.api;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.OpenOptions;
import dev.honker.Queue;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Workers of the queue {@code q} in one process. Every other one writes the job's id into the table {@code handled} and
 * acknowledges in the same transaction; the rest only note it and leave the acknowledgement to the worker.
 */
final class Crew {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Database database;
    private final List<WorkerHandle> workers = new ArrayList<>();
    private final java.util.Queue<Long> noted = new ConcurrentLinkedQueue<>();
    private final CountDownLatch begun = new CountDownLatch(2);

    private Crew(Database database) {
        this.database = database;
    }

    /** A file and the crew's name; begins when it is told to, says so, and in the end says what it noted. */
    public static void main(String[] arguments) throws Exception {
        try (Database database = open(Path.of(arguments[0]))) {
            System.out.println("ready");
            if (System.in.read() < 0) {
                return;
            }
            Crew crew = start(database, arguments[1], 2, 4);
            System.out.println(crew.begun.await(60, TimeUnit.SECONDS) ? "begun" : "idle");
            while (System.in.read() >= 0) {
                // why: the crew works until its starter has seen the last job go
            }
            crew.end().forEach(System.out::println);
        }
    }

    static Database open(Path file) {
        return Honker.open(file, OpenOptions.builder().busyTimeout(PATIENCE).build());
    }

    static Crew start(Database database, String name, int workers, int slots) {
        Crew crew = new Crew(database);
        Queue queue = database.queue("q");
        WorkerOptions options = WorkerOptions.builder().concurrency(slots).build();
        for (int i = 0; i < workers; i++) {
            crew.workers.add(queue.worker(name + "-" + i, i % 2 == 0 ? crew::handle : crew::note, options));
        }
        return crew;
    }

    private void handle(Job job) {
        begun.countDown();
        database.transactionVoid(tx -> {
            tx.execute("INSERT INTO handled(job) VALUES (?)", List.of(job.id()));
            if (!job.ackIn(tx)) {
                throw new IllegalStateException("lost " + job);
            }
        });
    }

    private void note(Job job) {
        begun.countDown();
        noted.add(job.id());
    }

    /** Ends its workers, of which none may have lost a job or failed; returns the jobs that they acknowledged. */
    List<Long> end() {
        for (WorkerHandle worker : workers) {
            if (!worker.stop(PATIENCE) || worker.failed() || worker.counts().lost() > 0) {
                throw new AssertionError(worker.workerId() + ": " + worker.counts() + ", " + worker.failure());
            }
        }
        return new ArrayList<>(noted);
    }
}
