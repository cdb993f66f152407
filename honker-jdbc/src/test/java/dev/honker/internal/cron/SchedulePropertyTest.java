package dev.honker.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What holds for every schedule, zone and instant. {@code -Drepeat=N} runs N times as many cases, {@code -Dseed=N} repeats a
 * run whose seed a failure printed.
 */
class SchedulePropertyTest {

    private static final int CASES = 4_000 * Integer.getInteger("repeat", 1);
    private static final int CHAIN = 4;

    /** What {@link #next} returns if the schedule never fires again. */
    private static final long NEVER = Long.MAX_VALUE;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void nextAgreesWithAnEnumerationOfCivilTime() throws SQLException {
        int decided = 0;
        for (int i = 0; i < CASES; i++) {
            RandomCase drawn = RandomCase.next(random);
            CivilOracle oracle = new CivilOracle(drawn);
            long expected = oracle.next(drawn.from());
            long actual = next(drawn);
            if (expected != CivilOracle.NOT_IN_WINDOW) {
                decided++;
                assertThat(actual).as(describe(drawn)).isEqualTo(expected);
            } else if (actual != NEVER) {
                assertThat(oracle.civil(actual)).as(describe(drawn)).isAfterOrEqualTo(oracle.windowEnd(drawn.from()));
            }
        }
        assertThat(decided).as("cases in which the window was long enough").isGreaterThan(CASES / 2);
    }

    @Test
    void chainOfFiringsRisesMatchesAndSkipsNothing() throws SQLException {
        for (int i = 0; i < CASES; i++) {
            RandomCase drawn = RandomCase.next(random);
            CivilOracle oracle = new CivilOracle(drawn);
            for (int link = 0; link < CHAIN; link++) {
                long next = next(drawn);
                if (next == NEVER) {
                    break;
                }
                assertThat(next).as(describe(drawn)).isGreaterThan(drawn.from());
                assertThat(oracle.mayFire(next))
                        .as("%s: %d matches", describe(drawn), next)
                        .isTrue();
                assertThat(oracle.skippedBetween(drawn.from(), next))
                        .as("%s: skipped before %d", describe(drawn), next)
                        .isEqualTo(CivilOracle.NOT_IN_WINDOW);
                drawn = drawn.at(next);
            }
        }
    }

    /** Why only for starts in civil order: in the second pass of an overlap a schedule knows nothing of the first. */
    @Test
    void laterStartNeverFiresEarlierUnlessClocksWereTurnedBackBetween() throws SQLException {
        for (int i = 0; i < CASES; i++) {
            RandomCase earlier = RandomCase.next(random);
            RandomCase later = earlier.at(earlier.from() + random.nextInt(random.nextBoolean() ? 7_200 : 200_000));
            CivilOracle oracle = new CivilOracle(earlier);
            if (!oracle.civil(later.from()).isBefore(oracle.civil(earlier.from()))) {
                assertThat(next(later))
                        .as("%s, then from %d", describe(earlier), later.from())
                        .isGreaterThanOrEqualTo(next(earlier));
            }
        }
    }

    private static long next(RandomCase drawn) throws SQLException {
        ScheduleExpression schedule = ScheduleExpression.parse(drawn.fields().text());
        try {
            return schedule.next(drawn.from(), drawn.zone());
        } catch (SQLDataException e) {
            assertThat(e.getMessage()).startsWith("no schedule match found within 100 years");
            return NEVER;
        }
    }

    private String describe(RandomCase drawn) {
        return "-Dseed=" + seed + ": " + drawn.fields().text() + " in " + drawn.zone() + " from " + drawn.from();
    }
}
