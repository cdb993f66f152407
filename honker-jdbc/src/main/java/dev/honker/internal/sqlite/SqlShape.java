package dev.honker.internal.sqlite;

import dev.honker.internal.function.SqlFunction.Effect;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a statement in its text; immutable. It decides which statements a manual-commit connection runs without
 * beginning a transaction: a short list; all others begin one. Everything else that is guessed from it costs fairness or a
 * needless question when it is wrong, never correctness.
 */
final class SqlShape {

    private static final List<String> PRAGMAS_OF_THE_FILE =
            List.of("user_version", "application_id", "schema_version", "vacuum", "optimize");

    /**
     * What follows the keyword of a PRAGMA without a value, but for those that work without one; of one that takes the name of what it looks
     * at; or of a setting of the connection that is no part of its transaction.
     */
    private static final Pattern READING_PRAGMA = Pattern.compile(
            "\\s+(?:\\w+\\s*\\.\\s*)?(?:"
                    + "(?:table_info|table_xinfo|table_list|index_list|index_info|index_xinfo|foreign_key_list"
                    + "|foreign_key_check|integrity_check|quick_check"
                    + "|analysis_limit|automatic_index|busy_timeout|cache_size|cell_size_check|foreign_keys|journal_size_limit"
                    + "|mmap_size|query_only|read_uncommitted|recursive_triggers|synchronous|threads|trusted_schema"
                    + "|wal_autocheckpoint)\\b[^;]*"
                    + "|(?!incremental_vacuum|optimize|shrink_memory|wal_checkpoint)\\w+\\s*"
                    + ");?\\s*",
            Pattern.CASE_INSENSITIVE);

    /** What follows the keyword of a PRAGMA that writes into the file, if it isn't a reading one. */
    private static final Pattern WRITING_PRAGMA = Pattern.compile(
            "\\s+(?:\\w+\\s*\\.\\s*)?(?:user_version|application_id|schema_version|optimize|incremental_vacuum)\\b[^;]*;?\\s*",
            Pattern.CASE_INSENSITIVE);

    /** What follows the keyword of a VACUUM that copies the file instead of writing it. */
    private static final Pattern COPY = Pattern.compile(".*\\binto\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final String sql;
    private final boolean compound;
    private final boolean change;
    private final boolean insert;
    private final int verbEnd;
    private final boolean empty;
    private final boolean backup;
    private final boolean functionQuery;
    private final boolean needsTransaction;
    private final boolean mayWrite;
    private final boolean onlyReads;
    private final boolean mayControlTransaction;
    private final boolean mayChange;
    private final boolean beginsWriting;
    private final boolean locksExclusively;
    private final boolean mayAttach;
    private final boolean callsWriter;

    /**
     * Draws the conclusions, once for each statement.
     *
     * @param sql the text
     * @param verb the first keyword in lower case, behind WITH the one of the statement itself; empty if there is none
     * @param verbEnd where the text goes on behind that keyword
     * @param empty whether there is nothing but blanks, comments and semicolons
     * @param constant whether it is a SELECT without FROM that calls nothing but well-known functions
     * @param compound whether another statement follows the first
     * @param changesLater whether one of those that follow is a change of data or schema
     * @param temporary whether it names the schema of temporary tables
     * @param beginsWriting whether it is BEGIN IMMEDIATE or BEGIN EXCLUSIVE
     * @param locksExclusively whether it sets the locking mode that no other connection could read the file in
     * @param functions the strongest effect of the honker functions it calls, null if it calls none
     */
    SqlShape(
            String sql,
            String verb,
            int verbEnd,
            boolean empty,
            boolean constant,
            boolean compound,
            boolean changesLater,
            boolean temporary,
            boolean beginsWriting,
            boolean locksExclusively,
            @Nullable Effect functions) {
        boolean query = verb.equals("select") || verb.equals("values");
        this.sql = sql;
        this.compound = compound;
        this.change = isChange(verb);
        this.insert = verb.equals("insert") || verb.equals("replace");
        this.verbEnd = verbEnd;
        this.empty = empty;
        this.backup = verb.equals("backup");
        this.functionQuery = query && functions != null;
        this.needsTransaction = compound || needsTransaction(sql, verb, constant);
        this.mayWrite = functions == Effect.WRITE
                ? !verb.equals("explain")
                : !temporary && (changesLater || writes(verb, sql.substring(verbEnd)));
        this.onlyReads = query && !compound && functions != Effect.WRITE;
        this.mayControlTransaction = compound || isControl(verb);
        this.mayChange = compound || mayChange(sql.substring(verbEnd), verb, query, functions);
        this.beginsWriting = beginsWriting;
        this.locksExclusively = locksExclusively;
        this.callsWriter = functions == Effect.WRITE;
        this.mayAttach = compound || verb.equals("attach") || verb.equals("detach");
    }

    static SqlShape of(String sql) {
        return new SqlScanner(sql).scan();
    }

    String sql() {
        return sql;
    }

    /**
     * Refuses a call of a honker function that writes with halves of surrogate pairs in its text, and a text without a statement, as sqlite-jdbc does where it runs texts one by one. SQLite prepares nothing for it, and what
     * sqlite-jdbc makes of that can't be closed again: not before the next execution, and not with the connection.
     */
    void requireStatement() throws SQLException {
        if (callsWriter) {
            SqlTexts.require(sql);
        }
        if (empty) {
            throw new SQLException(
                    "The prepared statement has been finalized: «" + sql
                            + "» holds no statement, only blanks, comments or semicolons",
                    "42000");
        }
    }

    /** Whether it is sqlite-jdbc's own text for a backup. */
    boolean isBackup() {
        return backup;
    }

    /** Whether another statement follows the first. */
    boolean isCompound() {
        return compound;
    }

    /** Whether it is a query that calls a honker function, which JDBC callers also run by {@code executeUpdate}. */
    boolean isFunctionQuery() {
        return functionQuery;
    }

    /** Whether it is, or begins with, an INSERT, UPDATE or DELETE. */
    boolean isChange() {
        return change;
    }

    /** Whether it is, or begins with, an INSERT or REPLACE, so that it may generate a key. */
    boolean isInsert() {
        return insert;
    }

    /** Returns where the text goes on behind its main keyword. */
    int verbEnd() {
        return verbEnd;
    }

    /** Whether a manual-commit connection begins a transaction before it. */
    boolean needsTransaction() {
        return needsTransaction;
    }

    /** Whether it probably writes, so that waiting for its turn in this JVM is fairer than SQLite's own back-off. */
    boolean mayWrite() {
        return mayWrite;
    }

    /**
     * Whether something may have changed after it: content of any database, a setting, a savepoint. A transaction in which nothing of
     * that kind has run can't be told from one that reads.
     */
    boolean mayChange() {
        return mayChange;
    }

    /** Whether it takes SQLite's write lock by beginning a transaction. */
    boolean beginsWriting() {
        return beginsWriting;
    }

    /** Whether its text calls a honker function that writes. */
    boolean callsWriter() {
        return callsWriter;
    }

    /** Whether the connection may have other databases attached after it. */
    boolean mayAttach() {
        return mayAttach;
    }

    /** Refuses a statement that sets the locking mode in which no other connection could read the file. */
    void requireSharedLocking() throws SQLException {
        if (locksExclusively) {
            throw LockingMode.refused(sql);
        }
    }

    /** Whether it can be told from the text that it only reads: a commit hint for it would be for nothing. */
    boolean onlyReads() {
        return onlyReads;
    }

    /** Whether it may have begun or ended a transaction, so that SQLite has to be asked. */
    boolean mayControlTransaction() {
        return mayControlTransaction;
    }

    private static boolean needsTransaction(String sql, String verb, boolean constant) {
        return switch (verb) {
            // why: none of these works inside a transaction, or belongs to one
            case "begin", "vacuum", "attach", "detach", "backup", "restore", "explain" -> false;
            case "pragma" -> isPragmaOfTheFile(sql);
            default -> !constant;
        };
    }

    /** Whether a PRAGMA is about content of the file; the others are settings, and must not lock anything. */
    private static boolean isPragmaOfTheFile(String sql) {
        String text = sql.toLowerCase(Locale.ROOT);
        for (String pragma : PRAGMAS_OF_THE_FILE) {
            if (text.contains(pragma)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayChange(String rest, String verb, boolean query, @Nullable Effect functions) {
        if (query) {
            return functions == Effect.WRITE;
        }
        return switch (verb) {
            // why: the end of a transaction needs no lock, and what is taken back has been written before
            case "explain", "", "commit", "end", "rollback", "release", "backup", "attach" -> false;
            case "pragma" -> !READING_PRAGMA.matcher(rest).matches();
            default -> true;
        };
    }

    private static boolean isChange(String verb) {
        return switch (verb) {
            case "insert", "update", "delete", "replace" -> true;
            default -> false;
        };
    }

    /** Whether a statement writes into the file, by its keyword and what follows that. */
    private static boolean writes(String verb, String rest) {
        return switch (verb) {
            case "vacuum" -> !COPY.matcher(rest).matches();
            case "pragma" ->
                WRITING_PRAGMA.matcher(rest).matches()
                        && !READING_PRAGMA.matcher(rest).matches();
            default -> isWrite(verb);
        };
    }

    /** Whether statements with this keyword write data or schema. */
    static boolean isWrite(String verb) {
        return isChange(verb)
                || switch (verb) {
                    case "create", "drop", "alter", "analyze", "reindex" -> true;
                    default -> false;
                };
    }

    private static boolean isControl(String verb) {
        return switch (verb) {
            case "begin", "commit", "end", "rollback", "savepoint", "release" -> true;
            default -> false;
        };
    }
}
