package dev.honker.internal.sqlite;

import dev.honker.internal.function.SqlFunction.Effect;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a statement's text once, past literals and comments, for what {@link SqlShape} holds. For one thread and one text.
 */
final class SqlScanner {

    private static final Set<String> MAIN_VERBS = Set.of("select", "insert", "update", "delete", "replace", "values");

    /** Functions of SQLite that touch no table, among those that pools and frameworks ask for by a bare SELECT. */
    private static final Set<String> HARMLESS = Set.of(
            "last_insert_rowid",
            "changes",
            "total_changes",
            "sqlite_version",
            "sqlite_source_id",
            "date",
            "time",
            "datetime",
            "unixepoch",
            "julianday",
            "strftime");

    private final String sql;
    private int at;
    private int depth;
    private String verb = "";
    private int verbEnd;
    private boolean from;
    private boolean beginsWriting;
    private boolean callsOthers;
    private boolean temporary;
    private boolean ended;
    private boolean empty = true;
    private boolean compound;
    private boolean statementStarts;
    private boolean changesLater;
    private boolean locksExclusively;
    private @Nullable Effect functions;

    SqlScanner(String sql) {
        this.sql = sql;
    }

    SqlShape scan() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (isComment(at)) {
                at = commentEnd(at);
                continue;
            }
            empty &= c == ';' || isBlank(c);
            if (Character.isLetter(c) || c == '_') {
                word();
            } else if (c == '\'') {
                skipQuoted(c);
            } else if (c == '"' || c == '`' || c == '[') {
                quotedName(c == '[' ? ']' : c);
            } else {
                symbol(c);
            }
        }
        boolean bare = verb.equals("select") || verb.equals("values");
        boolean constant = bare && !from && !callsOthers && (functions == null || functions == Effect.NONE);
        return new SqlShape(
                sql,
                verb,
                verbEnd,
                empty,
                constant,
                compound,
                changesLater,
                temporary,
                beginsWriting,
                locksExclusively,
                functions);
    }

    private void symbol(char c) {
        switch (c) {
            case '(' -> depth++;
            case ')' -> depth--;
            case ';' -> {
                ended = true;
                statementStarts = true;
            }
            default -> {
                // nothing to learn from it
            }
        }
        at++;
    }

    private void word() {
        int start = at;
        compound |= ended;
        while (at < sql.length() && isNamePart(sql.charAt(at))) {
            at++;
        }
        if (verb.isEmpty()) {
            statementStarts = false;
            verb = sql.substring(start, at).toLowerCase(Locale.ROOT);
            verbEnd = at;
        } else if (statementStarts) {
            laterVerb(sql.substring(start, at).toLowerCase(Locale.ROOT));
        } else if (is("from", start)) {
            from = true;
        } else if (verb.equals("begin") && (is("immediate", start) || is("exclusive", start))) {
            beginsWriting = true;
        } else if (is("locking_mode", start)) {
            lockingMode();
        } else if (is("temp", start) && at < sql.length() && sql.charAt(at) == '.') {
            temporary = true;
        } else {
            mainVerb(start);
            call(start, at);
        }
    }

    private void laterVerb(String later) {
        statementStarts = false;
        changesLater |= later.equals("with") || SqlShape.isWrite(later);
    }

    private void lockingMode() {
        locksExclusively |= (verb.equals("pragma") || compound) && LockingMode.setsExclusive(sql, at);
    }

    /** What follows the common table expressions decides what the statement is. */
    private void mainVerb(int start) {
        if (verb.equals("with") && depth == 0) {
            String word = sql.substring(start, at).toLowerCase(Locale.ROOT);
            if (MAIN_VERBS.contains(word)) {
                verb = word;
                verbEnd = at;
            }
        }
    }

    private boolean is(String word, int start) {
        return at - start == word.length() && sql.regionMatches(true, start, word, 0, word.length());
    }

    private void quotedName(char close) {
        int start = at + 1;
        skipQuoted(close);
        if (sql.regionMatches(true, start, "locking_mode", 0, at - 1 - start)) {
            lockingMode();
        }
        call(start, at - 1);
    }

    private void call(int start, int end) {
        if (end <= start || !opensParenthesis()) {
            return;
        }
        String name = sql.substring(start, end).toLowerCase(Locale.ROOT);
        Effect effect = FunctionNames.effect(name);
        if (effect == null) {
            callsOthers |= !HARMLESS.contains(name);
        } else if (functions == null || effect.compareTo(functions) > 0) {
            functions = effect;
        }
    }

    private boolean opensParenthesis() {
        int i = at;
        while (i < sql.length() && (Character.isWhitespace(sql.charAt(i)) || isComment(i))) {
            i = isComment(i) ? commentEnd(i) : i + 1;
        }
        return i < sql.length() && sql.charAt(i) == '(';
    }

    private boolean isComment(int i) {
        return sql.startsWith("--", i) || sql.startsWith("/*", i);
    }

    private int commentEnd(int i) {
        String end = sql.charAt(i) == '-' ? "\n" : "*/";
        int found = sql.indexOf(end, i + 2);
        return found < 0 ? sql.length() : found + end.length();
    }

    private void skipQuoted(char close) {
        int end = sql.indexOf(close, at + 1);
        at = end < 0 ? sql.length() : end + 1;
    }

    /** Whether SQLite skips the character between the words of a statement. */
    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == '\0' || c == '\uFEFF';
    }

    private static boolean isNamePart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c > 127;
    }
}
