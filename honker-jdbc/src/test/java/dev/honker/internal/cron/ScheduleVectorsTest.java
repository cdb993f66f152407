package dev.honker.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The conformance vectors of schedules, to the letter. */
class ScheduleVectorsTest {

    /** Zones with every kind of transition: by an hour, by half an hour, at midnight, by a day, negative, often, none. */
    static final List<ZoneId> ZONES = List.of(
            ZoneId.of("America/New_York"),
            ZoneId.of("Europe/Dublin"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Africa/Casablanca"),
            ZoneId.of("America/Sao_Paulo"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Europe/London"),
            ZoneId.of("America/St_Johns"),
            ZoneId.of("Asia/Gaza"),
            ZoneId.of("Antarctica/Troll"),
            ZoneId.of("UTC"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    * * * * *          | 2026-04-19T12:30:00 | 2026-04-19T12:31:00
                    */5 * * * *        | 2026-04-19T12:30:00 | 2026-04-19T12:35:00
                    */10 * * * * *     | 2026-04-19T12:30:05 | 2026-04-19T12:30:10
                    @every 1s          | 2026-04-19T12:30:05 | 2026-04-19T12:30:06
                    0 3 * * *          | 2026-04-19T10:00:00 | 2026-04-20T03:00:00
                    0 3 * * *          | 2026-04-19T03:00:00 | 2026-04-20T03:00:00
                    0-30/10 * * * *    | 2026-04-19T12:05:00 | 2026-04-19T12:10:00
                    0,30 * * * *       | 2026-04-19T12:10:00 | 2026-04-19T12:30:00
                    0 12 * * 1         | 2026-04-19T00:00:00 | 2026-04-20T12:00:00
                    0 * * * *          | 2025-01-01T10:05:03 | 2025-01-01T11:00:00
                    0 * * * *          | 2025-01-01T10:00:00 | 2025-01-01T11:00:00
                    0 3 * * *          | 2025-01-01T04:00:00 | 2025-01-02T03:00:00
                    0 0 1 1 *          | 2025-06-15T12:00:00 | 2026-01-01T00:00:00
                    */10 * * * * *     | 2025-01-01T10:05:03 | 2025-01-01T10:05:10
                    @every 1s          | 2025-01-01T10:05:03 | 2025-01-01T10:05:04
                    """)
    void civilVectorsHoldInEveryZone(String expression, LocalDateTime from, LocalDateTime next) throws SQLException {
        for (ZoneId zone : ZONES) {
            assertThat(ScheduleExpression.parse(expression)
                            .next(from.atZone(zone).toEpochSecond(), zone))
                    .as("%s", zone)
                    .isEqualTo(next.atZone(zone).toEpochSecond());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    UTC                 | * * * * *          | 1776601800   | 1776601860
                    UTC                 | 5/10 * * * *       | 1776601800   | 1776603900
                    UTC                 | 10-20/100 * * * *  | 1776601800   | 1776604200
                    UTC                 | 0 0 29 2 *         | 1776601800   | 1835395200
                    UTC                 | 0 0 29 2 *         | 4107456000   | 4233686400
                    UTC                 | 0 0 13 * 5         | 1776601800   | 1794528000
                    UTC                 | 0 12 * * 1         | 1776556800   | 1776686400
                    UTC                 | 59 59 23 31 12 *   | 1776601800   | 1798761599
                    UTC                 | @every 90m         | 1776601805   | 1776607205
                    UTC                 | * * * * *          | -1           | 0
                    UTC                 | * * * * *          | -62135596800 | -62135596740
                    US/Eastern          | 0 * * * * *        | 1772953199   | 1772953200
                    America/New_York    | 30 2 * * *         | 1772946000   | 1772953200
                    America/New_York    | 0 2 * * *          | 1772946000   | 1772953200
                    America/New_York    | 0 3 * * *          | 1772946000   | 1772953200
                    America/New_York    | */15 * * * *       | 1772952300   | 1772953200
                    America/New_York    | 30 1 * * *         | 1793505600   | 1793511000
                    America/New_York    | 0 1 * * *          | 1793505600   | 1793509200
                    America/New_York    | 0 2 * * *          | 1793505600   | 1793516400
                    America/New_York    | * * * * *          | 1793509140   | 1793509200
                    America/New_York    | * * * * *          | 1793511000   | 1793511060
                    America/New_York    | * * * * *          | 1793514600   | 1793514660
                    America/New_York    | 30 1 * * *         | 1793514600   | 1793601000
                    America/New_York    | 30 1 * * *         | 2551320000   | 2551325400
                    Australia/Lord_Howe | 15 2 * * *         | 1791034200   | 1791041400
                    Australia/Lord_Howe | 45 1 * * *         | 1775307600   | 1775313900
                    Pacific/Apia        | 0 12 * * *         | 1325199600   | 1325239200
                    America/Sao_Paulo   | 30 0 * * *         | 1541257200   | 1541300400
                    America/Sao_Paulo   | 30 23 * * *        | 1518876000   | 1518917400
                    Europe/Dublin       | 30 1 * * *         | 1774742400   | 1774746000
                    Europe/Dublin       | 30 1 * * *         | 1792882800   | 1792888200
                    """)
    void instantVectorsHold(ZoneId zone, String expression, long from, long next) throws SQLException {
        assertThat(ScheduleExpression.parse(expression).next(from, zone)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    # last minute of the first pass, then on to 02:00 EST: the second pass stays silent
                    America/New_York    | * * * * *          | 1793512740   | 1793516400
                    # in the second pass, at 01:00 EST: the first pass is over
                    America/New_York    | * * * * *          | 1793512800   | 1793512860
                    # 01:30 EDT and 01:29:59 EST: both sides of the guard
                    America/New_York    | 30 1 * * *         | 1793511000   | 1793601000
                    America/New_York    | 30 1 * * *         | 1793514599   | 1793514600
                    # three matches inside one gap, and one right after it
                    America/New_York    | 10,20,30 2 * * *   | 1772946000   | 1772953200
                    America/New_York    | 10,20,30 2 * * *   | 1772953200   | 1773036600
                    America/New_York    | 0 2-3 * * *        | 1772953200   | 1773036000
                    # a day that does not exist has one firing for all its matches
                    Pacific/Apia        | 0 12 30 12 *       | 1325199600   | 1325239200
                    Pacific/Apia        | 0 */6 30 12 *      | 1325239200   | 1356775200
                    # every 28 years
                    UTC                 | 0 0 29 2 1         | 4107456000   | 4486147200
                    America/New_York    | 0 0 29 2 1         | 4107456000   | 4486165200
                    Asia/Tokyo          | 0 0 29 2 1         | 4107456000   | 4486114800
                    """)
    void edgesOfTransitionsHold(ZoneId zone, String expression, long from, long next) throws SQLException {
        assertThat(ScheduleExpression.parse(expression).next(from, zone)).isEqualTo(next);
    }
}
