package dev.honker.example.shop.hibernate.entity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;

/** What the new orders of a country come to: made from the stream of orders, not from the invoices. */
@Entity
public class CountryRevenue {

    @Id
    private String country;

    private int orders;
    private BigDecimal revenue = BigDecimal.ZERO;

    protected CountryRevenue() {}

    public CountryRevenue(String country) {
        this.country = country;
    }

    public void add(BigDecimal total) {
        orders++;
        revenue = revenue.add(total);
    }

    public String country() {
        return country;
    }

    public int orders() {
        return orders;
    }

    public BigDecimal revenue() {
        return revenue;
    }
}
