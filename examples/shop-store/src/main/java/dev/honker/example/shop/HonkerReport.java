package dev.honker.example.shop;

import dev.honker.example.shop.order.ReplayLog;
import dev.honker.example.shop.report.Audit;
import dev.honker.example.shop.report.CountryTotal;
import dev.honker.example.shop.report.Latency;
import dev.honker.example.shop.report.ReceiptTimes;
import dev.honker.example.shop.report.Summary;
import java.io.PrintStream;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What the database says, held against what the threads that placed the orders saw. */
record HonkerReport(
        ReplayLog log, Audit audit, List<CountryTotal> revenues, List<ReceiptTimes> pacedReceipts, Duration pace) {

    private static final int BEST_COUNTRIES = 3;

    /** @return whether the promise held and no order was lost */
    boolean print(PrintStream out) {
        boolean same =
                audit.committedOrders() == log.committedOrders() && audit.rolledBackOrders() == log.declinedOrders();
        Summary summary = new Summary()
                .blank()
                .check(
                        "orders committed",
                        audit.committedOrders(),
                        same,
                        log.committedOrders() + ", as the shop saw it")
                .check(
                        "orders rolled back",
                        audit.rolledBackOrders(),
                        same,
                        log.declinedOrders() + ", cards declined half-way")
                .check("orders lost", log.failures().size(), log.failures().isEmpty(), "0, no error of the database")
                .check(
                        "receipts written",
                        audit.receipts(),
                        audit.everyCommittedOrderHasItsReceipt(),
                        "one for each committed order")
                .check(
                        "receipts of rolled-back orders",
                        audit.receiptsOfRolledBackOrders(),
                        audit.receiptsOfRolledBackOrders() == 0,
                        "0")
                .check(
                        "stream events",
                        audit.events(),
                        audit.events() == audit.committedOrders(),
                        "one for each committed order")
                .check(
                        "notifications",
                        audit.notifications(),
                        audit.notifications() == audit.committedOrders(),
                        "one for each committed order")
                .check("jobs left, waiting or dead", audit.jobsLeft(), audit.jobsLeft() == 0, "0")
                .checkMoney(
                        "revenue projected from the stream",
                        audit.projectedRevenue(),
                        audit.everyCommittedOrderIsProjectedOnce(),
                        "of " + Summary.money(audit.revenue()) + ", each committed order once")
                .check(
                        "letters about declined cards",
                        audit.letters(),
                        audit.everyDeclinedOrderHasItsLetter(),
                        "one for each rolled-back order")
                .check(
                        "sales reports",
                        audit.reports().fired(),
                        audit.reports().eachBoundaryOnce(),
                        audit.reports().boundaries() + ", one for each second that fired")
                .checkMoney(
                        "revenue in the sales reports",
                        audit.reports().revenue(),
                        audit.everyCommittedOrderIsReportedOnce(),
                        "of " + Summary.money(audit.revenue()) + ", each committed order once")
                .blank()
                .title("revenue by country: " + best())
                .blank();
        addLatencies(summary);
        out.print(summary);
        log.failures().stream().findFirst().ifPresent(failure -> out.println("first error: " + failure.getMessage()));
        return same && log.failures().isEmpty() && audit.promiseKept();
    }

    private String best() {
        String best = revenues.stream()
                .limit(BEST_COUNTRIES)
                .map(country -> country.country() + " " + country.revenue().setScale(2, RoundingMode.HALF_UP))
                .collect(Collectors.joining(", "));
        int others = revenues.size() - BEST_COUNTRIES;
        return others > 0 ? best + " and " + others + " more" : best;
    }

    private void addLatencies(Summary summary) {
        if (pacedReceipts.isEmpty()) {
            return;
        }
        summary.latencyHeader("wake latency, an order each " + pace.toMillis() + " ms")
                .latency("commit returned -> worker awake", latency(ReceiptTimes::awakeAt))
                .latency("commit returned -> receipt written", latency(ReceiptTimes::writtenAt))
                .title("  by the machine's wall clock; %d orders".formatted(pacedReceipts.size()));
    }

    private Latency latency(ToLongFunction<ReceiptTimes> moment) {
        return Latency.of(pacedReceipts.stream()
                .map(receipt -> moment.applyAsLong(receipt) - log.committedAt().get(receipt.orderNumber()))
                .toList());
    }
}
