package dev.honker.example.shop.mybatis;

import java.time.Instant;

/** An invoice to write: what an old one lists, once more. MyBatis sets its id. */
final class NewInvoice {

    private final int oldInvoice;
    private final String date;
    private Integer id;

    NewInvoice(int oldInvoice, Instant date) {
        this.oldInvoice = oldInvoice;
        this.date = date.toString();
    }

    int id() {
        return id;
    }
}
