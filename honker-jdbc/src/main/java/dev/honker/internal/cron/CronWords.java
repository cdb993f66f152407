package dev.honker.internal.cron;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Schedules in plain English; stateless. */
final class CronWords {

    /** So many times of a day are named one by one. */
    private static final int MOST_TIMES = 6;

    private CronWords() {}

    static String of(Interval interval) {
        long seconds = interval.seconds();
        if (seconds % 86_400 == 0) {
            return every(seconds / 86_400, "day");
        } else if (seconds % 3_600 == 0) {
            return every(seconds / 3_600, "hour");
        }
        return seconds % 60 == 0 ? every(seconds / 60, "minute") : every(seconds, "second");
    }

    static String of(CronFields fields) {
        return times(fields.times()) + ", " + days(fields.days());
    }

    private static String every(long count, String unit) {
        return count == 1 ? "every " + unit : "every " + count + " " + unit + "s";
    }

    private static String times(TimesOfDay times) {
        List<Integer> seconds = times.seconds().values();
        List<Integer> minutes = times.minutes().values();
        List<Integer> hours = times.hours().values();
        if (seconds.size() * minutes.size() * hours.size() <= MOST_TIMES) {
            List<String> each = new ArrayList<>();
            for (int hour : hours) {
                for (int minute : minutes) {
                    seconds.forEach(second -> each.add(String.format(
                            Locale.ROOT, second == 0 ? "%02d:%02d" : "%02d:%02d:%02d", hour, minute, second)));
                }
            }
            return "at " + joined(each);
        }
        String within = hours.size() == 24 ? "" : ", in hour " + list(hours, String::valueOf);
        return withinHour(seconds, minutes) + within;
    }

    private static String withinHour(List<Integer> seconds, List<Integer> minutes) {
        if (seconds.equals(List.of(0))) {
            return unit(minutes, "minute", " of each hour");
        }
        String second = unit(seconds, "second", "");
        return minutes.size() == 60
                ? second + " of each minute"
                : second + " of minute " + list(minutes, String::valueOf);
    }

    /** {@code every minute}, {@code every 15 minutes}, or {@code at minute 1 to 3}. */
    private static String unit(List<Integer> values, String unit, String of) {
        int step = 60 / values.size();
        boolean isEven = 60 % values.size() == 0 && values.size() > 1;
        for (int i = 0; i < values.size(); i++) {
            isEven &= values.get(i) == i * step;
        }
        return isEven ? every(step, unit) : "at " + unit + " " + list(values, String::valueOf) + of;
    }

    private static String days(Days days) {
        List<Integer> ofMonth = days.daysOfMonth().values();
        List<Integer> ofWeek = days.daysOfWeek().values();
        List<Integer> months = days.months().values();
        String week = list(ofWeek, CronWords::day);
        String day;
        if (ofMonth.size() == 31) {
            day = ofWeek.size() == 7 ? "every day" : "on " + week;
        } else {
            day = "on day " + list(ofMonth, String::valueOf) + " of the month"
                    + (ofWeek.size() == 7 ? "" : " if that is a " + week);
        }
        return months.size() == 12 ? day : day + " in " + list(months, CronWords::month);
    }

    private static String day(int sundayIsZero) {
        return DayOfWeek.of(sundayIsZero == 0 ? 7 : sundayIsZero).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String month(int month) {
        return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** The values, with three and more in a row as a range. */
    private static String list(List<Integer> values, IntFunction<String> name) {
        List<String> parts = new ArrayList<>();
        int i = 0;
        while (i < values.size()) {
            int end = i;
            while (end + 1 < values.size() && values.get(end + 1) == values.get(end) + 1) {
                end++;
            }
            if (end - i >= 2) {
                parts.add(name.apply(values.get(i)) + " to " + name.apply(values.get(end)));
                i = end + 1;
            } else {
                parts.add(name.apply(values.get(i)));
                i++;
            }
        }
        return joined(parts);
    }

    private static String joined(List<String> parts) {
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
    }
}
