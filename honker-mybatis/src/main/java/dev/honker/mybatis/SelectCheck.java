package dev.honker.mybatis;

import dev.honker.HonkerInvalidOptionException;
import java.lang.reflect.Proxy;
import org.apache.ibatis.executor.keygen.SelectKeyGenerator;
import org.apache.ibatis.executor.statement.StatementHandler;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.reflection.MetaObject;
import org.apache.ibatis.reflection.SystemMetaObject;
import org.jspecify.annotations.Nullable;

/** What the guard thinks of a SELECT that is about to run; stateless. */
final class SelectCheck {

    private static final String INSTEAD = "; or call HonkerMapper or HonkerSession.of(session), which are mapped so";

    private SelectCheck() {}

    /**
     * Lets it run or throws.
     *
     * @param statement what the session was asked for; null for a select that MyBatis nests in another one
     */
    static void check(@Nullable MappedStatement statement, StatementHandler handler) {
        if (statement != null && isRight(statement)) {
            return;
        }
        String sql = handler.getBoundSql().getSql();
        WritingSql.what(sql).ifPresent(writes -> {
            throw new HonkerInvalidOptionException(
                    statement == null ? nested(nameOf(handler), writes) : unmarked(statement, writes));
        });
    }

    private static boolean isRight(MappedStatement statement) {
        return statement.isDirtySelect() && statement.isFlushCacheRequired()
                || statement.getId().endsWith(SelectKeyGenerator.SELECT_KEY_SUFFIX);
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
