package dev.honker.jooq;

import dev.honker.HonkerInvalidOptionException;
import dev.honker.JsonCodec;
import java.util.Base64;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Records of a table as payloads: {@code Honker.of(ctx).queue("receipts").typed(RecordCodec.of(ORDERS))}. A payload is an object
 * whose names are the columns'; what else is in one that is read is ignored, and a column that is not in it is not set. Columns with
 * a converter (forced types) are written as the database has them.
 * Immutable and thread-safe.
 *
 * @param <R> the type of the records
 */
public final class RecordCodec<R extends Record> implements JsonCodec<R> {

    private final Table<R> table;

    private RecordCodec(Table<R> table) {
        this.table = table;
    }

    /**
     * The codec of a table's records.
     *
     * @throws HonkerInvalidOptionException if the table has a column of type JSON or JSONB, which jOOQ can't read out of an object
     */
    public static <R extends Record> RecordCodec<R> of(Table<R> table) {
        for (Field<?> field : table.fields()) {
            Class<?> type = field.getDataType().getFromType();
            if (type == JSON.class || type == JSONB.class) {
                throw new HonkerInvalidOptionException(
                        "the table " + table.getName() + " has the column " + field.getName()
                                + " of type " + type.getSimpleName()
                                + ", which jOOQ can't read out of a JSON object: give the queue a"
                                + " JsonCodec of your own");
            }
        }
        return new RecordCodec<>(table);
    }

    @Override
    public String encode(R row) {
        return Payloads.json(row);
    }

    @Override
    public R decode(String json) {
        if (!json.stripLeading().startsWith("{")) {
            throw new IllegalArgumentException("a payload of " + table.getName() + " must be a JSON object");
        }
        Record read =
                DSL.using(SQLDialect.SQLITE).fetchFromJSON("[" + json + "]").get(0);
        R row = table.newRecord();
        for (Field<?> field : table.fields()) {
            Field<?> value = read.field(field.getName());
            if (value != null) {
                set(row, field, read.get(value));
            }
        }
        return row;
    }

    private static <T> void set(Record row, Field<T> field, @Nullable Object value) {
        T converted = field.getDataType().convert(value == null ? null : readable(field, value));
        // why: jOOQ makes null of what it can't convert
        if (value != null && converted == null) {
            throw new IllegalArgumentException("the value of " + field.getName() + " is no "
                    + field.getType().getSimpleName());
        }
        row.set(field, converted);
    }

    /** why: jOOQ writes bytes in Base64, but reads a text as its own bytes. */
    private static Object readable(Field<?> field, Object value) {
        return field.getDataType().getFromType() == byte[].class
                ? Base64.getDecoder().decode(value.toString())
                : value;
    }
}
