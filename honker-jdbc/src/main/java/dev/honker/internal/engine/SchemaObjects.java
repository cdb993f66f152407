package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What of the schema a file has, and what it should have; stateless. Reads only. */
public final class SchemaObjects {

    private static final String NAMES = """
            SELECT name, type FROM main.sqlite_master
            WHERE type IN ('table', 'index', 'view') AND name GLOB '_honker_*'
            """;

    private static final String COLUMNS = "SELECT name, type FROM pragma_table_info(?1, 'main')";

    private SchemaObjects() {}

    /**
     * A table or an index that belongs to the schema; immutable.
     *
     * @param name its name
     * @param isTable whether it is a table; else an index
     * @param isOurs whether programs in other languages don't make it
     */
    public record Part(String name, boolean isTable, boolean isOurs) {}

    /** The tables, indexes and views that the file has: {@code table}, {@code index} or {@code view} by name. */
    public static Map<String, String> present(Session session) throws SQLException {
        Map<String, String> present = new LinkedHashMap<>();
        List<String[]> rows = session.query(NAMES, row -> new String[] {Texts.stored(row, 1), Texts.stored(row, 2)});
        rows.forEach(row -> present.put(row[0], row[1]));
        return present;
    }

    /** Whether the file has a table. */
    public static boolean hasTable(Session session, String name) throws SQLException {
        return "table".equals(present(session).get(name));
    }

    /** The tables and indexes that a complete file has. */
    public static List<Part> expected() {
        return Stream.of(SchemaPart.values())
                .map(part -> new Part(part.sqlName(), part.ddl().startsWith("CREATE TABLE"), isOurs(part)))
                .toList();
    }

    private static boolean isOurs(SchemaPart part) {
        return !StoredTypes.TABLES.containsKey(part.sqlName())
                && switch (part) {
                    case LIVE_CLAIM,
                            LIVE_PENDING_DEADLINE,
                            LIVE_PROCESSING_DEADLINE,
                            NOTIFICATIONS_RECENT,
                            STREAM_TOPIC -> false;
                    default -> true;
                };
    }

    /** Those columns of the contract that a table of the file does not have. */
    public static List<String> missingColumns(Session session, String table) throws SQLException {
        List<String> found = columns(session, table);
        List<String> missing = new ArrayList<>(StoredTypes.columnsOf(table));
        missing.removeAll(found);
        return missing;
    }

    /** The columns of a table of the file; empty if it has no such table. */
    static List<String> columns(Session session, String table) throws SQLException {
        return session.query(COLUMNS, row -> Texts.stored(row, 1).toLowerCase(Locale.ROOT), table);
    }
}
