package dev.honker.jooq;

import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.JsonCodec;
import org.jooq.Field;
import org.jooq.Formattable;
import org.jooq.JSON;
import org.jooq.JSONB;
import org.jooq.JSONFormat;
import org.jooq.JSONFormat.RecordFormat;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;

/** What can be a payload, and the JSON of it; stateless. */
final class Payloads {

    private static final JSONFormat OBJECTS = new JSONFormat().header(false).recordFormat(RecordFormat.OBJECT);

    private Payloads() {}

    /** The field as an argument, if it may hold a text; SQLite would tell only when the statement runs. */
    static Field<?> text(Field<?> payload) {
        if (payload instanceof Param<?> value && value.getValue() instanceof JSON json) {
            // why: jOOQ would wrap it in json(…), which writes the text anew
            return value.isInline() ? DSL.inline(json.data()) : DSL.val(json.data());
        }
        Class<?> type = payload.getDataType().getFromType();
        if (type == String.class || type == JSON.class || type == Object.class) {
            return payload;
        }
        throw new HonkerInvalidOptionException(
                "a payload must be a field of type String or JSON, but " + payload + " is "
                        + type.getSimpleName()
                        + ": make one with DSL.jsonObject(…), DSL.cast(…, String.class) or HonkerDSL.payload(…)");
    }

    static String json(Record row) {
        return DatabaseValues.of(row).formatJSON(OBJECTS);
    }

    static String json(Object value) {
        if (value instanceof JSON json) {
            return json.data();
        }
        if (value instanceof JSONB json) {
            return json.data();
        }
        if (value instanceof Result<?> rows) {
            return DatabaseValues.of(rows).formatJSON(OBJECTS);
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
            throw new HonkerException(
                    "cannot encode a payload of type " + type.getName() + ": " + e
                            + ". What jOOQ has read is a payload by itself, payload(record) or payload(result), and not part of a list or"
                            + " map: put it together by jsonObject(key(…).value(payload(record)))",
                    e);
        }
    }
}
