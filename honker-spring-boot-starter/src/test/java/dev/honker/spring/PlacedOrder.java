package dev.honker.spring;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An order, for JPA. */
@Entity
@Table(name = "orders")
class PlacedOrder {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String item;

    /** For JPA. */
    protected PlacedOrder() {}

    PlacedOrder(String item) {
        this.item = item;
    }

    Long id() {
        return id;
    }

    String item() {
        return item;
    }
}
