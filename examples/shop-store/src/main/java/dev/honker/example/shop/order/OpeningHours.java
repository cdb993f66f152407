package dev.honker.example.shop.order;

import dev.honker.Database;

/** Says when the shop opens and, to whoever listens to its orders, that no more of them will come. */
public final class OpeningHours {

    /** The last notification on the channel of the orders. */
    public static final String CLOSED = "\"closed\"";

    private static final String SHOP = "shop";
    private static final String OPEN = "\"open\"";

    private final Database honker;

    public OpeningHours(Database honker) {
        this.honker = honker;
    }

    /**
     * Where streams and channels stood when the shop opened: everything behind that is of this run.
     *
     * @param offset the last offset of any stream
     * @param notification the last notification id of any channel
     */
    public record Opening(long offset, long notification) {}

    public Opening open() {
        return new Opening(honker.stream(SHOP).publish(OPEN), honker.notify(SHOP, OPEN));
    }

    public void close() {
        honker.notify(OrderPlaced.TOPIC, CLOSED);
    }
}
