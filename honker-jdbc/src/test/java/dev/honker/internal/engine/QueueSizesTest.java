package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.internal.engine.QueueSizes.Stats;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The numbers of a queue's jobs. */
class QueueSizesTest extends EngineFixture {

    @Test
    void emptyQueueHasNothing() throws SQLException {
        live("other", "run_at", "1");
        dead("other", "id", "1000");
        assertThat(QueueSizes.stats(session, "q")).isEqualTo(new Stats(0, 0, 0, 0, 0, 0, null));
        assertThat(QueueSizes.live(session, "q")).isZero();
    }

    @Test
    void everyJobIsOfOneKind() throws SQLException {
        withinOneSecond(() -> {
            String columns = "state, run_at, claim_expires_at, attempts, expires_at";
            live("q", columns, "'pending', 11, NULL, 0, 5");
            live("q", columns, "'pending', 17, NULL, 0, NULL");
            live("q", columns, "'pending', unixepoch(), NULL, 3, unixepoch() + 1");
            live("q", columns, "'pending', unixepoch() + 1, NULL, 0, NULL");
            live("q", columns, "'pending', unixepoch() + 1, NULL, 0, unixepoch()");
            live("q", columns, "'processing', 1, unixepoch(), 1, NULL");
            live("q", columns, "'processing', 1, unixepoch(), 1, unixepoch() - 9");
            live("q", columns, "'processing', 1, unixepoch() - 1, 1, NULL");
            live("q", columns, "'processing', 1, unixepoch() - 1, 3, unixepoch() + 9");
            live("q", columns, "'processing', 1, unixepoch() - 1, 1, unixepoch()");
            dead("q", "id", "1000");
            assertThat(QueueSizes.stats(session, "q")).isEqualTo(new Stats(2, 1, 2, 2, 3, 1, 17L));
            assertThat(QueueSizes.live(session, "q")).isEqualTo(10);
        });
    }

    @Test
    void jobsAreCountedFromIndexesAlone() throws SQLException {
        assertThat(plan(QueueSizes.LIVE))
                .contains(
                        "SEARCH main._honker_live USING COVERING INDEX _honker_live_pending_deadline (queue=?)",
                        "SEARCH main._honker_live USING COVERING INDEX _honker_live_processing_deadline (queue=?)")
                .doesNotContain("SCAN main");
        assertThat(plan(QueueSizes.STATS))
                .contains(
                        "SEARCH main._honker_live USING COVERING INDEX _honker_live_pending_deadline (queue=? AND run_at<?)",
                        "SEARCH main._honker_live USING COVERING INDEX _honker_live_pending_deadline (queue=? AND run_at>?)",
                        "SEARCH main._honker_live USING INDEX _honker_live_expiry (queue=? AND expires_at<?)")
                .doesNotContain("SCAN main._honker_live", "SCAN _honker_live");
    }
}
