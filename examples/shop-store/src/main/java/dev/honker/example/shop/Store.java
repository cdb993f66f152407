package dev.honker.example.shop;

import dev.honker.BackgroundHandle;
import dev.honker.Database;
import dev.honker.StreamHandler;
import dev.honker.TypedJobHandler;
import dev.honker.example.shop.office.SalesReports;
import dev.honker.example.shop.order.Letters;
import dev.honker.example.shop.order.Orders;
import dev.honker.example.shop.order.ReceiptJob;
import javax.sql.DataSource;

/**
 * The shop as one ORM writes it. What stands here is all that differs between the shops; each part runs transactions of its own
 * and is safe for use by several threads.
 */
public interface Store extends AutoCloseable {

    /** Opens the store of a URL; the URL alone says which driver it is. */
    @FunctionalInterface
    interface Opener {
        Store open(String url);
    }

    /** The connections that the ORM uses. */
    DataSource pool();

    /** Orders with a receipt job, an event and a notification in the transaction of each. */
    Orders orders();

    /** The same orders and nothing with them, for a URL without honker. */
    default Orders ordersAlone() {
        throw new IllegalArgumentException("This shop does not run on plain SQLite; ./shop hibernate --plain does");
    }

    /** Writes a receipt and acknowledges its job, in one transaction. */
    TypedJobHandler<ReceiptJob> receipts();

    /** Adds an order to its country's revenue and saves how far the stream is read, in one transaction. */
    StreamHandler revenue();

    /** Writes each letter once, however often its job is run. */
    Letters letters();

    /** Writes a sales report and acknowledges its job, in one transaction. */
    SalesReports reports();

    /** Writes sales reports in this JVM, until the handle is closed: by tasks, unless the shop has a way of its own. */
    default BackgroundHandle reporting(Database honker) {
        honker.tasks().register(reports());
        return honker.tasks().run();
    }

    @Override
    void close();
}
