package dev.honker.example.shop.hibernate.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** What a customer gets instead of an order. */
@Entity
public class Letter {

    @Id
    private int orderNumber;

    private String text;

    protected Letter() {}

    public Letter(int orderNumber, String text) {
        this.orderNumber = orderNumber;
        this.text = text;
    }

    public int orderNumber() {
        return orderNumber;
    }

    public String text() {
        return text;
    }
}
