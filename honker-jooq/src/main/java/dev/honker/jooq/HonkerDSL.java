package dev.honker.jooq;

import dev.honker.EnqueueOptions;
import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import java.util.Collection;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * Honker's SQL functions as fields, for {@code import static dev.honker.jooq.HonkerDSL.*}; stateless. Making a field does
 * nothing: the function runs in whatever statement the field is part of, on that statement's connection and in its transaction,
 * once for each row that is read. A function is called as SQL calls it without {@code honker_} before it, in camel case, and has its
 * arguments in SQL's order. Each has a form with values and one with fields.
 *
 * <p>Payloads are texts or JSON: a {@code String} is stored as it is, {@link #payload} makes one of an object or a record,
 * {@code DSL.jsonObject(…)} one of the columns of a row. Times are seconds since 1970, durations seconds. Errors reach the caller as
 * jOOQ's {@code DataAccessException} with the driver's {@code SQLException} as cause.
 *
 * <p>SQLite calls a function only if its result is needed. So select it at the top of a statement, and let {@link HonkerGuard}
 * refuse the other places.
 */
public final class HonkerDSL extends JobFunctions {

    private HonkerDSL() {}

    /** Sends a notification, which listeners get after the commit: its id. */
    public static Field<Long> notifyChannel(String channel, String payload) {
        return notifyChannel(channel, DSL.val(payload));
    }

    /** Sends a notification for each row: its id. The payload is a text or JSON. */
    public static Field<Long> notifyChannel(String channel, Field<?> payload) {
        return notifyChannel(DSL.val(channel), payload);
    }

    /** As {@link #notifyChannel(String, Field)}, with a channel that may differ from row to row. */
    public static Field<Long> notifyChannel(Field<String> channel, Field<?> payload) {
        return Calls.number("notify", channel, Payloads.text(payload));
    }

    /**
     * Enqueues a job for each payload, with the default options.
     *
     * @return as {@link #enqueueAll(String, Collection, EnqueueOptions)}
     */
    public static Select<Record1<Long>> enqueueAll(String queue, Collection<String> payloads) {
        return enqueueAll(queue, payloads, EnqueueOptions.defaults());
    }

    /**
     * Enqueues a job for each payload by one statement with two bind values, however many there are. Run it inside a
     * transaction: in autocommit mode SQLite commits each row for itself. {@code Honker.of(ctx).queue(…).enqueueAll} is all or
     * none there too.
     *
     * @param payloads each stored as it is
     * @return a query to be run by {@code ctx.fetchValues(…)}; its rows are the ids in the order of the payloads
     * @throws HonkerInvalidOptionException if a payload has the character U+0000, which SQLite's JSON functions cut off
     */
    public static Select<Record1<Long>> enqueueAll(String queue, Collection<String> payloads, EnqueueOptions options) {
        return forEach(enqueue(queue, Batch.VALUE, options), payloads);
    }

    /** Sends a notification for each payload; otherwise as {@link #enqueueAll(String, Collection, EnqueueOptions)}. */
    public static Select<Record1<Long>> notifyChannelAll(String channel, Collection<String> payloads) {
        return forEach(notifyChannel(channel, Batch.VALUE), payloads);
    }

    /** Publishes an event without a key for each payload; otherwise as {@link #enqueueAll(String, Collection, EnqueueOptions)}. */
    public static Select<Record1<Long>> streamPublishAll(String topic, Collection<String> payloads) {
        return forEach(streamPublish(topic, Batch.VALUE), payloads);
    }

    private static Select<Record1<Long>> forEach(Field<Long> call, Collection<String> payloads) {
        return DSL.select(call).from(Batch.of(payloads)).orderBy(Batch.POSITION);
    }

    /**
     * A payload of an object's JSON, by Jackson 2 or 3 as {@code Honker.json} has it. It can also be a value in
     * {@code DSL.jsonObject}.
     *
     * @param value a record or bean, a map, a collection; of jOOQ's own a {@link Record} or a {@code Result}, which are as in
     *     {@link #payload(Record)}, a {@code JSON} or {@code JSONB}, but none of these inside a map or a collection
     * @throws HonkerException if it has no JSON form, or Jackson is not on the class path
     */
    public static Field<JSON> payload(Object value) {
        return value instanceof Record row ? payload(row) : DSL.val(JSON.json(Payloads.json(value)));
    }

    /**
     * A payload of a record's JSON: an object whose names are the columns' and whose values are as in jOOQ's {@code formatJSON}, those
     * of a column with a converter (a forced type) as the database has them. {@link RecordCodec} reads it.
     */
    public static Field<JSON> payload(Record row) {
        return DSL.val(JSON.json(Payloads.json(row)));
    }
}
