package dev.honker.example.shop.order;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Places old invoices as new orders, as fast as several threads can or at a steady pace. */
public final class Replay {

    private final Orders orders;
    private final ReplayLog log;

    public Replay(Orders orders, ReplayLog log) {
        this.orders = orders;
        this.log = log;
    }

    public void atOnce(List<Integer> orderNumbers, int threads) throws InterruptedException {
        ExecutorService customers = Executors.newFixedThreadPool(threads);
        try {
            orderNumbers.forEach(number -> customers.execute(() -> place(number)));
            customers.shutdown();
            customers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } finally {
            customers.shutdownNow();
        }
    }

    /** One order a period. A queue that never builds up is what makes the latency of a single wake visible. */
    public void paced(List<Integer> orderNumbers, Duration period) throws InterruptedException {
        Iterator<Integer> next = orderNumbers.iterator();
        CountDownLatch left = new CountDownLatch(orderNumbers.size());
        ScheduledExecutorService customer = Executors.newSingleThreadScheduledExecutor();
        try {
            customer.scheduleAtFixedRate(
                    () -> {
                        if (next.hasNext()) {
                            place(next.next());
                            left.countDown();
                        }
                    },
                    0,
                    period.toNanos(),
                    TimeUnit.NANOSECONDS);
            left.await();
        } finally {
            customer.shutdownNow();
        }
    }

    private void place(int orderNumber) {
        try {
            placeOrRecord(orderNumber);
        } catch (RuntimeException e) {
            log.failed(e);
        }
    }

    private void placeOrRecord(int orderNumber) {
        try {
            orders.reorder(orderNumber);
            log.committed(orderNumber, WallClock.micros());
        } catch (PaymentDeclinedException e) {
            orders.recordDeclined(orderNumber, e);
            log.declined();
        }
    }
}
