package dev.honker.hibernate;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of the contract's table. */
@Entity(name = "OrderRow")
@Table(name = "orders")
class OrderRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String item = "";

    OrderRow() {}

    OrderRow(String item) {
        this.item = item;
    }
}
