package dev.honker.example.shop;

import dev.honker.example.shop.order.Orders;
import dev.honker.example.shop.order.Replay;
import dev.honker.example.shop.order.ReplayLog;
import dev.honker.example.shop.report.Summary;
import java.io.PrintStream;

/** The same shop on plain SQLite: no jobs, no events, nobody to wake. */
final class PlainRun {

    private final Store.Opener stores;
    private final String url;
    private final PrintStream out;

    PlainRun(Store.Opener stores, String url, PrintStream out) {
        this.stores = stores;
        this.url = url;
        this.out = out;
    }

    /** @return true: there is no promise to break here */
    boolean run() throws InterruptedException {
        ReplayLog log = new ReplayLog();
        try (Store store = stores.open(url)) {
            Orders orders = store.ordersAlone();
            new Replay(orders, log).atOnce(orders.invoiceIds(), HonkerRun.CUSTOMERS);
        }
        Summary summary = new Summary()
                .title("The shop on " + url)
                .blank()
                .count("orders committed", log.committedOrders(), "")
                .count("orders rolled back", log.declinedOrders(), "card declined half-way")
                .count("orders lost", log.failures().size(), "by an error of the database");
        out.print(summary);
        log.failures().stream().findFirst().ifPresent(failure -> out.println("first error: " + failure.getMessage()));
        return true;
    }
}
