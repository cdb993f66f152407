package dev.honker.example.shop.order;

/**
 * What the queue 'receipts' holds: an order that needs its receipt.
 *
 * @param order the order's number
 * @param invoice the row in Invoice
 */
public record ReceiptJob(int order, int invoice) {

    public static final String QUEUE = "receipts";
}
