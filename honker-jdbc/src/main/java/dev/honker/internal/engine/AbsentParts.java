package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets a statement run on a file that lacks some of honker's tables, columns or indexes, without making them; stateless. Where
 * a table is missing, a query is rewritten to read an empty one in its place, and an UPDATE or DELETE of it has nothing to
 * change. A missing column reads as its default, and a missing index is not asked for.
 */
final class AbsentParts {

    private static final String OBJECTS = "SELECT name FROM main.sqlite_master WHERE type IN ('table', 'index')";

    private static final Pattern READ = Pattern.compile("\\s*(?:SELECT|WITH)\\b.*", Pattern.DOTALL);
    private static final Pattern WRITE = Pattern.compile("\\b(?:INSERT|UPDATE|DELETE|REPLACE)\\b");

    /** A table as the engine's texts name it, its alias and its index. */
    private static final Pattern TABLE =
            Pattern.compile("main\\.(_honker_\\w+|sqlite_sequence)(\\s+AS\\s+\\w+)?(\\s+INDEXED\\s+BY\\s+(\\w+))?");

    private static final Pattern CHANGED = Pattern.compile(
            "(?:WITH\\b.*\\)\\s*)?(?:UPDATE|DELETE\\s+FROM)\\s+main\\.(_honker_\\w+)\\b.*", Pattern.DOTALL);

    private static final String SCHEDULES = "_honker_scheduler_tasks";
    private static final Map<String, Integer> LATER_COLUMNS = Map.of("enabled", 1, "max_attempts", 3);

    /** Tables that are not the contract's. */
    private static final Map<String, List<String>> OURS = Map.of(
            "_honker_paused_queues", List.of("queue", "paused_at"),
            "_honker_unique_jobs", List.of("queue", "key", "job_id"),
            "_honker_schedule_fires", List.of("job_id", "name", "fire_at"),
            "_honker_schedule_missed", List.of("name", "policy"),
            "sqlite_sequence", List.of("name", "seq"));

    private AbsentParts() {}

    /** Whether a text only reads. */
    static boolean isRead(String sql) {
        return READ.matcher(sql).matches() && !WRITE.matcher(sql).find();
    }

    /** Whether a statement changes rows of the very table that is missing, and so has nothing to do. */
    static boolean changesNothing(String sql, SQLException missing) {
        Matcher changed = CHANGED.matcher(sql);
        return changed.matches()
                && String.valueOf(missing.getMessage()).contains("no such table: main." + changed.group(1));
    }

    /** The text of a query as this file can run it. */
    static String readable(Session session, String sql) throws SQLException {
        Set<String> present = new HashSet<>(session.query(OBJECTS, row -> Texts.stored(row, 1)));
        Map<String, String> replaced = new HashMap<>();
        if (present.contains(SCHEDULES) && sql.contains(SCHEDULES)) {
            replaced.put(SCHEDULES, withLaterColumns(SchemaObjects.columns(session, SCHEDULES)));
        }
        StringBuilder text = new StringBuilder();
        Matcher tables = TABLE.matcher(sql);
        while (tables.find()) {
            String table = tables.group(1);
            String alias = tables.group(2);
            String index = tables.group(4);
            String rows = present.contains(table) ? replaced.getOrDefault(table, "main." + table) : empty(table);
            boolean isTable = rows.startsWith("main.");
            String named = rows + (alias != null ? alias : isTable ? "" : " AS " + table);
            String hint = index != null && isTable && present.contains(index) ? tables.group(3) : "";
            tables.appendReplacement(text, Matcher.quoteReplacement(named + hint));
        }
        return tables.appendTail(text).toString();
    }

    private static String withLaterColumns(List<String> columns) {
        StringBuilder added = new StringBuilder();
        LATER_COLUMNS.forEach((column, value) -> {
            if (!columns.contains(column)) {
                added.append(", ").append(value).append(" AS ").append(column);
            }
        });
        return added.isEmpty() ? "main." + SCHEDULES : "(SELECT *" + added + " FROM main." + SCHEDULES + ")";
    }

    private static String empty(String table) {
        List<String> columns = new ArrayList<>(OURS.getOrDefault(table, StoredTypes.columnsOf(table)));
        columns.add("rowid");
        StringBuilder rows = new StringBuilder("(SELECT ");
        for (String column : columns) {
            rows.append(rows.length() > 8 ? ", " : "").append("NULL AS \"").append(column.toLowerCase(Locale.ROOT));
            rows.append('"');
        }
        return rows.append(" WHERE false)").toString();
    }
}
