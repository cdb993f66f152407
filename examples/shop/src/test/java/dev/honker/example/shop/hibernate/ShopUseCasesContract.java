package dev.honker.example.shop.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.honker.example.shop.database.WorkFile;
import dev.honker.example.shop.hibernate.entity.Customer;
import dev.honker.example.shop.hibernate.entity.Invoice;
import dev.honker.example.shop.hibernate.entity.InvoiceLine;
import dev.honker.example.shop.order.Order;
import dev.honker.example.shop.order.PaymentDeclinedException;
import dev.honker.example.shop.order.Payments;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.LazyInitializationException;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the application does, whatever the URL: nothing in here knows which one it is. */
abstract class ShopUseCasesContract {

    private static final Instant TODAY = Instant.parse("2026-11-22T12:00:00Z");

    private final String urlPrefix;
    private HibernateStore store;
    private SessionFactory sessions;
    private OrderService orders;

    ShopUseCasesContract(String urlPrefix) {
        this.urlPrefix = urlPrefix;
    }

    @BeforeEach
    void openStore(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("shop.db");
        WorkFile.fromCarriedRows(file);
        store = HibernateStore.open(urlPrefix + file);
        sessions = store.factory();
        orders = new OrderService(
                sessions, OrderListener.NONE, Payments.EVERY_TENTH_DECLINED, Clock.fixed(TODAY, ZoneOffset.UTC));
    }

    @AfterEach
    void closeStore() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void customersAreListedByCountryWithTheirInvoicesCounted() {
        List<String> brazilians = sessions.fromTransaction(session -> session.createSelectionQuery(
                        "from Customer c where c.address.country = 'Brazil' order by c.lastName, c.id", Customer.class)
                .getResultStream()
                .map(customer -> customer.name() + ": " + customer.invoices().size())
                .toList());

        assertThat(brazilians)
                .containsExactly(
                        "Roberto Almeida: 7",
                        "Luís Gonçalves: 7",
                        "Eduardo Martins: 7",
                        "Fernanda Ramos: 7",
                        "Alexandre Rocha: 7");
    }

    @Test
    void anOrderListsWhatTheOldInvoiceListed() {
        Order order = orders.reorder(5);

        sessions.inTransaction(session -> {
            Invoice old = session.find(Invoice.class, 5);
            Invoice placed = session.find(Invoice.class, order.invoiceId());
            assertThat(placed.id()).isEqualTo(413);
            assertThat(placed.date()).isEqualTo(TODAY);
            assertThat(placed.customer()).isSameAs(old.customer());
            assertThat(placed.total()).isEqualByComparingTo(old.total()).isEqualByComparingTo("13.86");
            assertThat(placed.lines())
                    .hasSize(14)
                    .extracting(InvoiceLine::track)
                    .containsExactlyElementsOf(
                            old.lines().stream().map(InvoiceLine::track).toList());
        });
    }

    @Test
    void aDeclinedOrderLeavesNoRowAndTheNextOneIsWhole() {
        assertThatExceptionOfType(PaymentDeclinedException.class)
                .isThrownBy(() -> orders.reorder(10))
                .satisfies(declined -> orders.recordDeclined(10, declined));
        assertThat(List.of(count("Invoice"), count("InvoiceLine"), count("DeclinedOrder")))
                .containsExactly(412L, 2240L, 1L);

        assertThat(orders.reorder(11).invoiceId()).isEqualTo(413);
        assertThat(count("Invoice")).isEqualTo(413);
    }

    @Test
    void linesAreLoadedInsideTheSessionAndNotAfterIt() {
        Invoice detached = sessions.fromTransaction(session -> session.find(Invoice.class, 1));

        assertThatExceptionOfType(LazyInitializationException.class)
                .isThrownBy(() -> detached.lines().size());
        sessions.inTransaction(session -> assertThat(session.find(Invoice.class, 1)
                        .lines()
                        .get(0)
                        .track()
                        .album()
                        .orElseThrow()
                        .artist()
                        .name())
                .isEqualTo("Accept"));
    }

    @Test
    void aChangedCustomerIsFlushedAtCommitAndForgottenAtRollback() {
        sessions.inTransaction(session -> session.find(Customer.class, 1).moveTo("Lisboa"));
        assertThat(cityOfCustomer1()).isEqualTo("Lisboa");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> sessions.inTransaction(session -> {
                    session.find(Customer.class, 1).moveTo("Porto");
                    session.flush();
                    throw new IllegalStateException("half-way");
                }));
        assertThat(cityOfCustomer1()).isEqualTo("Lisboa");
    }

    @Test
    void salesAreSummedByArtist() {
        List<String> best = sessions.fromTransaction(session ->
                session.createSelectionQuery("""
                        select l.track.album.artist.name from InvoiceLine l
                        group by l.track.album.artist.name order by sum(l.quantity) desc""", String.class).setMaxResults(3).getResultList());

        assertThat(best).containsExactly("Iron Maiden", "U2", "Metallica");
    }

    private String cityOfCustomer1() {
        return sessions.fromTransaction(session ->
                session.find(Customer.class, 1).address().orElseThrow().city());
    }

    private long count(String entity) {
        return sessions.fromTransaction(
                session -> session.createSelectionQuery("select count(*) from " + entity, Long.class)
                        .getSingleResult());
    }
}
