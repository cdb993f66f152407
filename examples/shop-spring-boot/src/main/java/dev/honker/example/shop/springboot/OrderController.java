package dev.honker.example.shop.springboot;

import dev.honker.example.shop.order.Order;
import dev.honker.example.shop.order.Orders;
import dev.honker.example.shop.order.PaymentDeclinedException;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Orders by HTTP. */
@RestController
class OrderController {

    private final Orders orders;
    private final JdbcClient jdbc;
    private final LiveOrders live;

    OrderController(Orders orders, JdbcClient jdbc, LiveOrders live) {
        this.orders = orders;
        this.jdbc = jdbc;
        this.live = live;
    }

    /** Orders an old invoice once more: 201, or 402 if the card was declined. */
    @PostMapping("/orders/{number}")
    ResponseEntity<?> place(@PathVariable("number") int number) {
        try {
            Order order = orders.reorder(number);
            return ResponseEntity.status(HttpStatus.CREATED).body(order);
        } catch (PaymentDeclinedException e) {
            orders.recordDeclined(number, e);
            return ResponseEntity.status(HttpStatus.PAYMENT_REQUIRED).body(e.getMessage());
        }
    }

    /** The receipt, or 404 until the office has written it. */
    @GetMapping("/orders/{number}/receipt")
    ResponseEntity<String> receipt(@PathVariable("number") int number) {
        return ResponseEntity.of(jdbc.sql("select Text from Receipt where OrderNumber = ?")
                .param(number)
                .query(String.class)
                .optional());
    }

    /** Tells of each committed order, of whatever process, as a server-sent event. */
    @GetMapping("/orders/live")
    SseEmitter watch() throws IOException {
        return live.watch();
    }
}
