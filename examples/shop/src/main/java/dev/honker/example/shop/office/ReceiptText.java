package dev.honker.example.shop.office;

import dev.honker.example.shop.store.Address;
import dev.honker.example.shop.store.Invoice;
import dev.honker.example.shop.store.InvoiceLine;
import java.math.RoundingMode;

final class ReceiptText {

    private ReceiptText() {}

    /** Needs the invoice's session: customer, lines and tracks are loaded as they are named. */
    static String of(int orderNumber, Invoice invoice) {
        String country = invoice.billingAddress().map(Address::country).orElse("no country");
        StringBuilder text = new StringBuilder();
        text.append("Order %d for %s, %s\n"
                .formatted(orderNumber, invoice.customer().name(), country));
        for (InvoiceLine line : invoice.lines()) {
            text.append("%d x %s, %s\n"
                    .formatted(
                            line.quantity(),
                            line.track().name(),
                            line.track()
                                    .album()
                                    .map(album -> album.artist().name())
                                    .orElse("various")));
        }
        return text.append("Total ")
                .append(invoice.total().setScale(2, RoundingMode.HALF_UP))
                .toString();
    }
}
