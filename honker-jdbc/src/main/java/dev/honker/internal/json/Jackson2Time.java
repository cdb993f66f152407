package dev.honker.internal.json;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** Teaches Jackson 2 {@code java.time}; stateless. Loaded only where the module is; without it Jackson says what to add. */
final class Jackson2Time {

    private Jackson2Time() {}

    static void addTo(JsonMapper.Builder builder) {
        builder.addModule(new JavaTimeModule());
    }
}
