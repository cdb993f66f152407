package dev.honker.example.shop.hibernate.entity;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@Entity
public class Invoice {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "InvoiceId")
    private Integer id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "CustomerId")
    private Customer customer;

    @Column(name = "InvoiceDate")
    @Convert(converter = InvoiceDate.class)
    private Instant date;

    @Embedded
    @AttributeOverride(name = "address", column = @Column(name = "BillingAddress"))
    @AttributeOverride(name = "city", column = @Column(name = "BillingCity"))
    @AttributeOverride(name = "state", column = @Column(name = "BillingState"))
    @AttributeOverride(name = "country", column = @Column(name = "BillingCountry"))
    @AttributeOverride(name = "postalCode", column = @Column(name = "BillingPostalCode"))
    private Address billingAddress;

    private BigDecimal total = BigDecimal.ZERO;

    @OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("id")
    private List<InvoiceLine> lines = new ArrayList<>();

    protected Invoice() {}

    public Invoice(Customer customer, Instant date) {
        this.customer = customer;
        this.date = date;
        this.billingAddress = customer.address().orElse(null);
    }

    public void add(Track track, BigDecimal unitPrice, int quantity) {
        InvoiceLine line = new InvoiceLine(this, track, unitPrice, quantity);
        lines.add(line);
        total = total.add(line.amount());
    }

    public Integer id() {
        return id;
    }

    public Customer customer() {
        return customer;
    }

    public Instant date() {
        return date;
    }

    /** @return empty if the invoice has no address at all: an embeddable without a value is none */
    public Optional<Address> billingAddress() {
        return Optional.ofNullable(billingAddress);
    }

    public BigDecimal total() {
        return total;
    }

    public List<InvoiceLine> lines() {
        return lines;
    }
}
