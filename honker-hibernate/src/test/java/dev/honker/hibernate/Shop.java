package dev.honker.hibernate;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Entities that declare events. */
final class Shop {

    private Shop() {}

    static final Class<?>[] ENTITIES = {Customer.class, Order.class, Line.class, Product.class, Tag.class};

    enum State {
        OPEN,
        PAID
    }

    record Paid(long order, State state) {}

    @Embeddable
    public static class Address {
        public String city = "";

        public Address() {}

        Address(String city) {
            this.city = city;
        }
    }

    @Entity(name = "Customer")
    static class Customer {
        @Id
        long id;

        String name = "";

        Address address = new Address("Bonn");

        Customer() {}

        Customer(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Orders")
    @Table(name = "orders")
    @HonkerEvent(on = EntityChange.INSERT, queue = "receipts")
    @HonkerEvent(
            on = {EntityChange.INSERT, EntityChange.UPDATE, EntityChange.DELETE},
            stream = "orders",
            properties = {"id", "state", "customer", "placed", "address"})
    @HonkerEvent(on = EntityChange.UPDATE, channel = "paid", payload = "paid")
    static class Order {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Enumerated(EnumType.STRING)
        State state = State.OPEN;

        Instant placed = Instant.parse("2026-01-02T03:04:05Z");

        Address address = new Address("Ulm");

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Customer customer;

        @OneToMany(mappedBy = "order", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Line> lines = new ArrayList<>();

        @ElementCollection
        Set<String> notes = new HashSet<>();

        private @Nullable Paid paid() {
            return state == State.PAID ? new Paid(id, state) : null;
        }
    }

    @Entity(name = "Line")
    @HonkerEvent(
            on = {EntityChange.INSERT, EntityChange.DELETE},
            queue = "lines",
            payload = "json")
    static class Line {
        @Id
        long id;

        @ManyToOne
        @Nullable
        Order order;

        Line() {}

        Line(long id, @Nullable Order order) {
            this.id = id;
            this.order = order;
        }

        String json() {
            return "{\"line\":" + id + "}";
        }
    }

    @MappedSuperclass
    @HonkerEvent(
            on = {EntityChange.INSERT, EntityChange.UPDATE, EntityChange.DELETE},
            queue = "products")
    abstract static class Stocked {
        @Id
        String sku = "";
    }

    /** With a version, and identifiers of its own, so that inserts are batched. */
    @Entity(name = "Product")
    static class Product extends Stocked {
        @Version
        long version;

        String name = "";

        @ElementCollection
        Set<String> labels = new HashSet<>();

        Product() {}

        Product(String sku) {
            this.sku = sku;
        }
    }

    /** Without any event. */
    @Entity(name = "Tag")
    static class Tag {
        @Id
        long id;

        Tag() {}

        Tag(long id) {
            this.id = id;
        }
    }
}
