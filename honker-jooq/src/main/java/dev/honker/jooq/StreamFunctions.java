package dev.honker.jooq;

import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Streams and results of jobs: that part of {@link HonkerDSL}. */
abstract sealed class StreamFunctions extends ScheduleFunctions permits JobFunctions {

    StreamFunctions() {}

    /** Publishes an event: its offset. The key may be null. */
    public static Field<Long> streamPublish(String topic, @Nullable String key, String payload) {
        return streamPublish(DSL.val(topic), DSL.val(key, SQLDataType.CLOB), DSL.val(payload));
    }

    /** As {@link #streamPublish(String,String,String)}, of each row. */
    public static Field<Long> streamPublish(Field<String> topic, Field<String> key, Field<?> payload) {
        return Calls.number("honker_stream_publish", topic, key, Payloads.text(payload));
    }

    /** The events after an offset: an array of {@code {created_at, key, offset, payload, topic}}. */
    public static Field<JSON> streamReadSince(String topic, long offset, int limit) {
        return streamReadSince(DSL.val(topic), DSL.val(offset), DSL.val(limit));
    }

    /** As {@link #streamReadSince(String,long,int)}, of each row. */
    public static Field<JSON> streamReadSince(
            Field<String> topic, Field<? extends Number> offset, Field<? extends Number> limit) {
        return Calls.json("honker_stream_read_since", topic, offset, limit);
    }

    /** Saves how far a consumer has read: whether that is further than before. */
    public static Field<Boolean> streamSaveOffset(String consumer, String topic, long offset) {
        return streamSaveOffset(DSL.val(consumer), DSL.val(topic), DSL.val(offset));
    }

    /** As {@link #streamSaveOffset(String,String,long)}, of each row. */
    public static Field<Boolean> streamSaveOffset(
            Field<String> consumer, Field<String> topic, Field<? extends Number> offset) {
        return Calls.flag("honker_stream_save_offset", consumer, topic, offset);
    }

    /** How far a consumer has read; 0 if it is unknown. */
    public static Field<Long> streamGetOffset(String consumer, String topic) {
        return streamGetOffset(DSL.val(consumer), DSL.val(topic));
    }

    /** As {@link #streamGetOffset(String,String)}, of each row. */
    public static Field<Long> streamGetOffset(Field<String> consumer, Field<String> topic) {
        return Calls.number("honker_stream_get_offset", consumer, topic);
    }

    /** Saves the result of a job for this many seconds, for ever with 0: true. */
    public static Field<Boolean> resultSave(long jobId, String value, long ttlSeconds) {
        return resultSave(DSL.val(jobId), DSL.val(value), DSL.val(ttlSeconds));
    }

    /** As {@link #resultSave(long,String,long)}, of each row. */
    public static Field<Boolean> resultSave(
            Field<? extends Number> jobId, Field<?> value, Field<? extends Number> ttlSeconds) {
        return Calls.flag("honker_result_save", jobId, Payloads.text(value), ttlSeconds);
    }

    /** The result of a job; null if there is none, or it has expired. */
    public static Field<String> resultGet(long jobId) {
        return resultGet(DSL.val(jobId));
    }

    /** As {@link #resultGet(long)}, of each row. */
    public static Field<String> resultGet(Field<? extends Number> jobId) {
        return Calls.text("honker_result_get", jobId);
    }

    /** Deletes expired results: how many. */
    public static Field<Integer> resultSweep() {
        return Calls.count("honker_result_sweep");
    }

    /** Publishes an event without a key: its offset. */
    public static Field<Long> streamPublish(String topic, String payload) {
        return streamPublish(topic, DSL.val(payload));
    }

    /** Publishes an event without a key for each row: its offset. The payload is a text or JSON. */
    public static Field<Long> streamPublish(String topic, Field<?> payload) {
        return streamPublish(DSL.val(topic), DSL.val(null, SQLDataType.CLOB), payload);
    }
}
