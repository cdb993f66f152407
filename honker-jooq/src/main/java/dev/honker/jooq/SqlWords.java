package dev.honker.jooq;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words and parentheses of a SQL text, in lower case and without comments and literals; stateless. It knows no grammar.
 */
final class SqlWords {

    private final String sql;
    private final List<String> words = new ArrayList<>();
    private int next;

    private SqlWords(String sql) {
        this.sql = sql;
    }

    /** Whatever is neither word nor parenthesis is a word of its own, such as a comma or a dot; a literal is {@code '}, a quoted name begins with {@code "}. */
    static List<String> of(String sql) {
        SqlWords text = new SqlWords(sql);
        while (text.next < sql.length()) {
            text.read(sql.charAt(text.next));
        }
        return text.words;
    }

    private void read(char first) {
        if (Character.isWhitespace(first)) {
            next++;
        } else if (sql.startsWith("--", next)) {
            next = after("\n", next);
        } else if (sql.startsWith("/*", next)) {
            next = after("*/", next + 2);
        } else if (first == '\'') {
            quoted('\'');
            words.add("'");
        } else if (first == '"' || first == '`') {
            words.add('"' + quoted(first));
        } else if (first == '[') {
            words.add('"' + quoted(']'));
        } else if (isOfWord(first)) {
            int begin = next;
            while (next < sql.length() && isOfWord(sql.charAt(next))) {
                next++;
            }
            words.add(lower(sql.substring(begin, next)));
        } else {
            words.add(String.valueOf(first));
            next++;
        }
    }

    /** What is between quotes; a doubled one ends it and begins another, which is as good for literals. */
    private String quoted(char end) {
        int begin = next + 1;
        next = after(String.valueOf(end), begin);
        return lower(sql.substring(begin, Math.max(begin, next - 1)));
    }

    private int after(String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }

    private static boolean isOfWord(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '$';
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
