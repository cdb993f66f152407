package dev.honker.jooq;

import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Named locks, rate limits and the file: that part of {@link HonkerDSL}. */
abstract sealed class LockFunctions permits ScheduleFunctions {

    LockFunctions() {}

    /** Takes a lock for this many seconds: whether the owner has it now. Taken again by the same owner it is kept, but not for longer. */
    public static Field<Boolean> lockAcquire(String name, String owner, int ttlSeconds) {
        return lockAcquire(DSL.val(name), DSL.val(owner), DSL.val(ttlSeconds));
    }

    /** As {@link #lockAcquire(String,String,int)}, of each row. */
    public static Field<Boolean> lockAcquire(
            Field<String> name, Field<String> owner, Field<? extends Number> ttlSeconds) {
        return Calls.flag("honker_lock_acquire", name, owner, ttlSeconds);
    }

    /** Lets a lock end this many seconds from now: whether the owner still had it. */
    public static Field<Boolean> lockRenew(String name, String owner, int ttlSeconds) {
        return lockRenew(DSL.val(name), DSL.val(owner), DSL.val(ttlSeconds));
    }

    /** As {@link #lockRenew(String,String,int)}, of each row. */
    public static Field<Boolean> lockRenew(
            Field<String> name, Field<String> owner, Field<? extends Number> ttlSeconds) {
        return Calls.flag("honker_lock_renew", name, owner, ttlSeconds);
    }

    /** Gives a lock back: whether the owner had it. */
    public static Field<Boolean> lockRelease(String name, String owner) {
        return lockRelease(DSL.val(name), DSL.val(owner));
    }

    /** As {@link #lockRelease(String,String)}, of each row. */
    public static Field<Boolean> lockRelease(Field<String> name, Field<String> owner) {
        return Calls.flag("honker_lock_release", name, owner);
    }

    /** Counts against a limit for each window of this many seconds: whether it was kept. */
    public static Field<Boolean> rateLimitTry(String name, int limit, int perSeconds) {
        return rateLimitTry(DSL.val(name), DSL.val(limit), DSL.val(perSeconds));
    }

    /** As {@link #rateLimitTry(String,int,int)}, of each row. */
    public static Field<Boolean> rateLimitTry(
            Field<String> name, Field<? extends Number> limit, Field<? extends Number> perSeconds) {
        return Calls.flag("honker_rate_limit_try", name, limit, perSeconds);
    }

    /** Deletes the counts of windows that began this many seconds ago or earlier: how many. */
    public static Field<Integer> rateLimitSweep(long olderThanSeconds) {
        return rateLimitSweep(DSL.val(olderThanSeconds));
    }

    /** As {@link #rateLimitSweep(long)}, of each row. */
    public static Field<Integer> rateLimitSweep(Field<? extends Number> olderThanSeconds) {
        return Calls.count("honker_rate_limit_sweep", olderThanSeconds);
    }

    /** Creates or upgrades honker's tables, which any other function does when it needs them: true. */
    public static Field<Boolean> bootstrap() {
        return Calls.flag("honker_bootstrap");
    }

    /** Begins to watch a file for commits: a handle. Java programs have {@code HonkerDataSource.updateEvents()}. */
    public static Field<Long> updateWatcherOpen(String path, @Nullable String backend) {
        return updateWatcherOpen(DSL.val(path), DSL.val(backend, SQLDataType.CLOB));
    }

    /** As {@link #updateWatcherOpen(String,String)}, of each row. */
    public static Field<Long> updateWatcherOpen(Field<String> path, Field<String> backend) {
        return Calls.number("honker_update_watcher_open", path, backend);
    }

    /** As {@link #updateWatcherOpen(String, String)}, looking this often, in milliseconds. */
    public static Field<Long> updateWatcherOpen(String path, @Nullable String backend, @Nullable Integer pollMillis) {
        return updateWatcherOpen(
                DSL.val(path), DSL.val(backend, SQLDataType.CLOB), DSL.val(pollMillis, SQLDataType.INTEGER));
    }

    /** As {@link #updateWatcherOpen(String,String,Integer)}, of each row. */
    public static Field<Long> updateWatcherOpen(
            Field<String> path, Field<String> backend, Field<? extends Number> pollMillis) {
        return Calls.number("honker_update_watcher_open", path, backend, pollMillis);
    }

    /** Waits for a commit, and blocks the connection for that: 1 after a commit, 0 when the time is over, -1 if there is no such handle. */
    public static Field<Integer> updateWatcherWait(long handle, int timeoutMillis) {
        return updateWatcherWait(DSL.val(handle), DSL.val(timeoutMillis));
    }

    /** As {@link #updateWatcherWait(long,int)}, of each row. */
    public static Field<Integer> updateWatcherWait(
            Field<? extends Number> handle, Field<? extends Number> timeoutMillis) {
        return Calls.count("honker_update_watcher_wait", handle, timeoutMillis);
    }

    /** Ends the watching of a file: true. */
    public static Field<Boolean> updateWatcherClose(long handle) {
        return updateWatcherClose(DSL.val(handle));
    }

    /** As {@link #updateWatcherClose(long)}, of each row. */
    public static Field<Boolean> updateWatcherClose(Field<? extends Number> handle) {
        return Calls.flag("honker_update_watcher_close", handle);
    }
}
