package dev.honker.internal.sqlite;

import dev.honker.internal.function.SqlFunction.Effect;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a statement in its text; immutable. It decides which statements a manual-commit connection runs without
 * beginning a transaction: a short list; all others begin one. Everything else that is guessed from it costs fairness or a
 * needless question when it is wrong, never correctness.
 *
 * @param sql the text
 * @param verb the first keyword in lower case, behind WITH the one of the statement itself; empty if there is none
 * @param constant whether it is a SELECT without FROM that calls nothing but well-known functions
 * @param compound whether another statement follows the first
 * @param temporary whether it names the schema of temporary tables
 * @param functions the strongest effect of the honker functions it calls, null if it calls none
 */
record SqlShape(
        String sql,
        String verb,
        boolean constant,
        boolean compound,
        boolean temporary,
        @Nullable Effect functions) {

    private static final List<String> PRAGMAS_OF_THE_FILE =
            List.of("user_version", "application_id", "schema_version", "vacuum", "optimize");

    static SqlShape of(String sql) {
        return new SqlScanner(sql).scan();
    }

    /** Whether it is a query that calls a honker function, which JDBC callers also run by {@code executeUpdate}. */
    boolean isFunctionQuery() {
        return functions != null && (verb.equals("select") || verb.equals("values"));
    }

    /** Whether it is one INSERT, UPDATE or DELETE and nothing after it. */
    boolean isSingleChange() {
        return !compound && isChange();
    }

    /** Whether it is, or begins with, an INSERT, UPDATE or DELETE. */
    boolean isChange() {
        return switch (verb) {
            case "insert", "update", "delete", "replace" -> true;
            default -> false;
        };
    }

    /** Whether a manual-commit connection begins a transaction before it. */
    boolean needsTransaction() {
        if (compound) {
            return true;
        }
        return switch (verb) {
            // why: none of these works inside a transaction, or belongs to one
            case "begin", "vacuum", "attach", "detach", "backup", "restore", "explain" -> false;
            case "pragma" -> isPragmaOfTheFile();
            default -> !constant;
        };
    }

    /** Whether a PRAGMA is about content of the file; the others are settings, and must not lock anything. */
    private boolean isPragmaOfTheFile() {
        String text = sql.toLowerCase(Locale.ROOT);
        return PRAGMAS_OF_THE_FILE.stream().anyMatch(text::contains);
    }

    /** Whether it probably writes, so that waiting for its turn in this JVM is fairer than SQLite's own back-off. */
    boolean mayWrite() {
        if (functions == Effect.WRITE) {
            return !verb.equals("explain");
        }
        return switch (verb) {
            case "insert", "update", "delete", "replace", "create", "drop", "alter" -> !temporary;
            default -> false;
        };
    }

    /** Whether it can be told from the text that it only reads: a commit hint for it would be for nothing. */
    boolean onlyReads() {
        return !compound && functions != Effect.WRITE && (verb.equals("select") || verb.equals("values"));
    }

    /** Whether it may have begun or ended a transaction, so that SQLite has to be asked. */
    boolean mayControlTransaction() {
        return compound
                || switch (verb) {
                    case "begin", "commit", "end", "rollback", "savepoint", "release" -> true;
                    default -> false;
                };
    }
}
