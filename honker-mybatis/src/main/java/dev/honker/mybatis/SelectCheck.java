package dev.honker.mybatis;

import dev.honker.HonkerInvalidOptionException;
import java.lang.reflect.Proxy;
import org.apache.ibatis.executor.keygen.SelectKeyGenerator;
import org.apache.ibatis.executor.loader.ResultLoader;
import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.reflection.MetaObject;
import org.apache.ibatis.reflection.SystemMetaObject;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.jspecify.annotations.Nullable;

/** What the guard thinks of a SELECT that is about to run; stateless. */
final class SelectCheck {

    private static final String INSTEAD = "; or call HonkerMapper or HonkerSession.of(session), which are mapped so";

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private SelectCheck() {}

    /**
     * Lets it run or throws.
     *
     * @param statement what the session was asked for; null for a select that MyBatis nests in another one
     */
    static void check(@Nullable MappedStatement statement, StatementHandler handler) {
        WritingSql sql = WritingSql.of(handler.getBoundSql().getSql());
        String writes = sql.what().orElse(null);
        if (writes == null) {
            return;
        }
        if (statement == null || isLoadedByAnother()) {
            throw new HonkerInvalidOptionException(nested(nameOf(handler), writes));
        }
        if (!isRight(statement)) {
            throw new HonkerInvalidOptionException(unmarked(statement, writes));
        }
        sql.inSubquery().ifPresent(call -> {
            throw new HonkerInvalidOptionException(leftOut(nameOf(handler), call));
        });
    }

    /** Whether it may run as the session's call. */
    static boolean isRight(MappedStatement statement) {
        return statement.isDirtySelect() && statement.isFlushCacheRequired()
                || statement.getId().endsWith(SelectKeyGenerator.SELECT_KEY_SUFFIX);
    }

    /**
     * why the stack: a nested select that is loaded after its session was closed, or while the parameters of another call are
     * read, comes by an executor like a session's.
     */
    private static boolean isLoadedByAnother() {
        return STACK.walk(frames -> frames.map(StackWalker.StackFrame::getDeclaringClass)
                .filter(type -> type == ResultLoader.class || type == DefaultSqlSession.class)
                .findFirst()
                .filter(nearest -> nearest == ResultLoader.class)
                .isPresent());
    }

    private static String leftOut(String name, String call) {
        return name + " calls " + call
                + " inside another query (a derived table, EXISTS, WITH, or the count of a paging"
                + " plugin): SQLite leaves out calls whose result it doesn't need, so nothing might happen; select it at the"
                + " top and count the rows that come";
    }

    private static String unmarked(MappedStatement statement, String writes) {
        StringBuilder text = new StringBuilder(statement.getId() + " is mapped as a SELECT and runs " + writes + ":");
        if (!statement.isDirtySelect()) {
            text.append(" MyBatis would commit it at a rollback;");
        }
        if (!statement.isFlushCacheRequired()) {
            text.append(" MyBatis would skip the second such call of a session;");
        }
        return text.append(" map it with ")
                .append(fix(statement))
                .append(INSTEAD)
                .toString();
    }

    private static String fix(MappedStatement statement) {
        String resource = statement.getResource();
        return resource != null && resource.contains(".xml")
                ? "<select affectData=\"true\" flushCache=\"true\">"
                : "@Select(value = …, affectData = true) and @Options(flushCache = FlushCachePolicy.TRUE)";
    }

    private static String nested(String name, String writes) {
        return name + " is a nested select and runs " + writes
                + ": MyBatis would commit it at a rollback, whatever its flags,"
                + " because it looks at those of the outer statement only; call it by a mapper method of its own";
    }

    /** MyBatis tells plugins the statement of a session's call, but not that of a nested select. */
    private static String nameOf(StatementHandler handler) {
        Object innermost = handler;
        while (Proxy.isProxyClass(innermost.getClass())) {
            innermost = SystemMetaObject.forObject(Proxy.getInvocationHandler(innermost))
                    .getValue("target");
        }
        MetaObject fields = SystemMetaObject.forObject(innermost);
        return fields.hasGetter("delegate.mappedStatement.id")
                ? String.valueOf(fields.getValue("delegate.mappedStatement.id"))
                : "a statement";
    }
}
