package dev.honker.mybatis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether a text of SQL calls one of honker's functions or is a write by itself; immutable. */
final class WritingSql {

    private static final Pattern NAMES = Pattern.compile("honker_|notify", Pattern.CASE_INSENSITIVE);

    private static final Pattern SELECT = Pattern.compile("\\s*select\\b", Pattern.CASE_INSENSITIVE);

    private static final Set<String> QUERY = Set.of("select", "with", "values");

    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "replace");

    /** Before a name and a parenthesis these say that the name is a table's. */
    private static final Set<String> BEFORE_TABLE = Set.of("into", "table", "exists", "view", "references", ".");

    private final List<String> words;

    private WritingSql(List<String> words) {
        this.words = words;
    }

    static WritingSql of(String sql) {
        return new WritingSql(mayWrite(sql) ? SqlWords.of(sql) : List.of());
    }

    /** why: this is asked before every SELECT, and few have such a name. */
    private static boolean mayWrite(String sql) {
        return NAMES.matcher(sql).find() || !SELECT.matcher(sql).lookingAt();
    }

    /** What of it writes, as a message names it; empty if nothing does. */
    Optional<String> what() {
        return words.isEmpty() ? Optional.empty() : call(false).or(this::write);
    }

    /** The call of which SQLite makes as many as it needs results, which may be none. */
    Optional<String> inSubquery() {
        return call(true);
    }

    private Optional<String> write() {
        int depth = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
            if (depth == 0 && WRITES.contains(word) && (!word.equals("replace") || isWord(i + 1, "into"))) {
                return Optional.of(word.toUpperCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }

    private Optional<String> call(boolean onlyInSubquery) {
        Deque<Boolean> parentheses = new ArrayDeque<>();
        int subqueries = 0;
        for (int i = 0; i < words.size(); i++) {
            String name = name(words.get(i));
            if (isWord(i, "(")) {
                boolean subquery = i + 1 < words.size() && QUERY.contains(words.get(i + 1));
                parentheses.push(subquery);
                subqueries += subquery ? 1 : 0;
            } else if (isWord(i, ")") && !parentheses.isEmpty()) {
                subqueries -= parentheses.pop() ? 1 : 0;
            } else if (isCall(i, onlyInSubquery) && (subqueries > 0 || !onlyInSubquery)) {
                return Optional.of(name + "(…)");
            }
        }
        return Optional.empty();
    }

    private boolean isCall(int i, boolean withEffect) {
        String name = name(words.get(i));
        return (Functions.EFFECTS.contains(name) || !withEffect && Functions.READS.contains(name))
                && isWord(i + 1, "(")
                && (i == 0 || !BEFORE_TABLE.contains(words.get(i - 1)))
                && !isCommonTable(i + 1);
    }

    /** {@code name (columns) as (select …)}, also {@code as [not] materialized (}, names a table of its own. */
    private boolean isCommonTable(int open) {
        int depth = 0;
        int i = open;
        do {
            depth += isWord(i, "(") ? 1 : isWord(i, ")") ? -1 : 0;
            i++;
        } while (depth > 0 && i < words.size());
        if (!isWord(i, "as")) {
            return false;
        }
        i += isWord(i + 1, "not") ? 2 : 1;
        return isWord(isWord(i, "materialized") ? i + 1 : i, "(");
    }

    private boolean isWord(int i, String word) {
        return i < words.size() && words.get(i).equals(word);
    }

    private static String name(String word) {
        return word.startsWith("\"") ? word.substring(1) : word;
    }
}
