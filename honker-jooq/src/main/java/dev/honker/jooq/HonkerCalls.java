package dev.honker.jooq;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a SQL text calls functions of honker that have an effect; immutable. */
final class HonkerCalls {

    private static final Set<String> QUERY = Set.of("select", "with", "values");

    private static final Set<String> CHANGE = Set.of("insert", "update", "delete", "replace");

    /** Before a name and a parenthesis these say that the name is a table's. */
    private static final Set<String> BEFORE_TABLE = Set.of("into", "table", "exists", "view", "references", ".");

    private static final Pattern NAMES = Pattern.compile("honker_|notify", Pattern.CASE_INSENSITIVE);

    private final List<String> words;

    private HonkerCalls(List<String> words) {
        this.words = words;
    }

    static HonkerCalls of(String sql) {
        return new HonkerCalls(SqlWords.of(sql));
    }

    /** Whether a text may have such a call at all; cheap, as it is asked of every statement. */
    static boolean isPossible(String sql) {
        return NAMES.matcher(sql).find();
    }

    /** The function that a query at the top of the text calls. */
    Optional<String> inQuery() {
        return isQuery() ? find(false) : Optional.empty();
    }

    /** The function that a query inside another statement calls: a derived table, {@code exists}, {@code with}. */
    Optional<String> inSubquery() {
        return find(true);
    }

    /** The function that a query calls for the row which was inserted last: that is the condition, not an argument. */
    Optional<String> inEmulatedReturning() {
        int where = words.lastIndexOf("where");
        return where >= 0 && where < words.lastIndexOf("last_insert_rowid") ? inQuery() : Optional.empty();
    }

    private boolean isQuery() {
        if (words.isEmpty() || !QUERY.contains(words.get(0))) {
            return false;
        }
        int depth = 0;
        for (int i = 1; words.get(0).equals("with") && i < words.size(); i++) {
            String word = words.get(i);
            depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
            if (depth == 0 && CHANGE.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private Optional<String> find(boolean onlyInSubquery) {
        Deque<Boolean> parentheses = new ArrayDeque<>();
        int subqueries = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("(")) {
                boolean subquery = i + 1 < words.size() && QUERY.contains(words.get(i + 1));
                parentheses.push(subquery);
                subqueries += subquery ? 1 : 0;
            } else if (word.equals(")") && !parentheses.isEmpty()) {
                subqueries -= parentheses.pop() ? 1 : 0;
            } else if (isCall(i) && (subqueries > 0 || !onlyInSubquery)) {
                return Optional.of(name(word));
            }
        }
        return Optional.empty();
    }

    private boolean isCall(int i) {
        return Functions.EFFECTS.contains(name(words.get(i)))
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
