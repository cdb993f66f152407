package dev.honker.hibernate;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostPersist;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.SoftDelete;
import org.jspecify.annotations.Nullable;

/** Entities with identifiers, versions and callbacks of all kinds. */
final class Ledger {

    private Ledger() {}

    static final Class<?>[] ENTITIES = {
        Entry.class, Seat.class, Country.class, City.class, Account.class, Key.class, Memo.class, Door.class
    };

    @Embeddable
    public static class Position implements Serializable {
        private static final long serialVersionUID = 1L;

        public long basket;
        public int line;

        public Position() {}

        Position(long basket, int line) {
            this.basket = basket;
            this.line = line;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Position other && basket == other.basket && line == other.line;
        }

        @Override
        public int hashCode() {
            return Objects.hash(basket, line);
        }
    }

    @Entity(name = "Entry")
    @HonkerEvent(on = EntityChange.INSERT, stream = "entries")
    static class Entry {
        @EmbeddedId
        Position id = new Position();

        Entry() {}

        Entry(Position id) {
            this.id = id;
        }
    }

    public static class SeatId implements Serializable {
        private static final long serialVersionUID = 1L;

        public int aisle;
        public int number;

        @Override
        public boolean equals(Object o) {
            return o instanceof SeatId other && aisle == other.aisle && number == other.number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(aisle, number);
        }
    }

    @Entity(name = "Seat")
    @IdClass(SeatId.class)
    @HonkerEvent(
            on = EntityChange.INSERT,
            queue = "seats",
            properties = {"aisle", "number", "guest"})
    static class Seat {
        @Id
        int aisle;

        @Id
        int number;

        String guest = "";
    }

    @Entity(name = "Country")
    static class Country {
        @Id
        long id;

        String name = "";

        @OneToMany(mappedBy = "country", cascade = CascadeType.ALL)
        List<City> cities = new ArrayList<>();

        String name() {
            return name;
        }
    }

    @Entity(name = "City")
    @HonkerEvent(on = EntityChange.UPDATE, queue = "cities", payload = "json")
    static class City {
        @Id
        long id;

        String name = "";

        @ManyToOne(fetch = FetchType.LAZY)
        @Nullable
        Country country;

        String json() {
            return "\"" + name + " in " + country.name() + "\"";
        }
    }

    /** What callbacks of the next entity do, once. */
    static final List<Runnable> AFTER_PERSIST = new ArrayList<>();

    @Entity(name = "Account")
    @HonkerEvent(
            on = {EntityChange.INSERT, EntityChange.UPDATE, EntityChange.DELETE},
            stream = "accounts",
            properties = {"id", "balance", "version"})
    static class Account {
        @Id
        long id;

        long balance;

        @Version
        long version;

        Account() {}

        Account(long id) {
            this.id = id;
        }

        @PostPersist
        void persisted() {
            List<Runnable> once = List.copyOf(AFTER_PERSIST);
            AFTER_PERSIST.clear();
            once.forEach(Runnable::run);
        }
    }

    @Entity(name = "Key")
    @HonkerEvent(on = EntityChange.INSERT, queue = "keys")
    static class Key {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        @Column(unique = true)
        String code = "";
    }

    @Entity(name = "Memo")
    @SoftDelete
    @HonkerEvent(
            on = {EntityChange.DELETE, EntityChange.UPDATE},
            queue = "memos")
    static class Memo {
        @Id
        long id;
    }

    /** What callbacks of the next door do, once. */
    static final List<Runnable> AFTER_UPDATE = new ArrayList<>();

    @Entity(name = "Door")
    @HonkerEvent(
            on = {EntityChange.INSERT, EntityChange.UPDATE},
            stream = "doors")
    static class Door {
        @Id
        long id;

        boolean open;

        Door() {}

        Door(long id) {
            this.id = id;
        }

        @PostUpdate
        void updated() {
            List<Runnable> once = List.copyOf(AFTER_UPDATE);
            AFTER_UPDATE.clear();
            once.forEach(Runnable::run);
        }
    }

    @Embeddable
    @HonkerEvent(on = EntityChange.UPDATE, queue = "parts")
    public static class Part {
        public String name = "";
    }

    @Entity(name = "Engine")
    static class Engine {
        @Id
        long id;

        Part part = new Part();
    }
}
