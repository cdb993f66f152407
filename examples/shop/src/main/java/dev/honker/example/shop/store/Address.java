package dev.honker.example.shop.store;

import jakarta.persistence.Embeddable;

@Embeddable
public record Address(String address, String city, String state, String country, String postalCode) {}
