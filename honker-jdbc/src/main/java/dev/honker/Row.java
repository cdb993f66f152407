package dev.honker;

import dev.honker.internal.check.Check;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a query, read at once; immutable but for the arrays of its blobs. A value is null, {@link Long} or
 * {@link Integer}, {@link Double}, {@link String} or {@code byte[]}, as SQLite stores it. Column names are matched without
 * regard to case; of two columns with one name the first counts.
 */
public final class Row {

    private final List<String> names;
    private final List<@Nullable Object> values;

    private Row(List<String> names, List<@Nullable Object> values) {
        this.names = names;
        this.values = values;
    }

    /**
     * Makes a row.
     *
     * @param names the names of the columns, in order; a list from {@code List.copyOf} is shared, not copied
     * @param values as many values, each may be null
     * @throws HonkerInvalidOptionException if there are more or fewer values than names
     */
    public static Row of(List<String> names, List<? extends @Nullable Object> values) {
        if (Check.notNull("values", values).size()
                != Check.notNull("names", names).size()) {
            throw Check.refused("values", "must be as many as the " + names.size() + " names", values.size());
        }
        return new Row(List.copyOf(names), Collections.unmodifiableList(new ArrayList<>(values)));
    }

    /**
     * The value of a column as it is stored; null if it is NULL.
     *
     * @throws HonkerException if there is no such column
     */
    public @Nullable Object get(String column) {
        return values.get(indexOf(column));
    }

    /**
     * The value of a column as it is stored; null if it is NULL.
     *
     * @param index from 0 on
     * @throws HonkerException if there is no such column
     */
    public @Nullable Object get(int index) {
        if (index < 0 || index >= values.size()) {
            throw new HonkerException("no column " + index + "; the row has " + values.size() + ", from 0 on");
        }
        return values.get(index);
    }

    /**
     * A text, or a number as text; null if it is NULL.
     *
     * @throws HonkerException if there is no such column or it holds a blob
     */
    public @Nullable String getString(String column) {
        Object value = get(column);
        if (value instanceof byte[]) {
            throw mismatch(column, value, "a text");
        }
        return value == null ? null : value.toString();
    }

    /**
     * A whole number.
     *
     * @throws HonkerException if there is no such column, or it is NULL or not a whole number that a long can hold
     */
    public long getLong(String column) {
        Object value = get(column);
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Number number
                && (double) (long) number.doubleValue() == number.doubleValue()
                && number.doubleValue() < 0x1p63) {
            return (long) number.doubleValue();
        }
        throw mismatch(column, value, "a whole number");
    }

    /**
     * A whole number that an int can hold.
     *
     * @throws HonkerException if there is no such column, or it is NULL or not such a number
     */
    public int getInt(String column) {
        long value = getLong(column);
        if (value != (int) value) {
            throw mismatch(column, value, "a whole number of 32 bits");
        }
        return (int) value;
    }

    /**
     * A number as a truth value, as SQLite does it: false if it is 0, else true.
     *
     * @throws HonkerException if there is no such column, or it is NULL or not a number
     */
    public boolean getBoolean(String column) {
        Object value = get(column);
        if (value instanceof Boolean bool) {
            return bool;
        }
        if (value instanceof Number number) {
            return number.doubleValue() != 0;
        }
        throw mismatch(column, value, "a number");
    }

    /**
     * Whether the column is NULL.
     *
     * @throws HonkerException if there is no such column
     */
    public boolean isNull(String column) {
        return get(column) == null;
    }

    /** The columns in their order, with their names as the query gave them; unmodifiable, its values may be null. */
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (!map.containsKey(names.get(i))) {
                map.put(names.get(i), values.get(i));
            }
        }
        return Collections.unmodifiableMap(map);
    }

    /** The columns and their values, for people. */
    @Override
    public String toString() {
        return asMap().toString();
    }

    private int indexOf(String column) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        throw new HonkerException("no column '" + column + "'; the row has " + names);
    }

    private static HonkerException mismatch(String column, @Nullable Object value, String wanted) {
        String found = value == null ? "NULL" : value instanceof byte[] ? "a blob" : "'" + value + "'";
        return new HonkerException("column '" + column + "' is not " + wanted + ", but " + found);
    }
}
