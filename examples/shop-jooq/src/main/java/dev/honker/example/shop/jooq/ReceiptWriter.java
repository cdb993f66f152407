package dev.honker.example.shop.jooq;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.honker.TypedJob;
import dev.honker.TypedJobHandler;
import dev.honker.example.shop.order.ReceiptJob;
import dev.honker.example.shop.order.WallClock;
import dev.honker.jooq.Honker;
import org.jooq.DSLContext;

/** Writes a receipt and ends its job, in one transaction. Safe for use by several threads. */
final class ReceiptWriter implements TypedJobHandler<ReceiptJob> {

    private final DSLContext ctx;

    ReceiptWriter(DSLContext ctx) {
        this.ctx = ctx;
    }

    @Override
    public void handle(TypedJob<ReceiptJob> job) {
        long awakeAt = WallClock.micros();
        ReceiptJob wanted = job.payload();
        ctx.transaction(tx -> {
            String text = ReceiptLines.textOf(tx.dsl(), wanted);
            tx.dsl()
                    .insertInto(
                            table(name("Receipt")),
                            field(name("OrderNumber"), Integer.class),
                            field(name("InvoiceId"), Integer.class),
                            field(name("Text"), String.class),
                            field(name("AwakeAt"), Long.class),
                            field(name("WrittenAt"), Long.class))
                    .values(wanted.order(), wanted.invoice(), text, awakeAt, WallClock.micros())
                    .execute();
            job.ackInOrThrow(Honker.of(tx));
        });
    }
}
