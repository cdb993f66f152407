package dev.honker.internal.function;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One open database whose SQL functions a contract calls, in whatever way the subject has of calling them. */
public interface FunctionSubject extends AutoCloseable {

    /** Calls a function with {@code Long}, {@code Double}, {@code String}, {@code byte[]} or null. */
    @Nullable
    Object call(String function, @Nullable Object... arguments) throws SQLException;

    /** The connection that the functions run on, in autocommit; tests look at tables and set columns through it. */
    Connection connection();

    @Override
    void close() throws SQLException;
}
