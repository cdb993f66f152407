package dev.honker.hibernate;

import dev.honker.HonkerInvalidOptionException;
import org.jspecify.annotations.Nullable;

/** Checks of arguments, before anything is done; stateless. */
final class Argument {

    private Argument() {}

    static <T> T notNull(String name, @Nullable T value) {
        if (value == null) {
            throw new HonkerInvalidOptionException(name + " must not be null");
        }
        return value;
    }

    static void notBlank(String name, @Nullable String value) {
        if (notNull(name, value).isBlank()) {
            throw new HonkerInvalidOptionException(name + " must not be blank, but is '" + value + "'");
        }
    }
}
