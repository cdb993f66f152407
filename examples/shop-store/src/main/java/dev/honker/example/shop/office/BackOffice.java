package dev.honker.example.shop.office;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Listener;
import dev.honker.StreamHandle;
import dev.honker.SubscribeOptions;
import dev.honker.TaskWorkerHandle;
import dev.honker.Tasks;
import dev.honker.WorkerCounts;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.example.shop.Store;
import dev.honker.example.shop.order.OpeningHours;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.example.shop.order.ReceiptJob;
import java.time.Duration;

/** What the second JVM does until the shop closes. */
public final class BackOffice {

    /** The line on standard output that says: orders may come. */
    public static final String READY = "ready";

    /** Who keeps the book of revenues, of whatever process; under this name the offset is saved. */
    public static final String REVENUE_BOOK = "revenue-book";

    private static final Duration LAST_TASKS = Duration.ofSeconds(10);
    private static final WorkerOptions CLERKS = WorkerOptions.builder()
            .concurrency(3)
            .defaultRetryDelay(Duration.ofSeconds(1))
            .build();
    private static final SubscribeOptions BOOK_KEEPER =
            SubscribeOptions.builder().consumer(REVENUE_BOOK).manualSave().build();

    private BackOffice() {}

    /** Works until the shop says that it has closed. */
    public static void work(Store store) {
        try (Database honker = Honker.of(store.pool());
                Listener orders = honker.listen(OrderPlaced.TOPIC);
                WorkerHandle receipts =
                        honker.queue(ReceiptJob.QUEUE, ReceiptJob.class).worker("receipts", store.receipts(), CLERKS);
                StreamHandle revenue = keepBook(store, honker);
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

    /** Goes on after the event that was entered last, by whatever process. */
    public static StreamHandle keepBook(Store store, Database honker) {
        return honker.stream(OrderPlaced.TOPIC).subscribe(store.revenue(), BOOK_KEEPER);
    }

    private static TaskWorkerHandle paperwork(Store store, Database honker) {
        Tasks tasks = honker.tasks();
        tasks.register(store.letters());
        tasks.register(store.reports());
        return tasks.run();
    }

    private static int hearOrdersUntilClosed(Listener orders) {
        int heard = 0;
        while (!orders.next(null).orElseThrow().payloadJson().equals(OpeningHours.CLOSED)) {
            heard++;
        }
        return heard;
    }
}
