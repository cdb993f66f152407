package dev.honker.example.shop.hibernate.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToOne;

/** What a customer gets for an order; with the wall clock of its writer, in microseconds, for the latency report. */
@Entity
public class Receipt {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "ReceiptId")
    private Integer id;

    private int orderNumber;

    @OneToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "InvoiceId")
    private Invoice invoice;

    private String text;
    private long awakeAt;
    private long writtenAt;

    protected Receipt() {}

    public Receipt(int orderNumber, Invoice invoice, String text, long awakeAt, long writtenAt) {
        this.orderNumber = orderNumber;
        this.invoice = invoice;
        this.text = text;
        this.awakeAt = awakeAt;
        this.writtenAt = writtenAt;
    }

    public Integer id() {
        return id;
    }

    public int orderNumber() {
        return orderNumber;
    }

    public Invoice invoice() {
        return invoice;
    }

    public String text() {
        return text;
    }

    public long awakeAt() {
        return awakeAt;
    }

    public long writtenAt() {
        return writtenAt;
    }
}
