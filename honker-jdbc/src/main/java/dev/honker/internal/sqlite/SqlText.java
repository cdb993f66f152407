package dev.honker.internal.sqlite;

/**
 * Shows a statement in messages and logs: in one line, shortened, without its values. A message about a lock quotes the statement of
 * another connection, whose literals may be a customer's data. For one thread and one text.
 */
final class SqlText {

    /** Longest text that is shown, in characters. */
    static final int LONGEST = 120;

    /** Longest name in double quotes that is shown; SQLite takes a quoted word that names nothing for a string. */
    private static final int LONGEST_NAME = 64;

    private static final String CUT = "...";

    private final String sql;
    private final StringBuilder shown = new StringBuilder();
    private int at;

    private SqlText(String sql) {
        this.sql = sql;
    }

    /**
     * Returns the statement as one line of at most {@value #LONGEST} characters: strings as {@code '…'}, blobs as {@code x'…'}, numbers
     * as {@code ?}, without comments. Names, also quoted ones, and parameters stay.
     */
    static String masked(String sql) {
        return new SqlText(sql).mask();
    }

    private String mask() {
        // why the bound: a bulk insert of megabytes is read no further than it is shown, and a space that may be at its
        // end
        while (at < sql.length() && shown.length() <= LONGEST + 1) {
            token(sql.charAt(at));
        }
        String line = shown.toString().strip();
        return line.length() <= LONGEST ? line : cut(line);
    }

    private void token(char c) {
        if (Character.isWhitespace(c) || Character.isISOControl(c)) {
            at++;
            space();
        } else if (sql.startsWith("--", at)) {
            comment("\n");
        } else if (sql.startsWith("/*", at)) {
            comment("*/");
        } else if (c == '\'') {
            string();
        } else if (c == '"' || c == '`' || c == '[') {
            quotedName(c == '[' ? ']' : c);
        } else if (isNumber(c)) {
            number();
        } else if (isNameStart(c)) {
            word();
        } else if (c == '?') {
            at++;
            shown.append(c);
            copyName();
        } else {
            at++;
            shown.append(c);
        }
    }

    private void space() {
        if (!shown.isEmpty() && shown.charAt(shown.length() - 1) != ' ') {
            shown.append(' ');
        }
    }

    private void comment(String end) {
        int found = sql.indexOf(end, at + 2);
        at = found < 0 ? sql.length() : found + end.length();
        space();
    }

    private void string() {
        skipQuoted('\'');
        shown.append("'…'");
    }

    private void quotedName(char close) {
        int start = at;
        boolean closed = skipQuoted(close);
        String name = closed ? sql.substring(start + 1, at - 1) : "";
        shown.append(sql.charAt(start)).append(isPlainName(name) ? name : "…").append(close);
    }

    private void number() {
        at++;
        while (at < sql.length() && isNumberPart(sql.charAt(at))) {
            at++;
        }
        shown.append('?');
    }

    private void word() {
        int start = at;
        copyName();
        if (at - start == 1 && Character.toLowerCase(sql.charAt(start)) == 'x' && isAt('\'')) {
            string();
        }
    }

    private void copyName() {
        int start = at;
        while (at < sql.length() && isNamePart(sql.charAt(at))) {
            at++;
        }
        shown.append(sql, start, at);
    }

    /** Goes behind the closing quote, past doubled ones. Returns false if there is none. */
    private boolean skipQuoted(char close) {
        at++;
        while (at < sql.length()) {
            if (sql.charAt(at++) == close) {
                if (close == ']' || !isAt(close)) {
                    return true;
                }
                at++;
            }
        }
        return false;
    }

    private boolean isAt(char c) {
        return at < sql.length() && sql.charAt(at) == c;
    }

    private boolean isNumber(char c) {
        return isDigit(c) || c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1));
    }

    /** Also letters, as in 0xFF and 1e9, and the sign of an exponent. */
    private boolean isNumberPart(char c) {
        return c == '.' || isNamePart(c) || (c == '+' || c == '-') && isExponent();
    }

    private boolean isExponent() {
        return Character.toLowerCase(sql.charAt(at - 1)) == 'e' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1));
    }

    private static boolean isPlainName(String name) {
        return name.length() <= LONGEST_NAME
                && !name.isEmpty()
                && isNameStart(name.charAt(0))
                && name.chars().allMatch(c -> isNamePart((char) c) || c == ' ' || c == '-' || c == '.');
    }

    private static boolean isNameStart(char c) {
        return c == '_' || Character.isLetter(c) || Character.isSurrogate(c);
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || c == '$' || Character.isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String cut(String line) {
        int end = LONGEST - CUT.length();
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
