package dev.honker.example.shop.jooq;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.math.BigDecimal;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/** What of the store's tables the shop uses. An application would have jOOQ generate it; docs/jooq.md shows how. */
final class Chinook {

    static final Table<Record> INVOICE = table(name("Invoice"));
    static final Field<Integer> INVOICE_ID = column(INVOICE, "InvoiceId", Integer.class);
    static final Field<Integer> INVOICE_CUSTOMER = column(INVOICE, "CustomerId", Integer.class);
    static final Field<String> INVOICE_DATE = column(INVOICE, "InvoiceDate", String.class);
    static final Field<String> BILLING_ADDRESS = column(INVOICE, "BillingAddress", String.class);
    static final Field<String> BILLING_CITY = column(INVOICE, "BillingCity", String.class);
    static final Field<String> BILLING_STATE = column(INVOICE, "BillingState", String.class);
    static final Field<String> BILLING_COUNTRY = column(INVOICE, "BillingCountry", String.class);
    static final Field<String> BILLING_POSTAL_CODE = column(INVOICE, "BillingPostalCode", String.class);
    static final Field<BigDecimal> TOTAL = column(INVOICE, "Total", BigDecimal.class);

    static final Table<Record> LINE = table(name("InvoiceLine"));
    static final Field<Integer> LINE_ID = column(LINE, "InvoiceLineId", Integer.class);
    static final Field<Integer> LINE_INVOICE = column(LINE, "InvoiceId", Integer.class);
    static final Field<Integer> LINE_TRACK = column(LINE, "TrackId", Integer.class);
    static final Field<BigDecimal> UNIT_PRICE = column(LINE, "UnitPrice", BigDecimal.class);
    static final Field<Integer> QUANTITY = column(LINE, "Quantity", Integer.class);

    static final Table<Record> CUSTOMER = table(name("Customer"));
    static final Field<Integer> CUSTOMER_ID = column(CUSTOMER, "CustomerId", Integer.class);
    static final Field<String> FIRST_NAME = column(CUSTOMER, "FirstName", String.class);
    static final Field<String> LAST_NAME = column(CUSTOMER, "LastName", String.class);
    static final Field<String> CUSTOMER_NAME = FIRST_NAME.concat(" ").concat(LAST_NAME);

    static final Table<Record> TRACK = table(name("Track"));
    static final Field<Integer> TRACK_ID = column(TRACK, "TrackId", Integer.class);
    static final Field<String> TRACK_NAME = column(TRACK, "Name", String.class);
    static final Field<Integer> TRACK_ALBUM = column(TRACK, "AlbumId", Integer.class);

    static final Table<Record> ALBUM = table(name("Album"));
    static final Field<Integer> ALBUM_ID = column(ALBUM, "AlbumId", Integer.class);
    static final Field<Integer> ALBUM_ARTIST = column(ALBUM, "ArtistId", Integer.class);

    static final Table<Record> ARTIST = table(name("Artist"));
    static final Field<Integer> ARTIST_ID = column(ARTIST, "ArtistId", Integer.class);
    static final Field<String> ARTIST_NAME = column(ARTIST, "Name", String.class);

    private Chinook() {}

    private static <T> Field<T> column(Table<Record> table, String name, Class<T> type) {
        return field(name(table.getName(), name), type);
    }
}
