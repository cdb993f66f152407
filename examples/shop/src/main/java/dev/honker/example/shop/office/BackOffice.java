package dev.honker.example.shop.office;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Listener;
import dev.honker.StreamHandle;
import dev.honker.TaskWorkerHandle;
import dev.honker.Tasks;
import dev.honker.WorkerCounts;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.example.shop.database.QuietLogging;
import dev.honker.example.shop.database.StoreSessions;
import dev.honker.example.shop.order.Announcements;
import dev.honker.example.shop.order.OpeningHours;
import dev.honker.example.shop.order.ReceiptJob;
import java.time.Duration;

/** The main class of the second JVM, until the shop closes. Its argument: the JDBC URL. */
public final class BackOffice {

    /** The line on standard output that says: orders may come. */
    public static final String READY = "ready";

    private static final Duration LAST_TASKS = Duration.ofSeconds(10);
    private static final WorkerOptions CLERKS = WorkerOptions.builder()
            .concurrency(3)
            .defaultRetryDelay(Duration.ofSeconds(1))
            .build();

    private BackOffice() {}

    public static void main(String[] arguments) {
        dieWithTheShop();
        QuietLogging.configure();
        try (StoreSessions store = StoreSessions.open(arguments[0]);
                Database honker = Honker.of(store.pool());
                Listener orders = honker.listen(Announcements.ORDERS);
                WorkerHandle receipts = honker.queue(Announcements.RECEIPTS, ReceiptJob.class)
                        .worker("receipts", new ReceiptWriter(store.factory()), CLERKS);
                StreamHandle revenue = new RevenueBook(store.factory(), honker).keep();
                TaskWorkerHandle paperwork = paperwork(store, honker)) {
            System.out.println(READY);
            int heard = hearOrdersUntilClosed(orders);
            boolean inTime = receipts.stop(LAST_TASKS) && revenue.stop(LAST_TASKS) && paperwork.stop(LAST_TASKS);
            revenue.throwIfFailed();
            paperwork.throwIfFailed();
            WorkerCounts jobs = receipts.counts();
            System.out.println("%s: %d receipts written, %d jobs retried, %d orders heard of%s"
                    .formatted(
                            receipts.workerId(), jobs.acked(), jobs.retried(), heard, inTime ? "" : ", interrupted"));
        }
    }

    private static TaskWorkerHandle paperwork(StoreSessions store, Database honker) {
        Tasks tasks = honker.tasks();
        tasks.register(new LetterWriter(store.factory()));
        tasks.register(new SalesReports(store.factory()));
        return tasks.run();
    }

    private static int hearOrdersUntilClosed(Listener orders) {
        int heard = 0;
        while (!orders.next(null).orElseThrow().payloadJson().equals(OpeningHours.CLOSED)) {
            heard++;
        }
        return heard;
    }

    private static void dieWithTheShop() {
        ProcessHandle.current().parent().ifPresent(shop -> shop.onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1)));
    }
}
