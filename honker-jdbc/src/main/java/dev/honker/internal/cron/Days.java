package dev.honker.internal.cron;

import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** The days that an expression selects, immutable; day of month, month and day of week must all match. */
record Days(ValueSet daysOfMonth, ValueSet months, ValueSet daysOfWeek) {

    private static final long EVERY_WEEK = 1L | 1L << 7 | 1L << 14 | 1L << 21 | 1L << 28 | 1L << 35;

    /** The first selected day that is not before {@code start}; null if there is none up to the end of {@code lastYear}. */
    @Nullable
    LocalDate atOrAfter(LocalDate start, int lastYear) {
        int firstDay = start.getDayOfMonth();
        for (YearMonth month = YearMonth.from(start); month.getYear() <= lastYear; month = month.plusMonths(1)) {
            if (months.contains(month.getMonthValue())) {
                int day = of(month).atOrAfter(firstDay);
                if (day != ValueSet.NONE) {
                    return month.atDay(day);
                }
            }
            firstDay = 1;
        }
        return null;
    }

    /** The selected days of one month: a few shifts, so that a century without a match is cheap to refute. */
    private ValueSet of(YearMonth month) {
        int firstWeekday = month.atDay(1).getDayOfWeek().getValue() % 7;
        long weekdays = daysOfWeek.bits() * EVERY_WEEK >>> firstWeekday << 1;
        long existing = (1L << month.lengthOfMonth() + 1) - 2;
        return new ValueSet(daysOfMonth.bits() & weekdays & existing);
    }
}
