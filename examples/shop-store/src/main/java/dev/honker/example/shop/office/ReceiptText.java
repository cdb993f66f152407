package dev.honker.example.shop.office;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** The text of a receipt, line by line. */
public final class ReceiptText {

    private final StringBuilder text = new StringBuilder();

    public ReceiptText(int orderNumber, String customer, String country) {
        text.append("Order %d for %s, %s\n".formatted(orderNumber, customer, country));
    }

    /** @param artist empty if the track belongs to no album */
    public ReceiptText line(int quantity, String track, Optional<String> artist) {
        text.append("%d x %s, %s\n".formatted(quantity, track, artist.orElse("various")));
        return this;
    }

    public String total(BigDecimal total) {
        return text + "Total " + total.setScale(2, RoundingMode.HALF_UP);
    }
}
