package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a schedule says of itself. */
class CronDescriptionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * * | every minute, every day",
                "* * * * * * | every second of each minute, every day",
                "*/15 * * * * | every 15 minutes, every day",
                "0/15 * * * * | at minute 0 of each hour, every day",
                "5,20 * * * * | at minute 5 and 20 of each hour, every day",
                "*/7 * * * * | at minute 0, 7, 14, 21, 28, 35, 42, 49 and 56 of each hour, every day",
                "0 3 * * * | at 03:00, every day",
                "30 0 3 * * * | at 03:00:30, every day",
                "0 8,12 * * 1-5 | at 08:00 and 12:00, on Monday to Friday",
                "0 12 * * 0,6 | at 12:00, on Sunday and Saturday",
                "*/10 9-17 * * * | every 10 minutes, in hour 9 to 17, every day",
                "*/10 5 * * * * | every 10 seconds of minute 5, every day",
                "0 0 1 1,7 * | at 00:00, on day 1 of the month in January and July",
                "0 0 13 * 5 | at 00:00, on day 13 of the month if that is a Friday",
                "@every 90s | every 90 seconds",
                "@every 60m | every hour",
                "@every 2d | every 2 days",
                "@every 1m | every minute"
            })
    void itsWordsSayWhenItFires(String expression, String words) {
        assertThat(CronSchedule.cron(expression).describe()).isEqualTo(words);
    }

    @Test
    void theNextFiveBoundariesFollow() {
        assertThat(CronSchedule.cron("0 3 * * *")
                        .describe(Instant.parse("2026-03-27T12:00:00Z"), ZoneId.of("Europe/Berlin")))
                .isEqualTo("at 03:00, every day; next at 2026-03-28T03:00:00+01:00, 2026-03-29T03:00:00+02:00,"
                        + " 2026-03-30T03:00:00+02:00, 2026-03-31T03:00:00+02:00, 2026-04-01T03:00:00+02:00");
        assertThat(CronSchedule.cron("0 0 29 2 *").nextAfter(Instant.EPOCH, ZoneOffset.UTC, 2))
                .containsExactly(Instant.parse("1972-02-29T00:00:00Z"), Instant.parse("1976-02-29T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0/15 * * * * | the minute \"0/15\" selects just 0 here, while other crons take it for 0, 15, 30, 45; write 0-59/15 for"
                        + " that, or 0 to have no doubt",
                "0 5/6,1 * * * | the hour \"5/6\" selects just 5 here, while other crons take it for 5, 11, 17, 23; write 5-23/6 for"
                        + " that, or 5 to have no doubt",
                "*/90 * * * * | the step of the minute \"*/90\" is larger than its range, so that it selects just 0; write 0 if that"
                        + " is meant",
                "0 0 13 * 5 | day of month and day of week must both match here, while most other crons fire if one of them does;"
                        + " leave one of them as *, or add two schedules",
                "* 0 3 * * * | with six fields the first one is the second: \"*\" fires at each second of the minutes that match;"
                        + " write 0 for once a minute"
            })
    void whatMeansSomethingElseElsewhereIsWarnedOf(String expression, String warning) {
        assertThat(CronSchedule.cron(expression).warnings()).containsExactly(warning);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"*/15 * * * *", "0-59/15 * * * *", "0 3 * * 1-5", "0 0 1 * *", "*/10 * * * * *", "@every 5s"})
    void whatIsClearIsNotWarnedOf(String expression) {
        assertThat(CronSchedule.cron(expression).warnings()).isEmpty();
    }
}
