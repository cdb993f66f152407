package dev.honker.example.shop;

import dev.honker.BackgroundHandle;
import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.UpdateEvents;
import dev.honker.example.shop.office.SecondJvm;
import dev.honker.example.shop.order.OpeningHours;
import dev.honker.example.shop.order.OpeningHours.Opening;
import dev.honker.example.shop.order.Orders;
import dev.honker.example.shop.order.Replay;
import dev.honker.example.shop.order.ReplayLog;
import dev.honker.example.shop.report.Audit;
import dev.honker.example.shop.report.CountryTotal;
import dev.honker.example.shop.report.ReceiptTimes;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The shop in two JVMs: first a rush of orders, then a steady trickle, then the closing and the count. */
final class HonkerRun {

    static final int CUSTOMERS = 4;
    private static final int PACED_ORDERS = 100;
    private static final Duration PACE = Duration.ofMillis(40);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Class<?> main;
    private final Store.Opener stores;
    private final String url;
    private final PrintStream out;
    private final ReplayLog log = new ReplayLog();

    HonkerRun(Class<?> main, Store.Opener stores, String url, PrintStream out) {
        this.main = main;
        this.stores = stores;
        this.url = url;
        this.out = out;
    }

    /** @return whether the promise held */
    boolean run() throws IOException, InterruptedException {
        out.println("The shop on " + url);
        try (Store store = stores.open(url);
                Database honker = Honker.of(store.pool())) {
            OpeningHours hours = new OpeningHours(honker);
            Orders orders = store.orders();
            List<Integer> invoices = orders.invoiceIds();
            if (invoices.isEmpty()) {
                throw new IllegalArgumentException("The database has no invoices to replay");
            }
            Opening opening = hours.open();
            int paced = Math.min(PACED_ORDERS, invoices.size() / 4);
            List<Integer> trickle = invoices.subList(invoices.size() - paced, invoices.size());
            int exitCode;
            try (SecondJvm office = SecondJvm.start(main, url, out);
                    BackgroundHandle reports = store.reporting(honker)) {
                out.println("A second JVM, pid " + office.pid() + ", waits for orders");
                Replay replay = new Replay(orders, log);
                replay.atOnce(invoices.subList(0, invoices.size() - paced), CUSTOMERS);
                awaitOffice(honker);
                replay.paced(trickle, PACE);
                awaitOffice(honker);
                hours.close();
                exitCode = office.awaitEnd(PATIENCE.toSeconds());
                reports.throwIfFailed();
            }
            Audit audit = Audit.take(honker, invoices.get(invoices.size() - 1), opening);
            boolean held = new HonkerReport(
                            log, audit, CountryTotal.all(honker), ReceiptTimes.of(honker, trickle), PACE)
                    .print(out);
            if (exitCode != 0) {
                out.println("WRONG: the second JVM ended with exit code " + exitCode);
            }
            return held && exitCode == 0;
        }
    }

    /** Until the office has nothing left to do it has no reason to wait, and there is no wake to measure. */
    private void awaitOffice(Database honker) {
        Instant deadline = Instant.now().plus(PATIENCE);
        try (UpdateEvents commits = honker.updateEvents()) {
            while (isOfficeBehind(honker) && Instant.now().isBefore(deadline)) {
                commits.awaitUpdate(Duration.ofSeconds(1));
            }
        }
    }

    private boolean isOfficeBehind(Database honker) {
        int committed = log.committedOrders();
        return Audit.count(honker, "select count(*) from Receipt") < committed
                || Audit.count(honker, "select coalesce(sum(Orders), 0) from CountryRevenue") < committed
                || Audit.count(honker, "select sum(Orders) from SalesReport") < committed
                || Audit.count(honker, "select count(*) from Letter") < log.declinedOrders();
    }
}
