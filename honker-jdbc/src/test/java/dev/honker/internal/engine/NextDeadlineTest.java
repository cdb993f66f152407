package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** When a worker has to look at its queue again. */
class NextDeadlineTest extends EngineFixture {

    @Test
    void emptyQueueHasNone() throws SQLException {
        live("other", "run_at", "1");
        held("other", 10, 1);
        assertThat(Jobs.nextDeadline(session, "q")).isNull();
        assertThat(Jobs.heldCount(session, "q")).isZero();
    }

    @Test
    void jobThatIsDueAlreadyCounts() throws SQLException {
        live("q", "run_at", "unixepoch() + 60");
        live("q", "run_at", "17");
        assertThat(Jobs.nextDeadline(session, "q")).isEqualTo(17);
    }

    @Test
    void delayedJobCountsFromItsDate() throws SQLException {
        withinOneSecond(() -> {
            live("q", "run_at", "unixepoch() + 60");
            held("q", 90, 1);
            assertThat(Jobs.nextDeadline(session, "q")).isEqualTo(now() + 60);
        });
    }

    @Test
    void claimCountsFromTheSecondAfterItsLast() throws SQLException {
        withinOneSecond(() -> {
            held("q", 0, 1);
            assertThat(Jobs.nextDeadline(session, "q")).isEqualTo(now() + 1);
            assertThat(Claims.claim(session, "q", "v", 1, 300)).isEmpty();
        });
        withinOneSecond(() -> {
            execute("DELETE FROM _honker_live");
            held("q", -1, 1);
            assertThat(Jobs.nextDeadline(session, "q")).isEqualTo(now());
            assertThat(Claims.claim(session, "q", "v", 1, 300)).hasSize(1);
        });
    }

    @Test
    void jobWhoseLastClaimLapsesCountsBecauseAClaimBuriesIt() throws SQLException {
        withinOneSecond(() -> {
            held("q", -1, 3);
            assertThat(Jobs.nextDeadline(session, "q")).isEqualTo(now());
            assertThat(Claims.claim(session, "q", "v", 1, 300)).isEmpty();
            assertThat(number("SELECT count(*) FROM _honker_dead")).isOne();
            assertThat(Jobs.nextDeadline(session, "q")).isNull();
        });
    }

    @Test
    void jobThatNobodyMayClaimAnyMoreDoesNotCount() throws SQLException {
        withinOneSecond(() -> {
            live("q", "run_at, expires_at", "1, unixepoch()");
            live("q", "state, worker_id, claim_expires_at, expires_at", "'processing', 'w', 1, unixepoch()");
            assertThat(Jobs.nextDeadline(session, "q")).isNull();
            live("q", "run_at, expires_at", "2, unixepoch() + 1");
            assertThat(Jobs.nextDeadline(session, "q")).isEqualTo(2);
        });
    }

    @Test
    void whateverTheQueueHoldsAClaimAtTheDeadlineChangesSomething() throws SQLException {
        String[] rows = {
            "'pending', 5, NULL, 0, NULL", "'pending', 9, NULL, 3, NULL", "'pending', 4, NULL, 0, 1",
            "'processing', 1, 3, 1, NULL", "'processing', 1, 2, 3, NULL", "'processing', 1, 99999999999, 3, NULL",
            "'pending', 99999999999, NULL, 0, NULL", "'processing', 1, 1, 1, 5",
        };
        for (String row : rows) {
            live("q", "state, run_at, claim_expires_at, attempts, expires_at", row);
        }
        int rounds = 0;
        for (Long at = Jobs.nextDeadline(session, "q");
                at != null && at <= now();
                at = Jobs.nextDeadline(session, "q")) {
            long before = number("SELECT total_changes()");
            Claims.claim(session, "q", "w", 1, 300);
            assertThat(number("SELECT total_changes()")).isGreaterThan(before);
            rounds++;
        }
        assertThat(rounds).isBetween(2, 4);
    }

    @Test
    void heldCountLeavesOutWhatHasLapsed() throws SQLException {
        withinOneSecond(() -> {
            live("q", "run_at", "1");
            held("q", -1, 1);
            held("q", 0, 1);
            held("q", 60, 3);
            held("other", 60, 1);
            assertThat(Jobs.heldCount(session, "q")).isEqualTo(2);
        });
    }

    @Test
    void bothReadTheDeadlineIndexesOnly() throws SQLException {
        assertThat(plan(Jobs.NEXT_DEADLINE))
                .contains(
                        "SEARCH main._honker_live USING INDEX _honker_live_pending_deadline (queue=?)",
                        "SEARCH main._honker_live USING INDEX _honker_live_processing_deadline (queue=?)")
                .doesNotContain("TEMP B-TREE", "SCAN main", "SCAN _honker");
        assertThat(plan(Jobs.HELD_COUNT))
                .isEqualTo("SEARCH main._honker_live USING COVERING INDEX _honker_live_processing_deadline"
                        + " (queue=? AND claim_expires_at>?)");
    }
}
