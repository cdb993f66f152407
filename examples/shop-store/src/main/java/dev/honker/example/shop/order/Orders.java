package dev.honker.example.shop.order;

import java.util.List;

/** The shop's use cases, one transaction each. Safe for use by several threads. */
public interface Orders {

    /**
     * Orders once more what an old invoice lists; the old invoice's id becomes the order's number.
     *
     * @throws PaymentDeclinedException if the customer cannot pay; then nothing of the order remains
     */
    Order reorder(int oldInvoiceId);

    /** Writes down that an order was declined, and that its customer is to get a letter. */
    void recordDeclined(int orderNumber, PaymentDeclinedException reason);

    /** The ids of all invoices, in their order. */
    List<Integer> invoiceIds();
}
