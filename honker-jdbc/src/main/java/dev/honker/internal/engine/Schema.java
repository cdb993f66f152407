package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables and indexes and a few of our own; stateless. Nothing is ever dropped, and a
 * table {@code _honker_jobs} is never made, because peers have a view of that name.
 */
public final class Schema {

    private static final String NAMES =
            "SELECT name FROM main.sqlite_master WHERE type IN ('table', 'index') AND name GLOB '_honker_*'";

    private static final String SCHEDULE_COLUMNS =
            "SELECT name FROM pragma_table_info('_honker_scheduler_tasks', 'main')";

    private static final Pattern MISSING_TABLE =
            Pattern.compile("no such table: (?:main\\.)?(\\w+)", Pattern.CASE_INSENSITIVE);

    private static final String SCHEDULES = "_honker_scheduler_tasks";

    private Schema() {}

    /**
     * Makes what is missing, in one unit where SQLite allows one, else as part of the writing statement around it. Other
     * processes may do the same at the same time. Reads only if nothing is missing.
     */
    public static void ensure(Session session) throws SQLException {
        List<String> missing = missing(session);
        if (missing.isEmpty()) {
            return;
        }
        try {
            session.atomically("creating honker's tables", () -> {
                create(session, missing);
                return Boolean.TRUE;
            });
        } catch (AtomicityRefusedException insideWritingStatement) {
            create(session, missing);
        }
    }

    /** Whether a statement failed because something that {@link #ensure} makes is not there. */
    static boolean isMissing(SQLException error) {
        String text = error.getMessage();
        if (text == null) {
            return false;
        }
        return text.contains("no such table: main._honker_")
                || text.contains("no such table: main.sqlite_sequence")
                || text.contains("no such index: _honker_")
                || names(text, "no such column: ")
                || names(text, "has no column named ");
    }

    /** Whether a statement of the application failed because a table that {@link #ensure} makes is not there. */
    public static boolean lacksTable(SQLException error) {
        Matcher missing = MISSING_TABLE.matcher(String.valueOf(error.getMessage()));
        return missing.find()
                && Arrays.stream(SchemaPart.values())
                        .anyMatch(part -> part.sqlName().equalsIgnoreCase(missing.group(1)));
    }

    private static boolean names(String text, String prefix) {
        return text.contains(prefix + "enabled") || text.contains(prefix + "max_attempts");
    }

    private static List<String> missing(Session session) throws SQLException {
        Set<String> present = new HashSet<>(session.query(NAMES, row -> Texts.stored(row, 1)));
        List<String> missing = new ArrayList<>();
        for (SchemaPart part : SchemaPart.values()) {
            if (!present.contains(part.sqlName())) {
                missing.add(part.ddl());
            }
        }
        if (present.contains(SCHEDULES)) {
            Set<String> columns = new HashSet<>(session.query(SCHEDULE_COLUMNS, row -> Texts.stored(row, 1)));
            addColumn(missing, columns, "enabled", 1);
            addColumn(missing, columns, "max_attempts", 3);
        }
        return missing;
    }

    private static void addColumn(List<String> missing, Set<String> columns, String column, int value) {
        if (!columns.contains(column)) {
            missing.add(
                    "ALTER TABLE main." + SCHEDULES + " ADD COLUMN " + column + " INTEGER NOT NULL DEFAULT " + value);
        }
    }

    private static void create(Session session, List<String> statements) throws SQLException {
        for (String statement : statements) {
            try {
                session.update(statement);
            } catch (SQLException e) {
                // why: ALTER TABLE has no IF NOT EXISTS, and another process may have been faster
                if (!String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("duplicate column")) {
                    throw e;
                }
            }
        }
    }
}
