package dev.honker.internal.sqlite;

import dev.honker.internal.function.SqlFunction;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/**
 * One SQL function on one connection, as sqlite-jdbc calls it. Not re-entrant, because sqlite-jdbc keeps the call's context in
 * it; a second call inside the first is refused.
 */
final class FunctionAdapter extends Function {

    private static final int SQLITE_INTEGER = 1;
    private static final int SQLITE_FLOAT = 2;
    private static final int SQLITE_TEXT = 3;
    private static final int SQLITE_BLOB = 4;

    private static final byte[] EMPTY = {};

    private final SqlFunction function;
    private final HonkerAttachment honker;
    private boolean running;

    FunctionAdapter(SqlFunction function, HonkerAttachment honker) {
        this.function = function;
        this.honker = honker;
    }

    @Override
    protected void xFunc() throws SQLException {
        if (running) {
            error(FunctionFailure.text(honker.failure().keep(reentered())));
            return;
        }
        running = true;
        honker.enterFunction();
        // why: a commit behind an inner statement would break the outer one
        honker.suspendCommit();
        try {
            honker.requireSameFileFor(function);
            honker.beginFor(function);
            answer(function.call(honker, arguments()));
        } catch (Throwable e) {
            error(FunctionFailure.text(honker.failure().keep(e)));
        } finally {
            honker.resumeCommit();
            running = false;
            honker.leaveFunction();
        }
    }

    private @Nullable Object[] arguments() throws SQLException {
        @Nullable Object[] arguments = new Object[function.arity()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = switch (value_type(i)) {
                case SQLITE_INTEGER -> value_long(i);
                case SQLITE_FLOAT -> value_double(i);
                case SQLITE_TEXT -> value_text(i);
                case SQLITE_BLOB -> blob(i);
                default -> null;
            };
        }
        return arguments;
    }

    /** SQLite has no address for a blob of no bytes, and sqlite-jdbc makes null of that. */
    private byte[] blob(int index) throws SQLException {
        byte[] bytes = value_blob(index);
        return bytes == null ? EMPTY : bytes;
    }

    private void answer(@Nullable Object result) throws SQLException {
        if (result instanceof Long integer) {
            result(integer.longValue());
        } else if (result != null) {
            result(result.toString());
        } else {
            result();
        }
    }

    private SQLException reentered() {
        return new SQLException(
                function.sqlName() + " was called again from inside itself, by a trigger on the rows that it writes;"
                        + " SQLite's driver can't do that: write the row in the trigger by a plain INSERT instead",
                SqlErrors.INVALID_TRANSACTION_STATE,
                1);
    }
}
