package dev.honker.internal.inspect;

import dev.honker.internal.engine.SchemaObjects;
import dev.honker.internal.engine.SchemaObjects.Part;
import dev.honker.internal.engine.Session;
import dev.honker.internal.engine.StoredTypes;
import dev.honker.internal.engine.StoredTypes.Wrong;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether tables, indexes and columns are there and hold what they should; stateless. */
final class SchemaCheck {

    private static final String SCHEDULES = "_honker_scheduler_tasks";

    private SchemaCheck() {}

    static void run(Session session, Findings findings) throws SQLException {
        Map<String, String> present = SchemaObjects.present(session);
        List<String> ours = new ArrayList<>();
        for (Part part : SchemaObjects.expected()) {
            String kind = part.isTable() ? "table" : "index";
            String found = present.get(part.name());
            if (found == null) {
                missing(part, ours, findings);
            } else if (!found.equals(kind)) {
                findings.problem("schema", part.name() + " is a " + found + ", not a " + kind + "; rename or drop it");
            } else if (part.isTable()) {
                columns(session, part.name(), findings);
                values(session, part.name(), findings);
            }
        }
        if (!ours.isEmpty()) {
            findings.note(
                    "schema",
                    "made by another language or an older release, without " + String.join(", ", ours)
                            + "; the first Java program that writes adds them");
        }
        if ("table".equals(present.get("_honker_jobs"))) {
            findings.problem(
                    "schema",
                    "_honker_jobs is a table, but programs in Python need the name for a view and fail; rename it");
        }
    }

    private static void missing(Part part, List<String> ours, Findings findings) {
        if (part.isOurs()) {
            ours.add(part.name());
        } else if (part.isTable()) {
            findings.problem("schema", "table " + part.name() + " is missing; SELECT honker_bootstrap() makes it");
        } else {
            findings.problem(
                    "schema",
                    "index " + part.name() + " is missing, so reading gets slower with every row; SELECT"
                            + " honker_bootstrap() makes it");
        }
    }

    private static void columns(Session session, String table, Findings findings) throws SQLException {
        List<String> missing = SchemaObjects.missingColumns(session, table);
        if (missing.isEmpty()) {
            return;
        }
        String what = table + " lacks " + String.join(", ", missing);
        if (table.equals(SCHEDULES) && List.of("enabled", "max_attempts").containsAll(missing)) {
            findings.note(
                    "schema",
                    what
                            + ": it is of an older release; the first newer program that writes adds that with its default");
        } else {
            findings.problem("schema", what + ": no release repairs this; add the columns or move the rows");
        }
    }

    private static void values(Session session, String table, Findings findings) throws SQLException {
        for (Wrong wrong : StoredTypes.find(session, table)) {
            findings.problem(
                    "rows",
                    wrong.count() + (wrong.count() == 1 ? " row" : " rows") + " of " + table + ": " + wrong.what()
                            + ", for example rowid " + wrong.rowid()
                            + "; programs in other languages may stop at it: correct or delete it");
        }
    }
}
