package dev.honker.example.shop.jooq;

import static dev.honker.example.shop.jooq.Chinook.*;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;

import dev.honker.example.shop.office.ReceiptText;
import dev.honker.example.shop.order.ReceiptJob;
import java.util.Optional;
import org.jooq.DSLContext;

/** What stands on a receipt, as the store's tables have it; stateless. */
final class ReceiptLines {

    private ReceiptLines() {}

    static String textOf(DSLContext tx, ReceiptJob wanted) {
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
