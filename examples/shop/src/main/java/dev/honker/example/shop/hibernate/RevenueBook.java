package dev.honker.example.shop.hibernate;

import dev.honker.Event;
import dev.honker.Stream;
import dev.honker.StreamHandler;
import dev.honker.example.shop.hibernate.entity.CountryRevenue;
import dev.honker.example.shop.office.BackOffice;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.hibernate.HonkerSession;
import org.hibernate.SessionFactory;

/**
 * Adds up the orders of each country, each of them exactly once: a sum and how far the stream is read commit together.
 */
final class RevenueBook implements StreamHandler {

    private final SessionFactory sessions;

    RevenueBook(SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public void handle(Event event) {
        OrderPlaced placed = OrderPlaced.fromJson(event.payloadJson());
        sessions.inTransaction(session -> {
            Stream orders = HonkerSession.of(session).stream(OrderPlaced.TOPIC);
            if (orders.saveOffset(BackOffice.REVENUE_BOOK, event.offset())) {
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
