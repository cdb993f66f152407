package dev.honker.example.shop.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.example.shop.database.StoreSessions;
import dev.honker.example.shop.database.WorkFile;
import dev.honker.example.shop.order.Announcements;
import dev.honker.example.shop.order.Letters;
import dev.honker.example.shop.order.OpeningHours;
import dev.honker.example.shop.order.OpeningHours.Opening;
import dev.honker.example.shop.order.Order;
import dev.honker.example.shop.order.OrderService;
import dev.honker.example.shop.order.PaymentDeclinedException;
import dev.honker.example.shop.order.Payments;
import dev.honker.example.shop.store.Invoice;
import dev.honker.example.shop.store.Letter;
import dev.honker.example.shop.store.Receipt;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {

    private static final int LAST_OLD_INVOICE = 412;
    private static final ReportAudit NO_REPORT = new ReportAudit(0, 0, 0, 0);

    private StoreSessions store;
    private Database honker;
    private OrderService orders;
    private Opening opening;

    @BeforeEach
    void openShop(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("shop.db");
        WorkFile.fromCarriedRows(file);
        store = StoreSessions.open("jdbc:honker:sqlite:" + file);
        honker = Honker.of(store.pool());
        orders = new OrderService(
                store.factory(), new Announcements(), Payments.EVERY_TENTH_DECLINED, Clock.systemUTC());
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
        store.factory().inTransaction(session -> session.persist(new Letter(10, "Dear customer")));

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
        store.factory()
                .inTransaction(session -> session.persist(
                        new Receipt(10, session.find(Invoice.class, other.invoiceId()), "Order 10", 0, 0)));

        assertThat(audit().receiptsOfRolledBackOrders()).isEqualTo(1);
        assertThat(audit().promiseKept()).isFalse();
    }

    private void decline(int orderNumber) {
        assertThatExceptionOfType(PaymentDeclinedException.class)
                .isThrownBy(() -> orders.reorder(orderNumber))
                .satisfies(declined -> orders.recordDeclined(orderNumber, declined));
    }

    private Audit audit() {
        return Audit.take(store.factory(), honker, LAST_OLD_INVOICE, opening);
    }
}
