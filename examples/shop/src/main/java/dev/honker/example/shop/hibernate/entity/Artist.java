package dev.honker.example.shop.hibernate.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Artist {

    @Id
    @Column(name = "ArtistId")
    private Integer id;

    private String name;

    protected Artist() {}

    public Integer id() {
        return id;
    }

    public String name() {
        return name;
    }
}
