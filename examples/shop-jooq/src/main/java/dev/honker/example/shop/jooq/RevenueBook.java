package dev.honker.example.shop.jooq;

import static dev.honker.jooq.HonkerDSL.streamSaveOffset;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.round;
import static org.jooq.impl.DSL.table;

import dev.honker.Event;
import dev.honker.StreamHandler;
import dev.honker.example.shop.office.BackOffice;
import dev.honker.example.shop.order.OrderPlaced;
import java.math.BigDecimal;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * Adds up the orders of each country, each of them exactly once: a sum and how far the stream is read commit together.
 */
final class RevenueBook implements StreamHandler {

    private static final Table<Record> COUNTRY_REVENUE = table(name("CountryRevenue"));
    private static final Field<String> COUNTRY = field(name("Country"), String.class);
    private static final Field<Integer> ORDERS = field(name("Orders"), Integer.class);
    private static final Field<BigDecimal> REVENUE = field(name("Revenue"), BigDecimal.class);

    private final DSLContext ctx;

    RevenueBook(DSLContext ctx) {
        this.ctx = ctx;
    }

    @Override
    public void handle(Event event) {
        OrderPlaced placed = OrderPlaced.fromJson(event.payloadJson());
        ctx.transaction(tx -> {
            if (tx.dsl().fetchValue(streamSaveOffset(BackOffice.REVENUE_BOOK, OrderPlaced.TOPIC, event.offset()))) {
                tx.dsl()
                        .insertInto(COUNTRY_REVENUE, COUNTRY, ORDERS, REVENUE)
                        .values(placed.country(), 1, placed.total())
                        .onConflict(COUNTRY)
                        .doUpdate()
                        .set(ORDERS, ORDERS.plus(1))
                        .set(REVENUE, round(REVENUE.plus(excluded(REVENUE)), 2))
                        .execute();
            }
        });
    }
}
