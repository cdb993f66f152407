package dev.honker.internal.cron;

import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** The seconds of a day that an expression selects, immutable; hour, minute and second must all match. */
record TimesOfDay(ValueSet hours, ValueSet minutes, ValueSet seconds) {

    /** The first selected second of the day. */
    LocalTime first() {
        return LocalTime.of(hours.first(), minutes.first(), seconds.first());
    }

    /** The first selected second that is not before {@code time}, whose fraction is ignored; null if the day has none. */
    @Nullable
    LocalTime atOrAfter(LocalTime time) {
        int hour = time.getHour();
        if (hours.contains(hour)) {
            int minute = time.getMinute();
            if (minutes.contains(minute)) {
                int second = seconds.atOrAfter(time.getSecond());
                if (second != ValueSet.NONE) {
                    return LocalTime.of(hour, minute, second);
                }
            }
            int laterMinute = minutes.atOrAfter(minute + 1);
            if (laterMinute != ValueSet.NONE) {
                return LocalTime.of(hour, laterMinute, seconds.first());
            }
        }
        int laterHour = hours.atOrAfter(hour + 1);
        return laterHour == ValueSet.NONE ? null : LocalTime.of(laterHour, minutes.first(), seconds.first());
    }
}
