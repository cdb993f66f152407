package dev.honker.example.shop.jooq;

import static dev.honker.example.shop.jooq.Chinook.*;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import dev.honker.TypedJob;
import dev.honker.TypedJobHandler;
import dev.honker.example.shop.office.ReceiptText;
import dev.honker.example.shop.order.ReceiptJob;
import dev.honker.example.shop.order.WallClock;
import dev.honker.jooq.Honker;
import java.util.Optional;
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
            String text = textOf(tx.dsl(), wanted);
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

    private static String textOf(DSLContext tx, ReceiptJob wanted) {
        var invoice = tx.select(CUSTOMER_NAME, coalesce(BILLING_COUNTRY, inline("no country")), TOTAL)
                .from(INVOICE)
                .join(CUSTOMER)
                .on(INVOICE_CUSTOMER.eq(CUSTOMER_ID))
                .where(INVOICE_ID.eq(wanted.invoice()))
                .fetchSingle();
        ReceiptText text = new ReceiptText(wanted.order(), invoice.value1(), invoice.value2());
        tx.select(QUANTITY, TRACK_NAME, ARTIST_NAME)
                .from(LINE)
                .join(TRACK)
                .on(LINE_TRACK.eq(TRACK_ID))
                .leftJoin(ALBUM)
                .on(TRACK_ALBUM.eq(ALBUM_ID))
                .leftJoin(ARTIST)
                .on(ALBUM_ARTIST.eq(ARTIST_ID))
                .where(LINE_INVOICE.eq(wanted.invoice()))
                .orderBy(LINE_ID)
                .forEach(line -> text.line(line.value1(), line.value2(), Optional.ofNullable(line.value3())));
        return text.total(invoice.value3());
    }
}
