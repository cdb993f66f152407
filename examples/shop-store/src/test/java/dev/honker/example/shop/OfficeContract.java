package dev.honker.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.honker.ClaimLostException;
import dev.honker.Database;
import dev.honker.Event;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.StreamHandle;
import dev.honker.StreamHandler;
import dev.honker.TaskWorkerHandle;
import dev.honker.Tasks;
import dev.honker.TypedJob;
import dev.honker.UpdateEvents;
import dev.honker.example.shop.database.WorkFile;
import dev.honker.example.shop.office.BackOffice;
import dev.honker.example.shop.office.SalesReports;
import dev.honker.example.shop.order.Letters;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.example.shop.order.Orders;
import dev.honker.example.shop.order.PaymentDeclinedException;
import dev.honker.example.shop.order.ReceiptJob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each shop's back office does with orders. */
public abstract class OfficeContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Store.Opener stores;
    private Store store;
    private Database honker;
    private Orders orders;

    protected OfficeContract(Store.Opener stores) {
        this.stores = stores;
    }

    @BeforeEach
    void openShop(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("shop.db");
        WorkFile.fromCarriedRows(file);
        store = stores.open(ShopCommand.HONKER + file);
        honker = Honker.of(store.pool());
        orders = store.orders();
    }

    @AfterEach
    void closeShop() {
        if (honker != null) {
            honker.close();
        }
        if (store != null) {
            store.close();
        }
    }

    @Test
    void aReceiptAndTheEndOfItsJobAreOne() throws Exception {
        orders.reorder(1);

        store.receipts().handle(claim("clerk-1"));

        assertThat(one("select count(*) from Receipt where OrderNumber = 1")).isEqualTo("1");
        assertThat(honker.queue(ReceiptJob.QUEUE).size()).isZero();
    }

    @Test
    void aReceiptIsNotWrittenByWhoeverNoLongerHoldsItsJob() {
        orders.reorder(1);
        TypedJob<ReceiptJob> job = claim("clerk-1");
        job.retry(Duration.ZERO, "the clerk was away for too long");

        assertThatExceptionOfType(ClaimLostException.class)
                .isThrownBy(() -> store.receipts().handle(job));

        assertThat(one("select count(*) from Receipt")).isEqualTo("0");
        assertThat(honker.queue(ReceiptJob.QUEUE).size()).isEqualTo(1);
    }

    @Test
    void anOrderThatComesTwiceIsEnteredOnce() throws Exception {
        orders.reorder(1);
        StreamHandler book = store.revenue();
        Event event = honker.stream(OrderPlaced.TOPIC).readSince(0, 1).get(0);

        book.handle(event);
        book.handle(event);

        assertThat(one("select Country || ' ' || Orders || ' ' || Revenue from CountryRevenue"))
                .isEqualTo("Germany 1 1.98");
    }

    @Test
    void whatAnotherBookKeeperHasEnteredIsNotReadAgain() {
        keepBookUntil(1, List.of(1, 2));
        keepBookUntil(3, List.of(3));

        assertThat(one("select sum(Orders) || ' ' || round(sum(Revenue), 2) from CountryRevenue"))
                .isEqualTo(one("select '3 ' || round(sum(Total), 2) from Invoice where InvoiceId > 412"));
    }

    @Test
    void aCustomerWhoseCardIsDeclinedGetsALetter() {
        Tasks tasks = honker.tasks();
        tasks.register(store.letters());
        try (TaskWorkerHandle clerks = tasks.run()) {
            decline(10);

            await(() -> !one("select count(*) from Letter").equals("0"));
            assertThat(clerks.stop(PATIENCE)).isTrue();
        }
        assertThat(one("select OrderNumber || ' ' || Text from Letter"))
                .isEqualTo("10 Dear Hugh O'Reilly, we are sorry: card declined for order 10, 5.94");
        assertThat(honker.queue(Letters.QUEUE).size()).isZero();
    }

    @Test
    void aLetterWhoseJobIsRunTwiceIsWrittenOnce() {
        Letters clerk = store.letters();

        clerk.cardDeclined(10, "once");
        clerk.cardDeclined(10, "twice");

        assertThat(one("select Text from Letter")).endsWith("once");
    }

    @Test
    void reportsOfTwoProcessesCountEachOrderOnceAndNoSecondTwice() throws Exception {
        orders.reorder(1);
        try (Database other = Honker.of(store.pool());
                TaskWorkerHandle one = reportsOf(honker);
                TaskWorkerHandle another = reportsOf(other)) {
            await(() -> reported() == 1);
            orders.reorder(2);
            orders.reorder(3);
            await(() -> reported() == 3);
            assertThat(one.stop(PATIENCE) && another.stop(PATIENCE)).isTrue();
        }
        assertThat(one("select sum(Orders) || ' ' || round(sum(Revenue), 2) from SalesReport"))
                .isEqualTo(one("select '3 ' || round(sum(Total), 2) from Invoice where InvoiceId > 412"));
        assertThat(one("select count(FiredAt) >= 2 and count(FiredAt) = count(distinct FiredAt) from SalesReport"))
                .isEqualTo("1");
    }

    @Test
    void aReportIsNotWrittenByWhoeverNoLongerHoldsItsJob() {
        honker.queue(SalesReports.QUEUE).enqueue("{}");
        Job job = honker.queue(SalesReports.QUEUE).claimOne("clerk-1").orElseThrow();
        job.retry(Duration.ZERO, "the clerk was away for too long");

        assertThatExceptionOfType(ClaimLostException.class)
                .isThrownBy(() -> store.reports().write(job));

        assertThat(one("select count(*) from SalesReport")).isEqualTo("1");
    }

    private TaskWorkerHandle reportsOf(Database process) {
        process.tasks().register(store.reports());
        return process.tasks().run();
    }

    private int reported() {
        return Integer.parseInt(one("select sum(Orders) from SalesReport"));
    }

    private void decline(int orderNumber) {
        assertThatExceptionOfType(PaymentDeclinedException.class)
                .isThrownBy(() -> orders.reorder(orderNumber))
                .satisfies(declined -> orders.recordDeclined(orderNumber, declined));
    }

    private void keepBookUntil(int entries, List<Integer> reordered) {
        try (StreamHandle book = BackOffice.keepBook(store, honker)) {
            reordered.forEach(orders::reorder);
            await(() -> Integer.parseInt(one("select coalesce(sum(Orders), 0) from CountryRevenue")) >= entries);
            assertThat(book.stop(PATIENCE)).isTrue();
        }
    }

    private void await(BooleanSupplier reached) {
        Instant deadline = Instant.now().plus(PATIENCE);
        try (UpdateEvents commits = honker.updateEvents()) {
            while (!reached.getAsBoolean()) {
                assertThat(Instant.now()).isBefore(deadline);
                commits.awaitUpdate(Duration.ofSeconds(1));
            }
        }
    }

    private TypedJob<ReceiptJob> claim(String clerk) {
        return honker.queue(ReceiptJob.QUEUE, ReceiptJob.class).claimOne(clerk).orElseThrow();
    }

    private String one(String sql) {
        return String.valueOf(honker.query(sql).get(0).get(0));
    }
}
