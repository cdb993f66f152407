package dev.honker.it.fault;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.SubscribeOptions;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A worker of the queue {@code q} and a subscriber of the stream {@code s}. It prints what they handled. The payload {@code "fill"} fills
 * the heap at the first attempt.
 */
final class SmallHeapProcess {

    private SmallHeapProcess() {}

    /** A file. */
    public static void main(String[] arguments) throws Exception {
        try (Database database = Honker.open(Path.of(arguments[0]))) {
            WorkerOptions options = WorkerOptions.builder()
                    .concurrency(2)
                    .defaultRetryDelay(Duration.ZERO)
                    .build();
            WorkerHandle worker = database.queue("q").worker("small", SmallHeapProcess::handle, options);
            SubscribeOptions fromStart =
                    SubscribeOptions.builder().fromOffset(0).maxAttempts(2).build();
            try (var subscription = database.stream("s")
                    .subscribe(
                            event -> System.out.println("event " + event.offset() + " of "
                                    + event.payloadJson().length()),
                            fromStart)) {
                System.out.println("ready");
                int line = System.in.read();
                while (line >= 0) {
                    if (line == 'e' && subscription.awaitEnd(Duration.ofSeconds(30))) {
                        System.out.println("ended " + subscription.failed() + " "
                                + subscription.failure().orElseThrow().getMessage());
                    } else if (line == 'w') {
                        System.out.println("worker " + (worker.isRunning() && !worker.failed()));
                    }
                    line = System.in.read();
                }
            }
        }
    }

    private static void handle(Job job) {
        if (job.payloadJson().equals("\"fill\"") && job.attempts() == 1) {
            List<byte[]> kept = new ArrayList<>();
            while (true) {
                kept.add(new byte[100_000]);
            }
        }
        System.out.println("handled " + job.id());
    }
}
