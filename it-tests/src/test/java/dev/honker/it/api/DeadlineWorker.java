package dev.honker.it.api;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A worker of the queue {@code q} that looks on its own account only once an hour, and says of each job the second in which it
 * began, its payload and its attempts. As a process it works until its input ends.
 */
final class DeadlineWorker {

    private DeadlineWorker() {}

    /** A file. */
    public static void main(String[] arguments) throws Exception {
        try (Database database = Honker.open(Path.of(arguments[0]));
                WorkerHandle worker = start(database, System.out::println)) {
            while (System.in.read() >= 0) {
                worker.throwIfFailed();
            }
        }
    }

    static WorkerHandle start(Database database, Consumer<String> said) {
        return database.queue("q")
                .worker(
                        "sleeper",
                        job -> said.accept(text(job)),
                        WorkerOptions.builder()
                                .idlePollInterval(Duration.ofHours(1))
                                .build());
    }

    private static String text(Job job) {
        // why not SQL: it would be one more look than the worker's own
        return System.currentTimeMillis() / 1000 + " " + job.payloadJson() + " " + job.attempts();
    }
}
