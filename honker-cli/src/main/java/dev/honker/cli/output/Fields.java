package dev.honker.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing with named values, in the order in which they were added: a row of a table, or an object of JSON. A value is null, a
 * text, a number, a truth value, an {@link java.time.Instant}, a {@link java.time.Duration}, a {@link Size} or a list of such. For one thread.
 */
public final class Fields {

    private final Map<String, Cell> cells = new LinkedHashMap<>();

    private Fields() {}

    record Cell(@Nullable Object value, Style style) {}

    /** Fields without any. */
    public static Fields none() {
        return new Fields();
    }

    /** Fields with this one. */
    public static Fields of(String name, @Nullable Object value) {
        return none().with(name, value);
    }

    /** Adds one. */
    public Fields with(String name, @Nullable Object value) {
        return with(name, value, Style.PLAIN);
    }

    /** Adds one that looks like this on a terminal. */
    public Fields with(String name, @Nullable Object value, Style style) {
        cells.put(name, new Cell(value, style));
        return this;
    }

    Map<String, Cell> cells() {
        return cells;
    }
}
