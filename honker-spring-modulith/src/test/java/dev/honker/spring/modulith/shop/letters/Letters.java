package dev.honker.spring.modulith.shop.letters;

import dev.honker.spring.modulith.shop.orders.OrderPlaced;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Writes letters about orders, unless it is out of paper. */
@Component
public class Letters {

    private final BlockingQueue<OrderPlaced> attempts = new LinkedBlockingQueue<>();
    private volatile boolean outOfPaper;

    /** What it wrote, or tried to. */
    public BlockingQueue<OrderPlaced> attempts() {
        return attempts;
    }

    /** Whether it fails from now on. */
    public void outOfPaper(boolean fails) {
        outOfPaper = fails;
    }

    @ApplicationModuleListener
    void on(OrderPlaced event) {
        // why first: who has seen the attempt may bring new paper
        boolean fails = outOfPaper;
        attempts.add(event);
        if (fails) {
            throw new IllegalStateException("out of paper");
        }
    }
}
