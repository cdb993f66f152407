package dev.honker.example.shop.report;

import dev.honker.Database;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** When a receipt's writer was awake and had written it, in microseconds of the machine's clock. */
public record ReceiptTimes(int orderNumber, long awakeAt, long writtenAt) {

    /** Of these orders. */
    public static List<ReceiptTimes> of(Database honker, List<Integer> orderNumbers) {
        Set<Integer> wanted = new HashSet<>(orderNumbers);
        return honker.query("select OrderNumber, AwakeAt, WrittenAt from Receipt").stream()
                .map(row ->
                        new ReceiptTimes(row.getInt("OrderNumber"), row.getLong("AwakeAt"), row.getLong("WrittenAt")))
                .filter(times -> wanted.contains(times.orderNumber()))
                .toList();
    }
}
