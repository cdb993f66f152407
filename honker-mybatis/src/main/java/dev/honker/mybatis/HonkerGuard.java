package dev.honker.mybatis;

import java.sql.Statement;
import org.apache.ibatis.cache.CacheKey;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.plugin.Interceptor;
import org.apache.ibatis.plugin.Intercepts;
import org.apache.ibatis.plugin.Invocation;
import org.apache.ibatis.plugin.Signature;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that refuses, before it runs, a statement which MyBatis takes for a read and which writes: a {@code <select>} or
 * {@code @Select} of one of honker's functions, or an {@code INSERT}, {@code UPDATE} or {@code DELETE … RETURNING} mapped as one,
 * that is not mapped with both {@code affectData} and {@code flushCache}. Without the first MyBatis commits it at a rollback, without
 * the second it skips the same call in the same session.
 *
 * <p>Nested selects, the {@code select} of a {@code @One}, {@code @Many} or {@code <association>}, are refused whatever their flags:
 * MyBatis looks at those of the outer statement only. So are calls inside another query, such as a paging plugin's count, which
 * SQLite may leave out. Those of a {@code <selectKey>} are let through: they belong to an insert. A call with both flags is made each
 * time, also while the rows of another statement are handled: the guard empties the session's local cache before, as MyBatis does
 * before an insert.
 * The refusal is a {@code HonkerInvalidOptionException}, the cause of MyBatis' or Spring's own, and names the mapped
 * statement, what it calls and what to write instead.
 *
 * <p>Install it by {@code configuration.addInterceptor(new HonkerGuard())}, by {@code <plugin
 * interceptor="dev.honker.mybatis.HonkerGuard"/>}, or as a bean in Spring Boot. Thread-safe; it reads the text of each SELECT and
 * runs no SQL. It can't see what a view calls.
 */
@Intercepts({
    @Signature(
            type = Executor.class,
            method = "query",
            args = {MappedStatement.class, Object.class, RowBounds.class, ResultHandler.class}),
    @Signature(
            type = Executor.class,
            method = "query",
            args = {
                MappedStatement.class,
                Object.class,
                RowBounds.class,
                ResultHandler.class,
                CacheKey.class,
                BoundSql.class
            }),
    @Signature(
            type = Executor.class,
            method = "queryCursor",
            args = {MappedStatement.class, Object.class, RowBounds.class}),
    @Signature(
            type = StatementHandler.class,
            method = "query",
            args = {Statement.class, ResultHandler.class}),
    @Signature(
            type = StatementHandler.class,
            method = "queryCursor",
            args = {Statement.class})
})
public final class HonkerGuard implements Interceptor {

    private final ThreadLocal<@Nullable MappedStatement> called = new ThreadLocal<>();

    /** For MyBatis, too. */
    public HonkerGuard() {}

    /** MyBatis calls it around each of its own calls. */
    @Override
    public Object intercept(Invocation invocation) throws Throwable {
        return invocation.getTarget() instanceof Executor executor
                ? called(executor, (MappedStatement) invocation.getArgs()[0], invocation)
                : checked((StatementHandler) invocation.getTarget(), invocation);
    }

    private Object called(Executor executor, MappedStatement statement, Invocation invocation) throws Throwable {
        if (statement.isDirtySelect() && statement.isFlushCacheRequired()) {
            // why: while the rows of another query are handled MyBatis doesn't obey flushCache, and the same call would
            // be skipped
            executor.clearLocalCache();
        }
        return during(statement, invocation);
    }

    /** The SQL of the session's call, or of a nested select, which no session's call announces. */
    private Object checked(StatementHandler handler, Invocation invocation) throws Throwable {
        SelectCheck.check(called.get(), handler);
        // why none: whatever MyBatis itself queries while it maps the rows of this one is a nested select
        return during(null, invocation);
    }

    private Object during(@Nullable MappedStatement statement, Invocation invocation) throws Throwable {
        MappedStatement outer = called.get();
        called.set(statement);
        try {
            return invocation.proceed();
        } finally {
            if (outer == null) {
                called.remove();
            } else {
                called.set(outer);
            }
        }
    }
}
