package dev.honker.example.shop.office;

import dev.honker.Database;
import dev.honker.Event;
import dev.honker.Stream;
import dev.honker.StreamHandle;
import dev.honker.SubscribeOptions;
import dev.honker.example.shop.order.Announcements;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.example.shop.store.CountryRevenue;
import org.hibernate.SessionFactory;

/**
 * Adds up the orders of each country, each of them exactly once: a sum and how far the stream is read commit together.
 */
final class RevenueBook {

    private static final String CONSUMER = "revenue-book";

    private final SessionFactory sessions;
    private final Stream orders;

    RevenueBook(SessionFactory sessions, Database honker) {
        this.sessions = sessions;
        this.orders = honker.stream(Announcements.ORDERS);
    }

    /** Goes on after the event that was entered last, by whatever process. */
    StreamHandle keep() {
        return orders.subscribe(
                this::enter,
                SubscribeOptions.builder().consumer(CONSUMER).manualSave().build());
    }

    void enter(Event event) {
        OrderPlaced placed = OrderPlaced.fromJson(event.payloadJson());
        sessions.inTransaction(session -> {
            boolean isNew =
                    session.doReturningWork(connection -> orders.saveOffset(connection, CONSUMER, event.offset()));
            if (isNew) {
                CountryRevenue revenue = session.find(CountryRevenue.class, placed.country());
                if (revenue == null) {
                    revenue = new CountryRevenue(placed.country());
                    session.persist(revenue);
                }
                revenue.add(placed.total());
            }
        });
    }
}
