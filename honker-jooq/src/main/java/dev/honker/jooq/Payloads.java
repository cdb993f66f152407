package dev.honker.jooq;

import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.JsonCodec;
import org.jooq.Field;
import org.jooq.Formattable;
import org.jooq.JSON;
import org.jooq.JSONFormat;
import org.jooq.JSONFormat.RecordFormat;
import org.jooq.Record;

/** What can be a payload, and the JSON of it; stateless. */
final class Payloads {

    private static final JSONFormat OBJECTS = new JSONFormat().header(false).recordFormat(RecordFormat.OBJECT);

    private Payloads() {}

    /** The field, if it may hold a text; SQLite would tell only when the statement runs. */
    static Field<?> text(Field<?> payload) {
        Class<?> type = payload.getDataType().getSQLDataType() == null
                ? payload.getType()
                : payload.getDataType().getSQLDataType().getType();
        if (type == String.class || type == JSON.class || type == Object.class) {
            return payload;
        }
        throw new HonkerInvalidOptionException(
                "a payload must be a field of type String or JSON, but " + payload + " is " + type.getSimpleName()
                        + ": make one with DSL.jsonObject(…), DSL.cast(…, String.class) or HonkerDSL.payload(…)");
    }

    static String json(Record row) {
        return row.formatJSON(OBJECTS);
    }

    static String json(Object value) {
        if (value instanceof JSON json) {
            return json.data();
        }
        if (value instanceof Formattable rows) {
            return rows.formatJSON(OBJECTS);
        }
        return encode(value.getClass(), value);
    }

    private static <T> String encode(Class<T> type, Object value) {
        JsonCodec<T> codec = dev.honker.Honker.json(type);
        try {
            return codec.encode(type.cast(value));
        } catch (Exception e) {
            throw new HonkerException("cannot encode a payload of type " + type.getName() + ": " + e, e);
        }
    }
}
