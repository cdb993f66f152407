package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values that a column should not hold: SQLite stores anything anywhere, and one REAL in a column of seconds
 * or one BLOB as a payload stops programs in other languages. Stateless; reads whole tables.
 */
public final class StoredTypes {

    /** The shared columns: a number, a text, and with a question mark NULL as well. */
    static final Map<String, List<String>> TABLES = tables();

    private static final String NOT_A_STATE = "state NOT IN ('pending', 'processing')";
    private static final String HALF_PENDING =
            "state = 'pending' AND (worker_id IS NOT NULL OR claim_expires_at IS NOT NULL)";
    private static final String HALF_CLAIMED =
            "state = 'processing' AND (worker_id IS NULL OR claim_expires_at IS NULL)";

    private StoredTypes() {}

    /**
     * Rows of one kind that are wrong; immutable.
     *
     * @param table where
     * @param what is wrong with them
     * @param count how many there are
     * @param rowid one of them
     */
    public record Wrong(String table, String what, long count, long rowid) {}

    /** Looks at every row of a table that the file has, as far as it has the contract's columns. */
    public static List<Wrong> find(Session session, String table) throws SQLException {
        Map<String, String> faults = new LinkedHashMap<>();
        List<String> found = SchemaObjects.columns(session, table);
        for (String column : TABLES.getOrDefault(table, List.of())) {
            String name = name(column);
            if (found.contains(name)) {
                faults.put(name + " is not " + (isText(column) ? "a text" : "a whole number"), wrongType(column));
            }
        }
        if (table.equals("_honker_live")) {
            faults.put("state is neither pending nor processing", NOT_A_STATE);
            faults.put("pending, but with a worker or the end of a claim", HALF_PENDING);
            faults.put("processing, but without a worker or the end of a claim", HALF_CLAIMED);
        }
        return find(session, table, faults);
    }

    private static List<Wrong> find(Session session, String table, Map<String, String> faults) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (String fault : faults.values()) {
            columns.add("count(*) FILTER (WHERE " + fault + "), min(rowid) FILTER (WHERE " + fault + ")");
        }
        if (columns.isEmpty()) {
            return List.of();
        }
        List<Wrong> wrong = new ArrayList<>();
        session.query("SELECT " + String.join(", ", columns) + " FROM main." + table, row -> {
            int column = 1;
            for (String what : faults.keySet()) {
                if (row.integer(column) > 0) {
                    wrong.add(new Wrong(table, what, row.integer(column), row.integer(column + 1)));
                }
                column += 2;
            }
            return row;
        });
        return wrong;
    }

    static List<String> columnsOf(String table) {
        return TABLES.getOrDefault(table, List.of()).stream()
                .map(StoredTypes::name)
                .toList();
    }

    private static String wrongType(String column) {
        return "typeof(\"" + name(column) + "\") NOT IN ('" + (isText(column) ? "text" : "integer") + "'"
                + (column.endsWith("?") ? ", 'null'" : "") + ")";
    }

    private static boolean isText(String column) {
        return column.startsWith("'");
    }

    private static String name(String column) {
        return column.replace("'", "").replace("?", "");
    }

    private static Map<String, List<String>> tables() {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        tables.put(
                "_honker_live",
                List.of(
                        "id",
                        "'queue",
                        "'payload",
                        "'state",
                        "priority",
                        "run_at",
                        "'worker_id?",
                        "claim_expires_at?",
                        "attempts",
                        "max_attempts",
                        "created_at",
                        "expires_at?"));
        tables.put(
                "_honker_dead",
                List.of(
                        "id",
                        "'queue",
                        "'payload",
                        "priority",
                        "run_at",
                        "attempts",
                        "max_attempts",
                        "'last_error?",
                        "created_at",
                        "died_at"));
        tables.put("_honker_notifications", List.of("id", "'channel", "'payload", "created_at"));
        tables.put("_honker_locks", List.of("'name", "'owner", "expires_at"));
        tables.put("_honker_rate_limits", List.of("'name", "window_start", "count"));
        tables.put(
                "_honker_scheduler_tasks",
                List.of(
                        "'name",
                        "'queue",
                        "'cron_expr",
                        "'payload",
                        "priority",
                        "expires_s?",
                        "next_fire_at",
                        "enabled",
                        "max_attempts"));
        tables.put("_honker_results", List.of("job_id", "'value?", "created_at", "expires_at?"));
        tables.put("_honker_stream", List.of("offset", "'topic", "'key?", "'payload", "created_at"));
        tables.put("_honker_stream_consumers", List.of("'name", "'topic", "offset"));
        return tables;
    }
}
