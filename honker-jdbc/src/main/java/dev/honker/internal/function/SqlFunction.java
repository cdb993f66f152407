package dev.honker.internal.function;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One SQL function with one number of arguments; immutable and shared by all connections. */
public interface SqlFunction {

    /** The name as SQL spells it, for example {@code honker_enqueue}. */
    String sqlName();

    /** How many arguments it takes. */
    int arity();

    /** What a call does to the database. */
    Effect effect();

    /** Whether SQLite may take equal arguments for an equal result within a statement. */
    default boolean deterministic() {
        return false;
    }

    /**
     * Runs the function.
     *
     * @param arguments as SQLite has them: {@code Long}, {@code Double}, {@code String}, {@code byte[]} or null
     * @return {@code Long}, {@code String} or null
     * @throws SQLException before any effect if an argument is bad; else whatever the statements raised
     */
    @Nullable
    Object call(FunctionContext context, @Nullable Object[] arguments) throws SQLException;

    /** What a call does to the database, so that a statement can be begun in the right transaction. */
    enum Effect {
        /** Touches no table. */
        NONE,
        /** Reads tables only. */
        READ,
        /** May write. */
        WRITE
    }
}
