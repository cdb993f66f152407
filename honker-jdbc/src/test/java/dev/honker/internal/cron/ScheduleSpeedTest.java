package dev.honker.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An evaluation is cheap even where nothing matches for a century. */
class ScheduleSpeedTest {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final long TOO_SLOW_NANOS = 10_000_000;

    @ParameterizedTest
    @ValueSource(strings = {"0 0 31 2 *", "* * * 31 2 *", "0 0 30,31 2 *"})
    void centuryWithoutMatchIsRefutedWithinMilliseconds(String expression) throws SQLException {
        ScheduleExpression never = ScheduleExpression.parse(expression);
        assertThat(fastestOfTen(() -> assertThatThrownBy(() -> never.next(1776601800, ZONE))
                        .hasMessageStartingWith("no schedule match")))
                .isLessThan(TOO_SLOW_NANOS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 29 2 1", "59 59 23 31 12 *", "59 59 23 31 12 0"})
    void rareMatchIsFoundWithinMilliseconds(String expression) throws SQLException {
        ScheduleExpression rare = ScheduleExpression.parse(expression);
        assertThat(fastestOfTen(() -> rare.next(1798779600, ZONE))).isLessThan(TOO_SLOW_NANOS);
    }

    /** Why the fastest: the machine is shared, and a slow algorithm is slow every time. */
    private static long fastestOfTen(Evaluation evaluation) throws SQLException {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long start = System.nanoTime();
            evaluation.run();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }

    private interface Evaluation {
        void run() throws SQLException;
    }
}
