package dev.honker.hibernate;

import jakarta.persistence.AttributeConverter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as honker's tables hold them: whole seconds since 1970; stateless. */
final class EpochSeconds implements AttributeConverter<Instant, Long> {

    EpochSeconds() {}

    @Override
    public @Nullable Long convertToDatabaseColumn(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }

    @Override
    public @Nullable Instant convertToEntityAttribute(@Nullable Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
