package dev.honker.example.shop.order;

import dev.honker.Task;

/** What customers are written. The shop calls it through a proxy; the back office runs it. */
public interface Letters {

    String QUEUE = "letters";

    @Task(queue = QUEUE, retryDelay = "1s")
    void cardDeclined(int order, String reason);
}
