package dev.honker.internal.cron;

import java.sql.SQLDataException;
import java.time.ZoneId;

/** One of the two forms of a schedule; immutable. */
sealed interface Recurrence permits Interval, CronFields {

    /**
     * The first firing strictly after an instant; both in seconds since 1970-01-01 UTC.
     *
     * @throws SQLDataException if there is none
     */
    long next(long from, ZoneId zone) throws SQLDataException;
}
