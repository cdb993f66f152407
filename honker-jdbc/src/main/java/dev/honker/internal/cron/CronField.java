package dev.honker.internal.cron;

import java.sql.SQLDataException;
import java.util.List;

/** The six fields, their bounds and their grammar, in the order in which an expression has them. */
enum CronField {
    SECOND(0, 59),
    MINUTE(0, 59),
    HOUR(0, 23),
    DAY_OF_MONTH(1, 31),
    MONTH(1, 12),
    /** 0 is Sunday. */
    DAY_OF_WEEK(0, 6);

    private static final long MAX_UNSIGNED_INT = 0xFFFF_FFFFL;

    private final int low;
    private final int high;

    CronField(int low, int high) {
        this.low = low;
        this.high = high;
    }

    /** The values that a field's text selects; the first part that is wrong is reported. */
    ValueSet parse(String text) throws SQLDataException {
        long bits = 0;
        for (String part : text.split(",", -1)) {
            bits |= parsePart(part);
        }
        return new ValueSet(bits);
    }

    /** What a part of a valid field selects, in ascending order. */
    List<Integer> selected(String part) {
        try {
            return new ValueSet(parsePart(part)).values();
        } catch (SQLDataException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The largest value. */
    int high() {
        return high;
    }

    private long parsePart(String part) throws SQLDataException {
        int slash = part.indexOf('/');
        // why the step first: where both are wrong, the peers report the step
        long step = slash < 0 ? 1 : step(part.substring(slash + 1), part);
        String range = slash < 0 ? part : part.substring(0, slash);
        long start = low;
        long end = high;
        if (!range.equals("*")) {
            int dash = range.indexOf('-');
            start = number(dash < 0 ? range : range.substring(0, dash), part);
            end = dash < 0 ? start : number(range.substring(dash + 1), part);
        }
        if (start < low || end > high || start > end) {
            throw ScheduleError.of(
                    "cron field " + Quoted.quote(part) + " out of range [" + low + "," + high + "] or inverted");
        }
        long bits = 0;
        for (long value = start; value <= end; value += step) {
            bits |= 1L << value;
        }
        return bits;
    }

    private static long step(String text, String part) throws SQLDataException {
        long step = unsigned(text);
        if (step == Decimal.NONE) {
            throw ScheduleError.of("cron step must be a positive integer: " + Quoted.quote(part));
        }
        if (step == 0) {
            throw ScheduleError.of("cron step must be positive: " + Quoted.quote(part));
        }
        return step;
    }

    private static long number(String text, String part) throws SQLDataException {
        long number = unsigned(text);
        if (number == Decimal.NONE) {
            throw ScheduleError.of("cron field " + Quoted.quote(part) + " not an integer");
        }
        return number;
    }

    private static long unsigned(String text) {
        return Decimal.parse(text.startsWith("+") ? text.substring(1) : text, MAX_UNSIGNED_INT);
    }
}
