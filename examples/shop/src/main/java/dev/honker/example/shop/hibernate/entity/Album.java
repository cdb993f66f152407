package dev.honker.example.shop.hibernate.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

@Entity
public class Album {

    @Id
    @Column(name = "AlbumId")
    private Integer id;

    private String title;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "ArtistId")
    private Artist artist;

    protected Album() {}

    public Integer id() {
        return id;
    }

    public String title() {
        return title;
    }

    public Artist artist() {
        return artist;
    }
}
