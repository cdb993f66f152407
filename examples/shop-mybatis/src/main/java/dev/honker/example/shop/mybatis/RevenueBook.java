package dev.honker.example.shop.mybatis;

import dev.honker.Event;
import dev.honker.Stream;
import dev.honker.StreamHandler;
import dev.honker.example.shop.office.BackOffice;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.mybatis.HonkerSession;

/** Adds up the orders of each country, each once: a sum and how far the stream is read commit together. */
final class RevenueBook implements StreamHandler {

    private final Transactions transactions;

    RevenueBook(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void handle(Event event) {
        OrderPlaced placed = OrderPlaced.fromJson(event.payloadJson());
        transactions.run(session -> {
            Stream orders = HonkerSession.of(session).stream(OrderPlaced.TOPIC);
            if (orders.saveOffset(BackOffice.REVENUE_BOOK, event.offset())) {
                session.getMapper(OfficeMapper.class).addRevenue(placed.country(), placed.total());
            }
        });
    }
}
