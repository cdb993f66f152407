package dev.honker.internal.janitor;

import dev.honker.ClockFixture;
import dev.honker.JanitorOptions;
import dev.honker.Queue;
import dev.honker.ResultOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A janitor by a clock that is set. */
class JanitorClockTest extends ClockFixture {

    @Test
    void aJanitorComesWhenItsIntervalIsOverOnTheClock() {
        Queue queue = db.queue("mail");
        JanitorOptions daily = JanitorOptions.builder()
                .every(Duration.ofDays(1))
                .expiredResults(true)
                .build();
        db.janitor(daily);
        for (int day = 1; day <= 3; day++) {
            awaitSleep("honker-janitor");
            queue.saveResult(day, "{}", ResultOptions.ttl(seconds(60)));
            clock.advance(Duration.ofDays(1));
            await("the result's end", () -> number("SELECT count(*) FROM _honker_results") == 0);
        }
    }
}
