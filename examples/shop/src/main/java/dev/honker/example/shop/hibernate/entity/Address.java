package dev.honker.example.shop.hibernate.entity;

import jakarta.persistence.Embeddable;

@Embeddable
public record Address(String address, String city, String state, String country, String postalCode) {

    Address inCity(String other) {
        return new Address(address, other, state, country, postalCode);
    }
}
