package dev.honker.example.shop;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.TaskWorkerHandle;
import dev.honker.UpdateEvents;
import dev.honker.example.shop.database.StoreSessions;
import dev.honker.example.shop.office.SalesReports;
import dev.honker.example.shop.office.SecondJvm;
import dev.honker.example.shop.order.Announcements;
import dev.honker.example.shop.order.OpeningHours;
import dev.honker.example.shop.order.OpeningHours.Opening;
import dev.honker.example.shop.order.OrderService;
import dev.honker.example.shop.order.Payments;
import dev.honker.example.shop.order.Replay;
import dev.honker.example.shop.order.ReplayLog;
import dev.honker.example.shop.report.Audit;
import dev.honker.example.shop.store.CountryRevenue;
import dev.honker.example.shop.store.Receipt;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/** The shop in two JVMs: first a rush of orders, then a steady trickle, then the closing and the count. */
final class HonkerRun {

    static final int CUSTOMERS = 4;
    private static final int PACED_ORDERS = 100;
    private static final Duration PACE = Duration.ofMillis(40);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String url;
    private final PrintStream out;
    private final ReplayLog log = new ReplayLog();

    HonkerRun(String url, PrintStream out) {
        this.url = url;
        this.out = out;
    }

    /** @return whether the promise held */
    boolean run() throws IOException, InterruptedException {
        out.println("The shop on " + url);
        try (StoreSessions store = StoreSessions.open(url);
                Database honker = Honker.of(store.pool())) {
            OpeningHours hours = new OpeningHours(honker);
            OrderService orders = new OrderService(
                    store.factory(), new Announcements(), Payments.EVERY_TENTH_DECLINED, Clock.systemUTC());
            List<Integer> invoices = orders.invoiceIds();
            if (invoices.isEmpty()) {
                throw new IllegalArgumentException("The database has no invoices to replay");
            }
            Opening opening = hours.open();
            int paced = Math.min(PACED_ORDERS, invoices.size() / 4);
            List<Integer> trickle = invoices.subList(invoices.size() - paced, invoices.size());
            int exitCode;
            honker.tasks().register(new SalesReports(store.factory()));
            try (SecondJvm office = SecondJvm.start(url, out);
                    TaskWorkerHandle reports = honker.tasks().run()) {
                out.println("A second JVM, pid " + office.pid() + ", waits for orders");
                Replay replay = new Replay(orders, log);
                replay.atOnce(invoices.subList(0, invoices.size() - paced), CUSTOMERS);
                awaitOffice(store, honker);
                replay.paced(trickle, PACE);
                awaitOffice(store, honker);
                hours.close();
                exitCode = office.awaitEnd(PATIENCE.toSeconds());
                reports.throwIfFailed();
            }
            Audit audit = Audit.take(store.factory(), honker, invoices.get(invoices.size() - 1), opening);
            boolean held = new HonkerReport(log, audit, revenues(store), receiptsOf(store, trickle), PACE).print(out);
            if (exitCode != 0) {
                out.println("WRONG: the second JVM ended with exit code " + exitCode);
            }
            return held && exitCode == 0;
        }
    }

    /** Until the office has nothing left to do it has no reason to wait, and there is no wake to measure. */
    private void awaitOffice(StoreSessions store, Database honker) {
        Instant deadline = Instant.now().plus(PATIENCE);
        try (UpdateEvents commits = honker.updateEvents()) {
            while (isOfficeBehind(store) && Instant.now().isBefore(deadline)) {
                commits.awaitUpdate(Duration.ofSeconds(1));
            }
        }
    }

    private boolean isOfficeBehind(StoreSessions store) {
        return store.factory().fromTransaction(session -> {
            int committed = log.committedOrders();
            return count(session, "select count(*) from Receipt") < committed
                    || count(session, "select coalesce(sum(Orders), 0) from CountryRevenue") < committed
                    || count(session, "select sum(Orders) from SalesReport") < committed
                    || count(session, "select count(*) from Letter") < log.declinedOrders();
        });
    }

    private static long count(Session session, String sql) {
        return session.createNativeQuery(sql, Long.class).getSingleResult();
    }

    private static List<CountryRevenue> revenues(StoreSessions store) {
        return store.factory().fromTransaction(session -> session.createSelectionQuery(
                        "from CountryRevenue r order by r.revenue desc, r.country", CountryRevenue.class)
                .getResultList());
    }

    private static List<Receipt> receiptsOf(StoreSessions store, List<Integer> orderNumbers) {
        return store.factory().fromTransaction(session -> session.createSelectionQuery(
                        "from Receipt r where r.orderNumber in :numbers", Receipt.class)
                .setParameter("numbers", orderNumbers)
                .getResultList());
    }
}
