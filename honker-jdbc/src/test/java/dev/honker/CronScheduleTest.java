package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The conformance vectors of schedules, asked of a {@link CronSchedule} and of a schedule that is added at the time. */
class CronScheduleTest extends ClockFixture {

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
    void civilVectorsHold(String expression, LocalDateTime from, LocalDateTime next) {
        for (String zone : new String[] {"UTC", "America/New_York", "Asia/Kathmandu", "Africa/Casablanca"}) {
            ZoneId id = ZoneId.of(zone);
            assertNext(
                    expression, from.atZone(id).toEpochSecond(), next.atZone(id).toEpochSecond(), id);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    US/Eastern          | 0 * * * * *        | 1772953199   | 1772953200
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
    void instantVectorsHold(ZoneId zone, String expression, long from, long next) {
        assertNext(expression, from, next, zone);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                          | schedule expression requires 5 or 6 cron fields, or '@every <n><unit>'; got 0: ""
                    * * *                       | schedule expression requires 5 or 6 cron fields, or '@every <n><unit>'; got 3: "* * *"
                    * * * *                     | schedule expression requires 5 or 6 cron fields, or '@every <n><unit>'; got 4: "* * * *"
                    @daily                      | schedule expression requires 5 or 6 cron fields, or '@every <n><unit>'; got 1: "@daily"
                    @EVERY 5s                   | schedule expression requires 5 or 6 cron fields, or '@every <n><unit>'; got 2: "@EVERY 5s"
                    * * * * * * *               | schedule expression requires 5 or 6 cron fields, or '@every <n><unit>'; got 7: "* * * * * * *"
                    ? * * * *                   | cron field "?" not an integer
                    * * * * SUN                 | cron field "SUN" not an integer
                    /5 * * * *                  | cron field "/5" not an integer
                    1- * * * *                  | cron field "1-" not an integer
                    -1 * * * *                  | cron field "-1" not an integer
                    1-5-7 * * * *               | cron field "1-5-7" not an integer
                    1, * * * *                  | cron field "" not an integer
                    *-5 * * * *                 | cron field "*-5" not an integer
                    */x * * * *                 | cron step must be a positive integer: "*/x"
                    */ * * * *                  | cron step must be a positive integer: "*/"
                    1/2/3 * * * *               | cron step must be a positive integer: "1/2/3"
                    */0 * * * *                 | cron step must be positive: "*/0"
                    60 * * * *                  | cron field "60" out of range [0,59] or inverted
                    60 * * * * *                | cron field "60" out of range [0,59] or inverted
                    * 24 * * *                  | cron field "24" out of range [0,23] or inverted
                    * * 24 * * *                | cron field "24" out of range [0,23] or inverted
                    30-10 * * * *               | cron field "30-10" out of range [0,59] or inverted
                    * * 0 * *                   | cron field "0" out of range [1,31] or inverted
                    * * 32 * *                  | cron field "32" out of range [1,31] or inverted
                    * * * 0 *                   | cron field "0" out of range [1,12] or inverted
                    * * * 13 *                  | cron field "13" out of range [1,12] or inverted
                    * * * * 7                   | cron field "7" out of range [0,6] or inverted
                    * * * * 5-7                 | cron field "5-7" out of range [0,6] or inverted
                    0 0 31 2 *                  | no schedule match found within 100 years after local datetime 1970-01-01T00:00:00
                    @every                      | interval expression must be '@every <n><unit>'
                    @everyday                   | interval expression must be '@every <n><unit>'; got "day"
                    @every 5                    | interval expression must be '@every <n><unit>'; got "5"
                    @every s                    | interval expression must be '@every <n><unit>'; got "s"
                    @every +5s                  | interval expression must be '@every <n><unit>'; got "+5s"
                    @every -5s                  | interval expression must be '@every <n><unit>'; got "-5s"
                    @every 9223372036854775808s | interval count must be an integer: "9223372036854775808s"
                    @every 0s                   | interval count must be positive: "0s"
                    @every 5w                   | unsupported interval unit "w"; expected one of s, m, h, d
                    @every 5 s                  | unsupported interval unit " s"; expected one of s, m, h, d
                    @every 1.5s                 | unsupported interval unit ".5s"; expected one of s, m, h, d
                    @every 1h30m                | unsupported interval unit "h30m"; expected one of s, m, h, d
                    @every 9223372036854775807m | interval is too large: "9223372036854775807m"
                    """)
    void whatIsNoScheduleIsRefusedWithTheContractsText(String expression, String message) {
        assertThatThrownBy(() -> CronSchedule.cron(expression))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage(message);
    }

    @Test
    void whatLeavesTheCalendarIsRefusedWithTheContractsText() {
        CronSchedule rare = CronSchedule.cron("@every 9223372036854775807s");
        assertThatThrownBy(() -> rare.nextAfter(Instant.ofEpochSecond(1)))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("next interval overflows unix timestamp for \"@every 9223372036854775807s\"");
        assertThatThrownBy(() -> rare.nextAfter(Instant.EPOCH))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageStartingWith("from must lie so that an Instant can hold the next boundary");
        assertThatThrownBy(() -> CronSchedule.cron("* * * * *").nextAfter(Instant.MAX))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("invalid timestamp: " + Instant.MAX.getEpochSecond());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    @every5s         | 5
                    @every   5s      | 5
                    +5 * * * *       | 300
                    05 * * * *       | 300
                    *,5 * * * *      | 60
                    `*\t*\n*\u00a0* *` | 60
                    """)
    void acceptedOdditiesAreKeptToTheLetter(String expression, long next) {
        assertNext(expression, 0, next, ZoneOffset.UTC);
    }

    @Test
    void aCrontabIsNoInterval() {
        assertThat(CronSchedule.crontab("0 3 * * *").expression()).isEqualTo("0 3 * * *");
        assertThatThrownBy(() -> CronSchedule.crontab("@every 5s"))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("a crontab must have 5 or 6 fields; use every(…) for intervals, but is \"@every 5s\"");
    }

    @Test
    void anIntervalIsWholeSecondsAboveZero() {
        assertThat(CronSchedule.every(Duration.ofHours(2))).isEqualTo(CronSchedule.cron("@every 7200s"));
        assertThat(CronSchedule.every(Duration.ofHours(2))).hasSameHashCodeAs(CronSchedule.cron("@every 7200s"));
        assertThat(CronSchedule.every(Duration.ofHours(2))).isNotEqualTo(CronSchedule.cron("@every 2h"));
        assertThatThrownBy(() -> CronSchedule.every(Duration.ZERO)).hasMessage("interval must be positive, but is 0 s");
        assertThatThrownBy(() -> CronSchedule.every(Duration.ofMillis(1500)))
                .hasMessage("interval must be whole seconds, but is 1.5 s");
        assertThatThrownBy(() -> CronSchedule.every(null)).hasMessage("interval must not be null");
    }

    @Test
    void nextIsLaterThanAMomentWithinASecond() {
        Instant from = Instant.parse("2026-04-19T12:30:59.999Z");
        assertThat(CronSchedule.cron("* * * * *").nextAfter(from, ZoneOffset.UTC))
                .isEqualTo(Instant.parse("2026-04-19T12:31:00Z"));
        assertThat(CronSchedule.cron("@every 1s").nextAfter(from)).isEqualTo(Instant.parse("2026-04-19T12:31:00Z"));
    }

    @Test
    void withoutAZoneItIsTheProcesss() {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            assertThat(CronSchedule.cron("0 3 * * *").nextAfter(Instant.EPOCH))
                    .isEqualTo(Instant.ofEpochSecond(18 * 3_600));
            assertThat(db.scheduler().zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** By itself, and as the boundary of a schedule that is added at that time. */
    private void assertNext(String expression, long from, long next, ZoneId zone) {
        CronSchedule schedule = CronSchedule.cron(expression);
        assertThat(schedule.nextAfter(Instant.ofEpochSecond(from), zone))
                .as("%s in %s", expression, zone)
                .isEqualTo(Instant.ofEpochSecond(next));
        clock.advance(Duration.between(clock.instant(), Instant.ofEpochSecond(from)));
        Scheduler scheduler = db.scheduler(zone);
        scheduler.remove("n");
        scheduler.add("n", "q", schedule, "1");
        assertThat(scheduler.list())
                .as("%s in %s", expression, zone)
                .extracting(Schedule::expression, Schedule::nextFireAt)
                .containsExactly(tuple(expression, Instant.ofEpochSecond(next)));
        assertThat(scheduler.tick(Instant.ofEpochSecond(next - 1))).isZero();
        assertThat(scheduler.tick(Instant.ofEpochSecond(next))).isEqualTo(1);
    }
}
