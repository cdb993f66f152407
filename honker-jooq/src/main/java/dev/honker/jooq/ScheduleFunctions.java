package dev.honker.jooq;

import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Schedules: that part of {@link HonkerDSL}. */
abstract sealed class ScheduleFunctions extends LockFunctions permits StreamFunctions {

    ScheduleFunctions() {}

    /** Makes or replaces a schedule whose jobs have three attempts: true. Jobs expire after that many seconds, never for null. */
    public static Field<Boolean> schedulerRegister(
            String name,
            String queue,
            String cronExpression,
            String payload,
            int priority,
            @Nullable Long expiresSeconds) {
        return schedulerRegister(
                DSL.val(name),
                DSL.val(queue),
                DSL.val(cronExpression),
                DSL.val(payload),
                DSL.val(priority),
                DSL.val(expiresSeconds, SQLDataType.BIGINT));
    }

    /** As {@link #schedulerRegister(String,String,String,String,int,Long)}, of each row. */
    public static Field<Boolean> schedulerRegister(
            Field<String> name,
            Field<String> queue,
            Field<String> cronExpression,
            Field<?> payload,
            Field<? extends Number> priority,
            Field<? extends Number> expiresSeconds) {
        return Calls.flag(
                "honker_scheduler_register",
                name,
                queue,
                cronExpression,
                Payloads.text(payload),
                priority,
                expiresSeconds);
    }

    /** As {@link #schedulerRegister(String, String, String, String, int, Long)}, with this many attempts for each job. */
    public static Field<Boolean> schedulerRegister(
            String name,
            String queue,
            String cronExpression,
            String payload,
            int priority,
            @Nullable Long expiresSeconds,
            int maxAttempts) {
        return schedulerRegister(
                DSL.val(name),
                DSL.val(queue),
                DSL.val(cronExpression),
                DSL.val(payload),
                DSL.val(priority),
                DSL.val(expiresSeconds, SQLDataType.BIGINT),
                DSL.val(maxAttempts));
    }

    /** As {@link #schedulerRegister(String,String,String,String,int,Long,int)}, of each row. */
    public static Field<Boolean> schedulerRegister(
            Field<String> name,
            Field<String> queue,
            Field<String> cronExpression,
            Field<?> payload,
            Field<? extends Number> priority,
            Field<? extends Number> expiresSeconds,
            Field<? extends Number> maxAttempts) {
        return Calls.flag(
                "honker_scheduler_register",
                name,
                queue,
                cronExpression,
                Payloads.text(payload),
                priority,
                expiresSeconds,
                maxAttempts);
    }

    /** Deletes a schedule: whether it was there. */
    public static Field<Boolean> schedulerUnregister(String name) {
        return schedulerUnregister(DSL.val(name));
    }

    /** As {@link #schedulerUnregister(String)}, of each row. */
    public static Field<Boolean> schedulerUnregister(Field<String> name) {
        return Calls.flag("honker_scheduler_unregister", name);
    }

    /** Enqueues what is due at a time: an array of {@code {fire_at, job_id, name, queue}}. For the leader of the schedules only. */
    public static Field<JSON> schedulerTick(long epochSeconds) {
        return schedulerTick(DSL.val(epochSeconds));
    }

    /** As {@link #schedulerTick(long)}, of each row. */
    public static Field<JSON> schedulerTick(Field<? extends Number> epochSeconds) {
        return Calls.json("honker_scheduler_tick", epochSeconds);
    }

    /** When the next schedule fires, in epoch seconds; 0 if none does. */
    public static Field<Long> schedulerSoonest() {
        return Calls.number("honker_scheduler_soonest");
    }

    /** Pauses a schedule: whether that changed it. */
    public static Field<Boolean> schedulerPause(String name) {
        return schedulerPause(DSL.val(name));
    }

    /** As {@link #schedulerPause(String)}, of each row. */
    public static Field<Boolean> schedulerPause(Field<String> name) {
        return Calls.flag("honker_scheduler_pause", name);
    }

    /** Ends the pause of a schedule: whether that changed it. */
    public static Field<Boolean> schedulerResume(String name) {
        return schedulerResume(DSL.val(name));
    }

    /** As {@link #schedulerResume(String)}, of each row. */
    public static Field<Boolean> schedulerResume(Field<String> name) {
        return Calls.flag("honker_scheduler_resume", name);
    }

    /** All schedules by name, as an array of objects. */
    public static Field<JSON> schedulerList() {
        return Calls.json("honker_scheduler_list");
    }

    /** Changes those fields of a schedule that are not null: whether it was there. {@code touchExpires} lets a null clear the expiry. */
    public static Field<Boolean> schedulerUpdate(
            String name,
            @Nullable String cronExpression,
            @Nullable String payload,
            @Nullable Integer priority,
            @Nullable Long expiresSeconds,
            boolean touchExpires) {
        return schedulerUpdate(
                DSL.val(name),
                DSL.val(cronExpression, SQLDataType.CLOB),
                DSL.val(payload, SQLDataType.CLOB),
                DSL.val(priority, SQLDataType.INTEGER),
                DSL.val(expiresSeconds, SQLDataType.BIGINT),
                DSL.val(touchExpires ? 1 : 0));
    }

    /** As {@link #schedulerUpdate(String,String,String,Integer,Long,boolean)}, of each row. */
    public static Field<Boolean> schedulerUpdate(
            Field<String> name,
            Field<String> cronExpression,
            Field<?> payload,
            Field<? extends Number> priority,
            Field<? extends Number> expiresSeconds,
            Field<? extends Number> touchExpires) {
        return Calls.flag(
                "honker_scheduler_update",
                name,
                cronExpression,
                Payloads.text(payload),
                priority,
                expiresSeconds,
                touchExpires);
    }

    /** As the shorter form, with the attempts of each job; {@code touchMaxAttempts} lets a null reset them. */
    public static Field<Boolean> schedulerUpdate(
            String name,
            @Nullable String cronExpression,
            @Nullable String payload,
            @Nullable Integer priority,
            @Nullable Long expiresSeconds,
            boolean touchExpires,
            @Nullable Integer maxAttempts,
            boolean touchMaxAttempts) {
        return schedulerUpdate(
                DSL.val(name),
                DSL.val(cronExpression, SQLDataType.CLOB),
                DSL.val(payload, SQLDataType.CLOB),
                DSL.val(priority, SQLDataType.INTEGER),
                DSL.val(expiresSeconds, SQLDataType.BIGINT),
                DSL.val(touchExpires ? 1 : 0),
                DSL.val(maxAttempts, SQLDataType.INTEGER),
                DSL.val(touchMaxAttempts ? 1 : 0));
    }

    /** As {@link #schedulerUpdate(String,String,String,Integer,Long,boolean,Integer,boolean)}, of each row. */
    public static Field<Boolean> schedulerUpdate(
            Field<String> name,
            Field<String> cronExpression,
            Field<?> payload,
            Field<? extends Number> priority,
            Field<? extends Number> expiresSeconds,
            Field<? extends Number> touchExpires,
            Field<? extends Number> maxAttempts,
            Field<? extends Number> touchMaxAttempts) {
        return Calls.flag(
                "honker_scheduler_update",
                name,
                cronExpression,
                Payloads.text(payload),
                priority,
                expiresSeconds,
                touchExpires,
                maxAttempts,
                touchMaxAttempts);
    }

    /** The first time of an expression after a time, in epoch seconds. */
    public static Field<Long> cronNextAfter(String cronExpression, long epochSeconds) {
        return cronNextAfter(DSL.val(cronExpression), DSL.val(epochSeconds));
    }

    /** As {@link #cronNextAfter(String,long)}, of each row. */
    public static Field<Long> cronNextAfter(Field<String> cronExpression, Field<? extends Number> epochSeconds) {
        return Calls.number("honker_cron_next_after", cronExpression, epochSeconds);
    }
}
