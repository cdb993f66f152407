package dev.honker.jooq;

import dev.honker.JsonCodec;
import java.util.Base64;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Records of a table as payloads: {@code Honker.of(ctx).queue("receipts").typed(RecordCodec.of(ORDERS))}. A payload is an object
 * whose names are the columns'; what else is in one that is read is ignored, and a column that is not in it is not set.
 * Immutable and thread-safe.
 *
 * @param <R> the type of the records
 */
public final class RecordCodec<R extends Record> implements JsonCodec<R> {

    private final Table<R> table;

    private RecordCodec(Table<R> table) {
        this.table = table;
    }

    /** The codec of a table's records. */
    public static <R extends Record> RecordCodec<R> of(Table<R> table) {
        return new RecordCodec<>(table);
    }

    @Override
    public String encode(R row) {
        return Payloads.json(row);
    }

    @Override
    public R decode(String json) {
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

    private static <T> void set(Record row, Field<T> field, Object value) {
        // why: jOOQ writes bytes in Base64, but reads a text as its own bytes
        Object decoded = value != null && field.getType() == byte[].class
                ? Base64.getDecoder().decode(value.toString())
                : value;
        row.set(field, field.getDataType().convert(decoded));
    }
}
