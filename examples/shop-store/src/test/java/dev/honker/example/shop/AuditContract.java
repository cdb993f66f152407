package dev.honker.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.example.shop.database.WorkFile;
import dev.honker.example.shop.order.Letters;
import dev.honker.example.shop.order.OpeningHours;
import dev.honker.example.shop.order.OpeningHours.Opening;
import dev.honker.example.shop.order.Order;
import dev.honker.example.shop.order.Orders;
import dev.honker.example.shop.order.PaymentDeclinedException;
import dev.honker.example.shop.report.Audit;
import dev.honker.example.shop.report.ReportAudit;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shop's orders leave behind, as the report counts it. */
public abstract class AuditContract {

    private static final int LAST_OLD_INVOICE = 412;
    private static final ReportAudit NO_REPORT = new ReportAudit(0, 0, 0, 0);

    private final Store.Opener stores;
    private Store store;
    private Database honker;
    private Orders orders;
    private Opening opening;

    protected AuditContract(Store.Opener stores) {
        this.stores = stores;
    }

    @BeforeEach
    void openShop(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("shop.db");
        WorkFile.fromCarriedRows(file);
        store = stores.open(ShopCommand.HONKER + file);
        honker = Honker.of(store.pool());
        orders = store.orders();
        opening = new OpeningHours(honker).open();
    }

    @AfterEach
    void closeStore() {
        if (honker != null) {
            honker.close();
        }
        if (store != null) {
            store.close();
        }
    }

    @Test
    void aCommittedOrderHasOneJobOneEventAndOneNotification() {
        orders.reorder(1);

        assertThat(audit()).isEqualTo(new Audit(1, 0, 0, 1, 0, 1, 1, 1, 198, 0, 0, 0, NO_REPORT));
    }

    @Test
    void aDeclinedOrderLeavesNoReceiptNoEventAndNoNotificationButALetterToWrite() {
        decline(10);

        assertThat(audit()).isEqualTo(new Audit(0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, NO_REPORT));
        assertThat(audit().promiseKept()).isFalse();
    }

    @Test
    void aDeclinedOrderWithItsLetterKeepsThePromise() {
        decline(10);
        honker.queue(Letters.QUEUE).claimOne("clerk-1").orElseThrow().ack();
        store.letters().cardDeclined(10, "a reason");

        assertThat(audit().promiseKept()).isTrue();
    }

    @Test
    void aBoundaryThatIsReportedTwiceIsSeen() {
        report(1_000);
        report(1_001);
        assertThat(audit().promiseKept()).isTrue();

        report(1_001);

        assertThat(audit().reports()).isEqualTo(new ReportAudit(3, 2, 0, 0));
        assertThat(audit().promiseKept()).isFalse();
    }

    private void report(long firedAt) {
        honker.transactionVoid(tx -> tx.execute(
                "insert into SalesReport(FiredAt, LastInvoice, Orders, Revenue) values (?, 412, 0, 0)",
                List.of(firedAt)));
    }

    @Test
    void anOrderWithoutItsReceiptBreaksThePromise() {
        orders.reorder(1);

        assertThat(audit().promiseKept()).isFalse();
    }

    @Test
    void aReceiptOfARolledBackOrderIsSeen() {
        decline(10);
        Order other = orders.reorder(11);
        honker.transactionVoid(tx -> tx.execute(
                "insert into Receipt(OrderNumber, InvoiceId, Text, AwakeAt, WrittenAt) values (10, ?, 'Order 10', 0, 0)",
                List.of(other.invoiceId())));

        assertThat(audit().receiptsOfRolledBackOrders()).isEqualTo(1);
        assertThat(audit().promiseKept()).isFalse();
    }

    private void decline(int orderNumber) {
        assertThatExceptionOfType(PaymentDeclinedException.class)
                .isThrownBy(() -> orders.reorder(orderNumber))
                .satisfies(declined -> orders.recordDeclined(orderNumber, declined));
    }

    private Audit audit() {
        return Audit.take(honker, LAST_OLD_INVOICE, opening);
    }
}
