package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A year of ticks in zones with all kinds of changes of the clocks, against every minute of that year, one by one; {@code
 * -Dseed=N} repeats a run whose seed a failure printed.
 */
class YearOfSchedulesTest extends ClockFixture {

    /** Short enough that no schedule misses more than the 64 boundaries of one tick. */
    private static final int LONGEST_STEP_SECONDS = 20 * 3_600;

    /** An expression, what it means in the test's own words, and which seconds of a minute that fits it selects. */
    private record Case(String expression, Predicate<LocalDateTime> minute, int... seconds) {}

    private static final List<Case> CASES = List.of(
            new Case("*/30 * * * *", t -> t.getMinute() == 0 || t.getMinute() == 30, 0),
            new Case("0 * * * *", t -> t.getMinute() == 0, 0),
            new Case("30 2 * * *", at(2, 30), 0),
            new Case("30 1 * * *", at(1, 30), 0),
            new Case("45 1 * * *", at(1, 45), 0),
            new Case("0 0 * * *", at(0, 0), 0),
            new Case("15 0-4 * * *", t -> t.getMinute() == 15 && t.getHour() <= 4, 0),
            new Case("0 3 * * 0", at(3, 0).and(t -> weekday(t) == 0), 0),
            new Case("0 12 13 * 5", at(12, 0).and(t -> t.getDayOfMonth() == 13 && weekday(t) == 5), 0),
            new Case("0 0 1 * *", at(0, 0).and(t -> t.getDayOfMonth() == 1), 0),
            new Case("59 23 28-31 * *", at(23, 59).and(t -> t.getDayOfMonth() >= 28), 0),
            new Case("5/10 3 * * *", at(3, 5), 0),
            new Case(
                    "0 2,3 * 3,4,9,10,11 *",
                    at(2, 0).or(at(3, 0)).and(t -> List.of(3, 4, 9, 10, 11).contains(t.getMonthValue())),
                    0),
            new Case("*/20 45 1-2 * * *", at(1, 45).or(at(2, 45)), 0, 20, 40),
            new Case(
                    "7 7 */6 * * 1-5",
                    t -> t.getMinute() == 7 && t.getHour() % 6 == 0 && weekday(t) >= 1 && weekday(t) <= 5,
                    7),
            new Case("30 59 23 31 12 *", at(23, 59).and(t -> t.getMonthValue() == 12 && t.getDayOfMonth() == 31), 30));

    private static final Map<String, Long> INTERVALS =
            Map.of("@every 7h", 25_200L, "@every 90m", 5_400L, "@every1d", 86_400L);

    private final long seed = Long.getLong("seed", System.nanoTime());

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026",
        "Europe/Dublin, 2026",
        "Australia/Lord_Howe, 2026",
        "Pacific/Apia, 2011",
        "Africa/Casablanca, 2026",
        "America/Sao_Paulo, 2018",
    })
    void aYearOfTicksFiresWhatAWalkThroughItsMinutesExpects(ZoneId zone, int year) {
        long start = LocalDateTime.of(year, 1, 1, 0, 0).atZone(zone).toEpochSecond();
        long end = LocalDateTime.of(year + 1, 1, 1, 0, 0).atZone(zone).toEpochSecond();
        clock.advance(Duration.ofSeconds(start - HandClock.START));
        Scheduler scheduler = db.scheduler(zone);
        CASES.forEach(each -> scheduler.add(each.expression, "q", CronSchedule.cron(each.expression), "1"));
        INTERVALS.keySet().forEach(each -> scheduler.add(each, "q", CronSchedule.cron(each), "1"));

        Map<String, List<Long>> fired = tickThrough(scheduler, start, end);

        assertThat(zone.getRules().nextTransition(Instant.ofEpochSecond(start)).toEpochSecond())
                .as("the year has a change of the clocks")
                .isLessThan(end);
        for (Case each : CASES) {
            assertThat(fired.getOrDefault(each.expression, List.of()))
                    .as("%s in %s %d, seed %d", each.expression, zone, year, seed)
                    .isEqualTo(walk(each, zone, start, end));
        }
        INTERVALS.forEach((expression, seconds) -> {
            List<Long> expected = new ArrayList<>();
            for (long at = start + seconds; at <= end; at += seconds) {
                expected.add(at);
            }
            assertThat(fired.get(expression)).as(expression).isEqualTo(expected);
        });
    }

    private Map<String, List<Long>> tickThrough(Scheduler scheduler, long start, long end) {
        Random random = new Random(seed);
        Map<String, List<Long>> fired = new TreeMap<>();
        for (long now = start; now < end; ) {
            long step = Math.min(end - now, 1 + random.nextInt(random.nextInt(8) == 0 ? 90 : LONGEST_STEP_SECONDS));
            clock.advance(Duration.ofSeconds(step));
            now += step;
            Fires fires = scheduler.fireDue(clock.instant());
            assertThat(fires.skipped()).isEmpty();
            assertThat(fires.broken()).isEmpty();
            for (Fire fire : fires.fires()) {
                fired.computeIfAbsent(fire.schedule(), key -> new ArrayList<>())
                        .add(fire.fireAt().getEpochSecond());
            }
        }
        return fired;
    }

    /**
     * Fires at what the wall clock shows, minute by minute, if it is later than what it showed at the last fire: so a repeated
     * hour fires once. Where the clocks were put forward, one fire stands for all that the skipped minutes would have fired.
     */
    private static List<Long> walk(Case wanted, ZoneId zone, long start, long end) {
        List<Long> fires = new ArrayList<>();
        LocalDateTime shown = civil(start, zone);
        LocalDateTime last = shown;
        for (long minute = start + 60; minute <= end; minute += 60) {
            LocalDateTime before = shown.plusMinutes(1);
            shown = civil(minute, zone);
            for (LocalDateTime skipped = before; skipped.isBefore(shown); skipped = skipped.plusMinutes(1)) {
                if (wanted.minute.test(skipped) && last.isBefore(shown)) {
                    fires.add(minute);
                    last = shown;
                }
            }
            if (wanted.minute.test(shown)) {
                for (int second : wanted.seconds) {
                    LocalDateTime exact = shown.plusSeconds(second);
                    if (exact.isAfter(last) && minute + second <= end) {
                        fires.add(minute + second);
                        last = exact;
                    }
                }
            }
        }
        return fires;
    }

    private static LocalDateTime civil(long instant, ZoneId zone) {
        return LocalDateTime.ofInstant(Instant.ofEpochSecond(instant), zone);
    }

    private static Predicate<LocalDateTime> at(int hour, int minute) {
        return time -> time.getHour() == hour && time.getMinute() == minute;
    }

    /** 0 is Sunday. */
    private static int weekday(LocalDateTime time) {
        return time.getDayOfWeek().getValue() % 7;
    }
}
