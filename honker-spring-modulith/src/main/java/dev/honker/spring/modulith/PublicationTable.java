package dev.honker.spring.modulith;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;

/**
 * A table of publications, which is made by the first row that goes into it; thread-safe. Statements take part in the transaction
 * that Spring manages on the data source, if there is one.
 */
final class PublicationTable {

    static final String COLUMNS =
            "id, listener_id, event_type, serialized_event, publication_date, completion_date, status,"
                    + " completion_attempts, last_resubmission_date";

    private final JdbcOperations jdbc;
    private final String name;

    PublicationTable(JdbcOperations jdbc, String name) {
        this.jdbc = jdbc;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Runs an INSERT, once more if the table was missing. */
    int insert(String sql, @Nullable Object... parameters) {
        try {
            return jdbc.update(sql, parameters);
        } catch (DataAccessException e) {
            // why not at the start: a migration tool may come first, and wants an empty file
            if (!isMissing(e)) {
                throw e;
            }
            make();
            return jdbc.update(sql, parameters);
        }
    }

    /** Runs an UPDATE or DELETE; a missing table has no rows. */
    int update(String sql, @Nullable Object... parameters) {
        try {
            return jdbc.update(sql, parameters);
        } catch (DataAccessException e) {
            if (isMissing(e)) {
                return 0;
            }
            throw e;
        }
    }

    /** Runs a SELECT; a missing table has no rows. */
    <T extends @Nullable Object> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        try {
            return jdbc.query(sql, mapper, parameters);
        } catch (DataAccessException e) {
            if (isMissing(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private void make() {
        jdbc.execute("CREATE TABLE IF NOT EXISTS " + name + " (id TEXT NOT NULL PRIMARY KEY, listener_id TEXT NOT NULL,"
                + " event_type TEXT NOT NULL, serialized_event TEXT NOT NULL, publication_date INTEGER NOT NULL,"
                + " completion_date INTEGER, status TEXT NOT NULL, completion_attempts INTEGER NOT NULL,"
                + " last_resubmission_date INTEGER)");
        // why two partial ones: few rows are incomplete at a time, and the others are only ever deleted by age
        jdbc.execute("CREATE INDEX IF NOT EXISTS " + name + "_incomplete ON " + name
                + " (publication_date) WHERE completion_date IS NULL");
        jdbc.execute("CREATE INDEX IF NOT EXISTS " + name + "_completed ON " + name
                + " (completion_date) WHERE completion_date IS NOT NULL");
    }

    private boolean isMissing(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException cause
                && String.valueOf(cause.getMessage()).matches("(?s).*no such table: (main\\.)?" + name + "\\b(?!_).*");
    }
}
