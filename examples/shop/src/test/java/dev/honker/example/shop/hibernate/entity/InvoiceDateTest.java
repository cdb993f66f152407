package dev.honker.example.shop.hibernate.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceDateTest {

    @ParameterizedTest
    @ValueSource(strings = {"2009-01-01T00:00:00Z", "2009-01-01T00:00:00", "2009-01-01 00:00:00", "2009-01-01"})
    void theDatesOfEveryChinookFileAreRead(String text) {
        assertThat(new InvoiceDate().convertToEntityAttribute(text)).isEqualTo(Instant.parse("2009-01-01T00:00:00Z"));
    }
}
