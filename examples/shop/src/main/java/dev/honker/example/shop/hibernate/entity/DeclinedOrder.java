package dev.honker.example.shop.hibernate.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An order that was rolled back; written in a transaction of its own, after that. */
@Entity
public class DeclinedOrder {

    @Id
    private int orderNumber;

    private String reason;

    protected DeclinedOrder() {}

    public DeclinedOrder(int orderNumber, String reason) {
        this.orderNumber = orderNumber;
        this.reason = reason;
    }

    public int orderNumber() {
        return orderNumber;
    }

    public String reason() {
        return reason;
    }
}
