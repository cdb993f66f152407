package dev.honker.it.api;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.WorkerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process as it is deployed: a worker of the queue {@code q}, and a shutdown hook that closes the database. Its worker claims
 * more than its two threads can begin. Handlers say when they begin and end, wait until the process is told to go on, and then
 * acknowledge in the transaction in which they write into the table {@code handled}.
 */
final class StoppableProcess {

    static final int SLOTS = 6;
    static final int THREADS = 2;

    private static final CountDownLatch GO_ON = new CountDownLatch(1);

    private StoppableProcess() {}

    /** A file, and how many milliseconds the worker waits for its handlers when it is stopped. */
    public static void main(String[] arguments) throws Exception {
        Database database = Honker.open(Path.of(arguments[0]));
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            database.close();
            System.out.println("closed");
        }));
        WorkerOptions options = WorkerOptions.builder()
                .concurrency(SLOTS)
                .executor(threads)
                .stopTimeout(Duration.ofMillis(Long.parseLong(arguments[1])))
                .build();
        database.queue("q").worker("deployed", job -> handle(database, job), options);
        while (System.in.read() >= 0) {
            GO_ON.countDown();
        }
        Runtime.getRuntime().halt(3);
    }

    private static void handle(Database database, Job job) throws InterruptedException {
        System.out.println("begun " + job.id() + " attempt " + job.attempts());
        try {
            GO_ON.await();
        } catch (InterruptedException e) {
            System.out.println("interrupted " + job.id());
            throw e;
        }
        database.transactionVoid(tx -> {
            tx.execute("INSERT INTO handled(job) VALUES (?)", List.of(job.id()));
            if (!job.ackIn(tx)) {
                throw new IllegalStateException("lost " + job);
            }
        });
        System.out.println("done " + job.id());
    }
}
