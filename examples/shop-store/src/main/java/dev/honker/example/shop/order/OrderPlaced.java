package dev.honker.example.shop.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/**
 * What the stream and the channel 'orders' tell of an order: enough for those who never look into the store's tables.
 *
 * @param order the order's number
 * @param invoice the row in Invoice
 */
public record OrderPlaced(int order, int invoice, String country, BigDecimal total) {

    /** The stream, and the channel. */
    public static final String TOPIC = "orders";

    private static final JsonMapper JSON = new JsonMapper();

    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static OrderPlaced fromJson(String json) {
        try {
            return JSON.readValue(json, OrderPlaced.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
