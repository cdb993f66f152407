package dev.honker.example.shop;

import dev.honker.example.shop.order.ReplayLog;
import dev.honker.example.shop.report.Audit;
import dev.honker.example.shop.report.Latency;
import dev.honker.example.shop.report.Summary;
import dev.honker.example.shop.store.Receipt;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the database says, held against what the threads that placed the orders saw. */
record HonkerReport(ReplayLog log, Audit audit, List<Receipt> pacedReceipts, Duration pace) {

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
                .blank();
        addLatencies(summary);
        out.print(summary);
        log.failures().stream().findFirst().ifPresent(failure -> out.println("first error: " + failure.getMessage()));
        return same && log.failures().isEmpty() && audit.promiseKept();
    }

    private void addLatencies(Summary summary) {
        // why: an order that came while the worker was still busy with another commit woke nobody
        List<Receipt> wakes = pacedReceipts.stream()
                .filter(receipt -> since(receipt, Receipt::awakeAt) >= 0)
                .toList();
        if (wakes.isEmpty()) {
            return;
        }
        summary.latencyHeader("wake latency, an order each " + pace.toMillis() + " ms")
                .latency("commit returned -> worker awake", latency(wakes, Receipt::awakeAt))
                .latency("commit returned -> worker has the job", latency(pacedReceipts, Receipt::claimedAt))
                .title("  by the machine's wall clock; %d orders, of which %d found the worker waiting"
                        .formatted(pacedReceipts.size(), wakes.size()));
    }

    private Latency latency(List<Receipt> receipts, ToLongFunction<Receipt> moment) {
        return Latency.of(
                receipts.stream().map(receipt -> since(receipt, moment)).toList());
    }

    private long since(Receipt receipt, ToLongFunction<Receipt> moment) {
        return moment.applyAsLong(receipt) - log.committedAt().get(receipt.orderNumber());
    }
}
