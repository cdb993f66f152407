package dev.honker.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ends of time and the 100-year horizon. */
class ScheduleRangeTest {

    private static final long FIRST = -8_334_601_228_800L;
    private static final long LAST = 8_210_266_876_799L;
    private static final String NEVER = "0 0 31 2 *";

    @ParameterizedTest
    @ValueSource(longs = {FIRST - 1, LAST + 1, Long.MIN_VALUE, Long.MAX_VALUE})
    void timestampOutsideTheCalendarIsRefused(long from) {
        assertFails("* * * * *", from, "UTC", "invalid timestamp: " + from);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Tokyo", "America/New_York", "+18:00", "-18:00"})
    void endsOfTheCalendarAreOrdinary(String zone) throws SQLException {
        assertThat(ScheduleExpression.parse("* * * * * *").next(FIRST, ZoneId.of(zone)))
                .isEqualTo(FIRST + 1);
        assertThat(ScheduleExpression.parse("* * * * * *").next(LAST - 64_801, ZoneId.of(zone)))
                .isEqualTo(LAST - 64_800);
    }

    @Test
    void nothingFiresAfterTheLastSecond() throws SQLException {
        assertThat(ScheduleExpression.parse("* * * * * *").next(LAST - 1, ZoneOffset.UTC))
                .isEqualTo(LAST);
        String never = "no schedule match found within 100 years after local datetime +";
        assertFails("* * * * * *", LAST, "UTC", never + "262142-12-31T23:59:59");
        assertFails("* * * * * *", LAST, "Asia/Tokyo", never + "262143-01-01T08:59:59");
        assertFails(NEVER, LAST - 86_400, "UTC", never + "262142-12-30T23:59:59");
    }

    @ParameterizedTest
    @CsvSource({
        "1776601800, UTC, 2026-04-19T12:30:00",
        "1776601807, UTC, 2026-04-19T12:30:07",
        "1776601800, Asia/Kathmandu, 2026-04-19T18:15:00",
        "1793511007, America/New_York, 2026-11-01T01:30:07",
        "-62135596800, UTC, 0001-01-01T00:00:00",
        "-62451820801, UTC, -0010-12-24T23:59:59",
        "-62135596800, America/New_York, 0000-12-31T19:03:58",
        "253402300799, UTC, 9999-12-31T23:59:59",
        "253402300800, UTC, +10000-01-01T00:00:00",
        "-8334601228800, UTC, -262143-01-01T00:00:00"
    })
    void scheduleWithoutMatchNamesTheLocalTimeThatItWasAskedFor(long from, String zone, String local) {
        assertFails(NEVER, from, zone, "no schedule match found within 100 years after local datetime " + local);
    }

    @Test
    void intervalAcceptsEverySumThatFits() throws SQLException {
        ScheduleExpression everySecond = ScheduleExpression.parse("@every 1s");
        assertThat(everySecond.next(Long.MIN_VALUE, ZoneOffset.UTC)).isEqualTo(Long.MIN_VALUE + 1);
        assertThat(everySecond.next(Long.MAX_VALUE - 1, ZoneOffset.UTC)).isEqualTo(Long.MAX_VALUE);
        assertThat(ScheduleExpression.parse("@every 2d").next(LAST + 1, ZoneOffset.UTC))
                .isEqualTo(LAST + 172_801);
        assertFails(" @every 1s ", Long.MAX_VALUE, "UTC", "next interval overflows unix timestamp for \" @every 1s \"");
        assertFails(
                "@every 9223372036854775807s",
                1,
                "UTC",
                "next interval overflows unix timestamp for \"@every 9223372036854775807s\"");
    }

    private static void assertFails(String expression, long from, String zone, String message) {
        assertThatThrownBy(() -> ScheduleExpression.parse(expression).next(from, ZoneId.of(zone)))
                .hasMessage(message)
                .asInstanceOf(InstanceOfAssertFactories.type(SQLDataException.class))
                .returns("22023", SQLException::getSQLState)
                .returns(1, SQLException::getErrorCode);
    }
}
