package dev.honker.example.shop.mybatis;

import java.util.Optional;

/** A line of an invoice, as a customer reads it. */
record InvoiceLine(int quantity, String track, String artistOrNull) {

    Optional<String> artist() {
        return Optional.ofNullable(artistOrNull);
    }
}
