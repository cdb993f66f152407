package dev.honker.internal.sqlite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table or view that an INSERT, UPDATE or DELETE changes, as its text names it; immutable.
 *
 * @param schema null if the text names none
 * @param name without quotes
 */
record ChangedTable(@Nullable String schema, String name) {

    private static final String GAP = "(?:\\s|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)*+";
    private static final String NAME =
            "(\"(?:[^\"]|\"\")*+\"|`(?:[^`]|``)*+`|'(?:[^']|'')*+'|\\[[^\\]]*+\\]|[\\w$\\x{80}-\\x{10FFFF}]++)";
    private static final Pattern TARGET = Pattern.compile(
            GAP + "(?:or\\b" + GAP + "\\w+" + GAP + ")?(?:into\\b|from\\b)?" + GAP + NAME + "(?:" + GAP + "\\." + GAP
                    + NAME + ")?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Reads the name behind the statement's main keyword; null if there is none. */
    static @Nullable ChangedTable of(SqlShape change) {
        Matcher target = TARGET.matcher(change.sql());
        target.region(change.verbEnd(), change.sql().length());
        if (!target.lookingAt()) {
            return null;
        }
        String first = unquoted(target.group(1));
        return target.group(2) == null
                ? new ChangedTable(null, first)
                : new ChangedTable(first, unquoted(target.group(2)));
    }

    private static String unquoted(String name) {
        char quote = name.charAt(0);
        if (quote == '[') {
            return name.substring(1, name.length() - 1);
        }
        if (quote == '"' || quote == '`' || quote == '\'') {
            String twice = String.valueOf(quote).repeat(2);
            return name.substring(1, name.length() - 1).replace(twice, String.valueOf(quote));
        }
        return name;
    }
}
