package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection as the engine sees it. Used by one thread at a time. Parameters are {@code Long}, {@code String} or null;
 * a text may number them ({@code ?1}). Errors come with SQLite's own code and are never swallowed.
 */
public interface Session {

    /**
     * Runs one statement that returns no rows.
     *
     * @return the number of rows it inserted, updated or deleted
     */
    long update(String sql, @Nullable Object... parameters) throws SQLException;

    /** Runs one statement to its end and maps every row it returns, in the order in which SQLite returns them. */
    <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws SQLException;

    /**
     * Runs one statement to its end and returns the first column of its first row.
     *
     * @return null if there is no row or the value is NULL
     */
    @Nullable
    Long queryLong(String sql, @Nullable Object... parameters) throws SQLException;

    /**
     * Runs several statements as one unit inside a savepoint: all take effect or none. Outside a transaction the unit is a
     * transaction of its own. Work may be run again when another process wrote in between, so it has no effect but its SQL.
     *
     * @param what the operation as messages name it
     * @throws AtomicityRefusedException before the work runs, if SQLite refuses a savepoint because the operation was called
     *     from inside a writing statement (INSERT … SELECT, a trigger)
     * @throws SQLException what the work threw
     */
    <T> T atomically(String what, Work<T> work) throws SQLException;

    /** The present second, counted from 1970, by the clock of the database. */
    default long now() throws SQLException {
        Long now = queryLong("SELECT unixepoch()");
        if (now == null) {
            throw new SQLException("honker: SQLite has no unixepoch(); it must be 3.38 or newer", "0A000", 1);
        }
        return now;
    }

    /** Maps the current row. */
    @FunctionalInterface
    interface RowMapper<T> {
        T map(Row row) throws SQLException;
    }

    /** The current row of a query; columns count from 1; valid only while the mapper runs. */
    interface Row {

        /** The column as SQLite converts it to an integer; 0 for NULL. */
        long integer(int column) throws SQLException;

        /** The column as SQLite converts it to text; null for NULL. */
        @Nullable
        String text(int column) throws SQLException;

        /** Whether the column is NULL. */
        boolean isNull(int column) throws SQLException;

        /** The column as SQLite converts it to an integer; null for NULL. */
        default @Nullable Long integerOrNull(int column) throws SQLException {
            return isNull(column) ? null : integer(column);
        }
    }

    /** Several statements that belong together. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }
}
