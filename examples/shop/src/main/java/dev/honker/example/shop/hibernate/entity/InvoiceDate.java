package dev.honker.example.shop.hibernate.entity;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.Instant;

/** Reads the dates of every Chinook file, {@code 2009-01-01 00:00:00} and ISO alike; writes ISO. */
@Converter
public class InvoiceDate implements AttributeConverter<Instant, String> {

    @Override
    public String convertToDatabaseColumn(Instant date) {
        return date == null ? null : date.toString();
    }

    @Override
    public Instant convertToEntityAttribute(String text) {
        if (text == null) {
            return null;
        }
        String iso = text.length() == 10 ? text + "T00:00:00" : text.replace(' ', 'T');
        return Instant.parse(iso.endsWith("Z") ? iso : iso + "Z");
    }
}
