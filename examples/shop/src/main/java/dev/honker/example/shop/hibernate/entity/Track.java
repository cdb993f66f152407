package dev.honker.example.shop.hibernate.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.util.Optional;

@Entity
public class Track {

    @Id
    @Column(name = "TrackId")
    private Integer id;

    private String name;
    private String composer;
    private int milliseconds;
    private BigDecimal unitPrice;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "AlbumId")
    private Album album;

    protected Track() {}

    public Integer id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Optional<String> composer() {
        return Optional.ofNullable(composer);
    }

    public int milliseconds() {
        return milliseconds;
    }

    public BigDecimal unitPrice() {
        return unitPrice;
    }

    public Optional<Album> album() {
        return Optional.ofNullable(album);
    }
}
