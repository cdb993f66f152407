package dev.honker.example.shop.order;

/**
 * An order that was written.
 *
 * @param number the number the customer knows; of a rolled-back order nothing but this number remains
 * @param invoiceId the row in Invoice; SQLite gives the id of a rolled-back invoice to the next one
 */
public record Order(int number, int invoiceId) {}
