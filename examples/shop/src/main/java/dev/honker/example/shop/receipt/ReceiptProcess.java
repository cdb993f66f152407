package dev.honker.example.shop.receipt;

import dev.honker.UpdateEvents;
import dev.honker.example.shop.database.QuietLogging;
import dev.honker.example.shop.database.StoreSessions;
import dev.honker.example.shop.order.OpeningHours;

/** The main class of the second JVM. Its arguments: the JDBC URL and the stream offset at which the shop opened. */
public final class ReceiptProcess {

    /** The line on standard output that says: subscribed, orders may come. */
    public static final String READY = "ready";

    private ReceiptProcess() {}

    public static void main(String[] arguments) {
        dieWithTheShop();
        QuietLogging.configure();
        String url = arguments[0];
        long openingOffset = Long.parseLong(arguments[1]);
        String name = "receipts-" + ProcessHandle.current().pid();
        try (StoreSessions store = StoreSessions.open(url);
                UpdateEvents events = store.updateEvents()) {
            System.out.println(READY);
            ReceiptWorker worker = new ReceiptWorker(
                    store.factory(), new ReceiptJobs(store.factory(), name), new OpeningHours(store.factory()));
            worker.run(events, openingOffset);
            System.out.println(
                    name + ": " + worker.written() + " receipts written, " + worker.retried() + " jobs retried");
        }
    }

    private static void dieWithTheShop() {
        ProcessHandle.current().parent().ifPresent(shop -> shop.onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1)));
    }
}
