package dev.honker.mybatis;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a text of SQL calls one of honker's functions or is a write by itself; stateless. */
final class WritingSql {

    /** A comment or a text, which are passed over; a name, quoted or not; a bracket. */
    private static final Pattern TOKEN = Pattern.compile(
            "--[^\\n]*|/\\*.*?(?:\\*/|\\z)|'(?:[^']|'')*'?"
                    + "|(?<name>[\\p{L}_][\\p{L}\\p{N}_$]*)|\"(?<quoted>[^\"]+)\"|`(?<ticked>[^`]+)`|\\[(?<bracketed>[^\\]]+)\\]"
                    + "|(?<open>\\()|(?<close>\\))|(?<other>\\S)",
            Pattern.DOTALL);

    private static final Set<String> WRITES = Set.of("insert", "update", "delete");

    private WritingSql() {}

    /** What of it writes, as a message names it; empty if nothing does. */
    static Optional<String> what(String sql) {
        if (!mayWrite(sql)) {
            return Optional.empty();
        }
        Matcher token = TOKEN.matcher(sql);
        int depth = 0;
        String before = "";
        while (token.find()) {
            String bare = token.group("name");
            String name = lower(bare != null ? bare : quoted(token));
            if (token.group("open") != null) {
                if (isFunction(before)) {
                    return Optional.of(before + "(…)");
                }
                depth++;
            } else if (token.group("close") != null) {
                depth--;
            } else if (depth == 0 && bare != null && isWrite(before, name)) {
                return Optional.of((name.equals("into") ? before : name).toUpperCase(Locale.ROOT));
            }
            if (!isPassedOver(token)) {
                before = name;
            }
        }
        return Optional.empty();
    }

    /** Looks at the characters only, as this is asked before every SELECT. */
    private static boolean mayWrite(String sql) {
        String lower = sql.toLowerCase(Locale.ROOT);
        return lower.contains("notify")
                || lower.contains("honker_")
                || lower.contains("insert")
                || lower.contains("update")
                || lower.contains("delete")
                || lower.contains("replace");
    }

    private static boolean isFunction(String name) {
        return name.equals("notify") || name.startsWith("honker_");
    }

    /** {@code replace} is a function too. */
    private static boolean isWrite(String before, String name) {
        return WRITES.contains(name) || name.equals("into") && before.equals("replace");
    }

    private static boolean isPassedOver(Matcher token) {
        String text = token.group();
        return text.startsWith("--") || text.startsWith("/*");
    }

    private static String quoted(Matcher token) {
        for (String group : new String[] {"quoted", "ticked", "bracketed"}) {
            String name = token.group(group);
            if (name != null) {
                return name;
            }
        }
        return "";
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
