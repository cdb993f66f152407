package dev.honker.internal.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.date.FastDateFormat;

/** Which values sqlite-jdbc's properties can have. What is not listed here and has no choices is any text. Stateless. */
final class PragmaValues {

    private static final List<String> TRUE_OR_FALSE = List.of("true", "false");

    private static final List<String> SPELLINGS_OF_SQLITE = List.of("on", "off", "yes", "no", "1", "0");

    /** Read by sqlite-jdbc, for which everything but true is false; the others are read by SQLite. */
    private static final Set<String> BOOLEANS_OF_JDBC =
            Set.of("shared_cache", "enable_load_extension", "jdbc.explicit_readonly", "jdbc.get_generated_keys");

    private static final Set<String> INTEGERS =
            Set.of("cache_size", "default_cache_size", "incremental_vacuum", "user_version", "application_id");

    private static final Set<String> LONGS = Set.of("mmap_size", "journal_size_limit", "max_page_count");

    private PragmaValues() {}

    static @Nullable String objection(String name, String @Nullable [] choices, String value) {
        if (BOOLEANS_OF_JDBC.contains(name)) {
            return oneOf(TRUE_OR_FALSE, value);
        }
        if (name.equals("open_mode")) {
            return isInteger(value, 0, Integer.MAX_VALUE) ? null : "is not a whole number of SQLite's open flags";
        }
        if (name.startsWith("limit_")) {
            return isInteger(value, Integer.MIN_VALUE, Integer.MAX_VALUE) ? null : "is not a whole number";
        }
        if (INTEGERS.contains(name) || LONGS.contains(name)) {
            return isSqlInteger(value, LONGS.contains(name)) ? null : "is not a whole number";
        }
        return switch (name) {
            case "page_size" -> isPageSize(value) ? null : "is not a page size: it is a power of two from 512 to 65536";
            case "cache_spill" -> isSqlInteger(value, false) ? null : oneOfOrPages(value);
            case "encoding" -> encoding(choices, value);
            case "temp_store" -> oneOf(with(list(choices), List.of("0", "1", "2")), value);
            case "date_string_format" -> pattern(value);
            default -> choices == null ? null : oneOf(spellings(List.of(choices)), value);
        };
    }

    private static @Nullable String oneOfOrPages(String value) {
        String objection = oneOf(spellings(TRUE_OR_FALSE), value);
        return objection == null ? null : objection + ", and is not a whole number of pages";
    }

    private static List<String> spellings(List<String> choices) {
        return choices.contains("true") ? with(choices, SPELLINGS_OF_SQLITE) : choices;
    }

    private static List<String> list(String @Nullable [] choices) {
        return choices == null ? List.of() : List.of(choices);
    }

    private static List<String> with(List<String> choices, List<String> more) {
        List<String> all = new ArrayList<>(choices);
        all.addAll(more);
        return all;
    }

    private static @Nullable String oneOf(List<String> choices, String value) {
        return choices.stream().anyMatch(value::equalsIgnoreCase) ? null : "is none of " + choices;
    }

    private static boolean isInteger(String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            return number >= least && number <= most;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** As SQLite reads one: also in hexadecimal digits. */
    private static boolean isSqlInteger(String value, boolean wide) {
        try {
            boolean hexadecimal = value.startsWith("0x") || value.startsWith("0X");
            long number = hexadecimal ? Long.parseLong(value.substring(2), 16) : Long.parseLong(value);
            return wide || number == (int) number;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isPageSize(String value) {
        return isInteger(value, 512, 65536) && Integer.bitCount(Integer.parseInt(value)) == 1;
    }

    /** Quoted, or without the hyphen that would be an error in SQL. */
    private static @Nullable String encoding(String @Nullable [] choices, String value) {
        return value.matches("(?i)(['\"])UTF-?(8|16|16le|16be)\\1|UTF(8|16|16le|16be)")
                ? null
                : "is none of " + list(choices);
    }

    private static @Nullable String pattern(String value) {
        try {
            FastDateFormat.getInstance(value);
            return null;
        } catch (IllegalArgumentException e) {
            return "is no pattern of dates such as yyyy-MM-dd HH:mm:ss.SSS: " + e.getMessage();
        }
    }
}
