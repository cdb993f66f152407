package dev.honker.example.shop.report;

import java.util.List;

/** Microseconds between two moments, over some orders. */
public record Latency(int samples, long p50, long p95, long max) {

    /** By the nearest rank: each number is one that was measured. */
    public static Latency of(List<Long> micros) {
        if (micros.isEmpty()) {
            throw new IllegalArgumentException("No order to take a latency from");
        }
        List<Long> sorted = micros.stream().sorted().toList();
        return new Latency(sorted.size(), rank(sorted, 50), rank(sorted, 95), rank(sorted, 100));
    }

    private static long rank(List<Long> sorted, int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }
}
