package dev.honker.example.shop.jooq;

import static dev.honker.example.shop.jooq.Chinook.*;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.honker.example.shop.office.LetterText;
import dev.honker.example.shop.order.Letters;
import org.jooq.DSLContext;

/** Writes each letter once, however often its job is run. Safe for use by several threads. */
final class LetterWriter implements Letters {

    private final DSLContext ctx;

    LetterWriter(DSLContext ctx) {
        this.ctx = ctx;
    }

    @Override
    public void cardDeclined(int order, String reason) {
        ctx.transaction(tx -> {
            // why the old invoice: of the declined order nothing is left
            String customer = tx.dsl()
                    .select(CUSTOMER_NAME)
                    .from(INVOICE)
                    .join(CUSTOMER)
                    .on(INVOICE_CUSTOMER.eq(CUSTOMER_ID))
                    .where(INVOICE_ID.eq(order))
                    .fetchSingle()
                    .value1();
            tx.dsl()
                    .insertInto(
                            table(name("Letter")),
                            field(name("OrderNumber"), Integer.class),
                            field(name("Text"), String.class))
                    .values(order, LetterText.of(customer, reason))
                    .onConflictDoNothing()
                    .execute();
        });
    }
}
