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
        return !words.isEmpty() && QUERY.contains(words.get(0)) ? find(false) : Optional.empty();
    }

    /** The function that a query inside another statement calls: a derived table, {@code exists}, {@code with}. */
    Optional<String> inSubquery() {
        return find(true);
    }

    /** The function that a query calls for the row which was inserted last. */
    Optional<String> inEmulatedReturning() {
        return words.contains("last_insert_rowid") ? inQuery() : Optional.empty();
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
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    private boolean isCall(int i) {
        return Functions.EFFECTS.contains(words.get(i))
                && i + 1 < words.size()
                && words.get(i + 1).equals("(")
                && (i == 0 || !BEFORE_TABLE.contains(words.get(i - 1)));
    }
}
