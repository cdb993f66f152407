package dev.honker.example.shop.hibernate.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@Entity
public class Customer {

    @Id
    @Column(name = "CustomerId")
    private Integer id;

    private String firstName;
    private String lastName;
    private String company;
    private String email;

    @Embedded
    private Address address;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "SupportRepId")
    private Employee supportRepresentative;

    @OneToMany(mappedBy = "customer")
    @OrderBy("id")
    private List<Invoice> invoices = new ArrayList<>();

    protected Customer() {}

    public Integer id() {
        return id;
    }

    public String name() {
        return firstName + " " + lastName;
    }

    public Optional<String> company() {
        return Optional.ofNullable(company);
    }

    public String email() {
        return email;
    }

    public Optional<Address> address() {
        return Optional.ofNullable(address);
    }

    public void moveTo(String city) {
        address = address().map(old -> old.inCity(city)).orElseGet(() -> new Address(null, city, null, null, null));
    }

    public Optional<Employee> supportRepresentative() {
        return Optional.ofNullable(supportRepresentative);
    }

    public List<Invoice> invoices() {
        return invoices;
    }
}
