package dev.honker.internal.sqlite;

import dev.honker.internal.function.SqlFunction.Effect;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a statement's text once, past literals and comments, for what {@link SqlShape} holds. For one thread and one text.
 */
final class SqlScanner {

    private final String sql;
    private int at;
    private String verb = "";
    private boolean from;
    private boolean ended;
    private boolean compound;
    private @Nullable Effect functions;

    SqlScanner(String sql) {
        this.sql = sql;
    }

    SqlShape scan() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isLetter(c) || c == '_') {
                word();
            } else if (c == '\'') {
                skipQuoted(c);
            } else if (c == '"' || c == '`' || c == '[') {
                quotedName(c == '[' ? ']' : c);
            } else if (c == '-' && next('-')) {
                skipTo("\n");
            } else if (c == '/' && next('*')) {
                skipTo("*/");
            } else {
                ended |= c == ';';
                at++;
            }
        }
        boolean tableless = (verb.equals("select") || verb.equals("values")) && !from;
        return new SqlShape(sql, verb, !tableless, compound, functions);
    }

    private void word() {
        int start = at;
        compound |= ended;
        while (at < sql.length() && isNamePart(sql.charAt(at))) {
            at++;
        }
        if (verb.isEmpty()) {
            verb = sql.substring(start, at).toLowerCase(Locale.ROOT);
        } else if (at - start == 4 && sql.regionMatches(true, start, "from", 0, 4)) {
            from = true;
        } else {
            function(start, at);
        }
    }

    private void quotedName(char close) {
        int start = at + 1;
        skipQuoted(close);
        function(start, at - 1);
    }

    private void function(int start, int end) {
        if (end <= start) {
            return;
        }
        char first = sql.charAt(start);
        if (first != 'h' && first != 'H' && first != 'n' && first != 'N' || !opensParenthesis()) {
            return;
        }
        Effect effect = FunctionNames.effect(sql.substring(start, end).toLowerCase(Locale.ROOT));
        if (effect != null && (functions == null || effect.compareTo(functions) > 0)) {
            functions = effect;
        }
    }

    private boolean opensParenthesis() {
        int i = at;
        while (i < sql.length() && Character.isWhitespace(sql.charAt(i))) {
            i++;
        }
        return i < sql.length() && sql.charAt(i) == '(';
    }

    private void skipQuoted(char close) {
        int end = sql.indexOf(close, at + 1);
        at = end < 0 ? sql.length() : end + 1;
    }

    private void skipTo(String end) {
        int found = sql.indexOf(end, at + 2);
        at = found < 0 ? sql.length() : found + end.length();
    }

    private boolean next(char c) {
        return at + 1 < sql.length() && sql.charAt(at + 1) == c;
    }

    private static boolean isNamePart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c > 127;
    }
}
