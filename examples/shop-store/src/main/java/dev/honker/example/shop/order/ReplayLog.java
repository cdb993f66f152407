package dev.honker.example.shop.order;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of each order, as the threads that placed them saw it. Safe for use by several threads. */
public final class ReplayLog {

    private final Map<Integer, Long> committedAt = new ConcurrentHashMap<>();
    private final AtomicInteger declined = new AtomicInteger();
    private final Queue<RuntimeException> failures = new ConcurrentLinkedQueue<>();

    void committed(int orderNumber, long atMicros) {
        committedAt.put(orderNumber, atMicros);
    }

    void declined() {
        declined.incrementAndGet();
    }

    void failed(RuntimeException failure) {
        failures.add(failure);
    }

    /** Order number to the wall clock, in microseconds, at which the commit had returned. */
    public Map<Integer, Long> committedAt() {
        return committedAt;
    }

    public int committedOrders() {
        return committedAt.size();
    }

    public int declinedOrders() {
        return declined.get();
    }

    public Queue<RuntimeException> failures() {
        return failures;
    }
}
