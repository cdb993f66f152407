package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.internal.engine.ClaimedJobs.Retried;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a worker can do with a claim while it holds, and nothing once it does not. */
class ClaimedJobsTest extends EngineFixture {

    @Test
    void aClaimThatLapsedIsItsHoldersUntilSomebodyElseTakesTheJob() throws SQLException {
        for (Step step : steps()) {
            execute("DELETE FROM _honker_live");
            execute("DELETE FROM _honker_dead");
            assertThat(step.run(held("q", -100, 1), "w", 1)).as("untaken").isTrue();
            execute("DELETE FROM _honker_live");
            long id = held("q", -100, 1);
            assertThat(Claims.claim(session, "q", "v", 1, 300)).hasSize(1);
            List<?> before = texts(STATE);
            assertThat(step.run(id, "w", 1)).as("taken").isFalse();
            assertThat(texts(STATE)).isEqualTo(before);
        }
    }

    @Test
    void theFormsThatAreFencedByTheWorkerAloneEndWithTheClaimsTime() throws SQLException {
        long id = held("q", -1, 1);
        assertThat(HeldJobs.ack(session, id, "w")).isFalse();
        assertThat(HeldJobs.heartbeat(session, id, "w", 60)).isFalse();
        assertThat(HeldJobs.release(session, id, "w")).isFalse();
    }

    @Test
    void aBeatNeverShortensAClaim() throws SQLException {
        withinOneSecond(() -> {
            execute("DELETE FROM _honker_live");
            long id = held("q", 3600, 1);
            assertThat(ClaimedJobs.beat(session, id, "w", 1, 300)).isTrue();
            assertThat(texts(STATE)).containsExactly(id + "|processing|w|3600|1");
            assertThat(ClaimedJobs.beat(session, id, "w", 1, 7200)).isTrue();
            assertThat(texts(STATE)).containsExactly(id + "|processing|w|7200|1");
        });
    }

    @Test
    void everyStepNeedsTheWorkerAndTheAttempt() throws SQLException {
        long id = held("q", 100, 2);
        for (Step step : steps()) {
            assertThat(step.run(id, "other", 2)).isFalse();
            assertThat(step.run(id, "w", 1)).isFalse();
            assertThat(step.run(id, "w", 3)).isFalse();
            assertThat(step.run(id + 1, "w", 2)).isFalse();
        }
        assertThat(
                        number(
                                "SELECT count(*) FROM _honker_live WHERE state = 'processing' AND attempts = 2 AND worker_id = 'w'"))
                .isOne();
        assertThat(number("SELECT count(*) FROM _honker_dead")).isZero();
    }

    @Test
    void handleOfAnEarlierClaimIsUselessWhenTheSameWorkerClaimsAgain() throws SQLException {
        Jobs.enqueue(session, "q", "p", null, null, 0, 3, null);
        JobRow first = Claims.claim(session, "q", "w", 1, -1).get(0);
        JobRow second = Claims.claim(session, "q", "w", 1, 300).get(0);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(ClaimedJobs.ack(session, first.id(), "w", first.attempts())).isFalse();
        assertThat(ClaimedJobs.ack(session, second.id(), "w", second.attempts()))
                .isTrue();
        assertThat(texts(STATE)).isEmpty();
    }

    @Test
    void retrySaysWhatBecameOfTheJob() throws SQLException {
        long again = held("q", 100, 1);
        long last = held("q", 100, 3);
        long lapsed = held("q", -10, 3);
        assertThat(ClaimedJobs.retry(session, again, "w", 1, 700, "ignored")).isEqualTo(Retried.RETRIED);
        assertThat(ClaimedJobs.retry(session, last, "w", 3, 7, "why")).isEqualTo(Retried.DEAD);
        assertThat(ClaimedJobs.retry(session, last, "w", 3, 7, "why")).isEqualTo(Retried.LOST);
        assertThat(ClaimedJobs.retry(session, lapsed, "w", 3, 7, "late")).isEqualTo(Retried.DEAD);
        assertThat(texts(STATE)).containsExactly(again + "|pending|-|-|1");
        assertThat(number("SELECT run_at - unixepoch() FROM _honker_live WHERE id = " + again))
                .isBetween(600L, 700L);
        assertThat(texts("SELECT id || '|' || last_error || '|' || attempts FROM _honker_dead"))
                .containsExactly(last + "|why|3", lapsed + "|late|3");
    }

    @Test
    void failMakesADeadLetterWhateverAttemptsAreLeft() throws SQLException {
        long id = held("q", 100, 1);
        assertThat(ClaimedJobs.fail(session, id, "w", 1, "why")).isTrue();
        assertThat(texts(STATE)).isEmpty();
        assertThat(texts("SELECT last_error FROM _honker_dead WHERE id = ?1", id))
                .containsExactly("why");
    }

    @Test
    void heartbeatMovesTheEndOfTheClaimEitherWay() throws SQLException {
        withinOneSecond(() -> {
            long id = held("q", 100, 1);
            assertThat(ClaimedJobs.heartbeat(session, id, "w", 1, 300)).isTrue();
            assertThat(texts(STATE)).containsExactly(id + "|processing|w|300|1");
            assertThat(ClaimedJobs.heartbeat(session, id, "w", 1, -1)).isTrue();
            assertThat(texts(STATE)).containsExactly(id + "|processing|w|-1|1");
        });
    }

    @Test
    void releaseUndoesTheClaim() throws SQLException {
        long id = live("q", "run_at, priority, expires_at", "17, 3, 99999999999");
        String all = "SELECT queue || run_at || priority || expires_at || created_at || max_attempts FROM _honker_live";
        List<?> before = texts(all);
        long attempts = Claims.claim(session, "q", "w", 1, 300).get(0).attempts();
        assertThat(ClaimedJobs.release(session, id, "w", attempts)).isTrue();
        assertThat(texts(STATE)).containsExactly(id + "|pending|-|-|0");
        assertThat(texts(all)).isEqualTo(before);
        assertThat(ClaimedJobs.release(session, id, "w", attempts)).isFalse();
        assertThat(Claims.claim(session, "q", "v", 1, 300)).singleElement().satisfies(job -> assertThat(job.attempts())
                .isOne());
    }

    @Test
    void releaseNeverCountsBelowNoAttempts() throws SQLException {
        long fenced = held("q", 100, 0);
        long unfenced = held("q", 100, 0);
        assertThat(ClaimedJobs.release(session, fenced, "w", 0)).isTrue();
        assertThat(HeldJobs.release(session, unfenced, "w")).isTrue();
        assertThat(texts(STATE)).containsExactly(fenced + "|pending|-|-|0", unfenced + "|pending|-|-|0");
    }

    @Test
    void releaseByIdNeedsTheWorkerAndAClaimThatHolds() throws SQLException {
        long held = held("q", 100, 2);
        long lapsed = held("q", -1, 2);
        assertThat(HeldJobs.release(session, held, "other")).isFalse();
        assertThat(HeldJobs.release(session, lapsed, "w")).isFalse();
        assertThat(HeldJobs.release(session, held, "w")).isTrue();
        assertThat(texts(STATE).get(0)).isEqualTo(held + "|pending|-|-|1");
    }

    @Test
    void lastAttemptThatWasReleasedRunsAgainAndDoesNotDie() throws SQLException {
        long id = held("q", 100, 3);
        assertThat(ClaimedJobs.release(session, id, "w", 3)).isTrue();
        assertThat(Claims.claim(session, "q", "v", 1, 300)).hasSize(1);
        assertThat(number("SELECT count(*) FROM _honker_dead")).isZero();
    }

    @Test
    void failedMoveIntoTheDeadLettersLeavesTheJob() throws SQLException {
        long id = held("q", 100, 3);
        execute("CREATE TRIGGER refuse BEFORE DELETE ON _honker_live BEGIN SELECT RAISE(ABORT, 'no'); END");
        assertThatThrownBy(() -> ClaimedJobs.fail(session, id, "w", 3, "why")).hasMessageContaining("no");
        assertThatThrownBy(() -> ClaimedJobs.retry(session, id, "w", 3, 0, "why"))
                .hasMessageContaining("no");
        assertThat(number("SELECT count(*) FROM _honker_live")).isOne();
        assertThat(number("SELECT count(*) FROM _honker_dead")).isZero();
    }

    @Test
    void secondsThatWouldOverflowAreRefused() {
        assertThatThrownBy(() -> ClaimedJobs.heartbeat(session, 1, "w", 1, Long.MAX_VALUE))
                .hasMessageContaining("extend_s");
        assertThatThrownBy(() -> ClaimedJobs.retry(session, 1, "w", 1, Long.MAX_VALUE, ""))
                .hasMessageContaining("delay_s");
    }

    @Test
    void everyStepFindsTheJobByItsId() throws SQLException {
        for (String sql : List.of(
                ClaimedJobs.ACK,
                ClaimedJobs.HEARTBEAT,
                ClaimedJobs.BEAT,
                ClaimedJobs.RETRY,
                ClaimedJobs.RELEASE,
                HeldJobs.RELEASE,
                DeadLetters.COPY_CLAIMED)) {
            assertThat(plan(sql)).isEqualTo("SEARCH main._honker_live USING INTEGER PRIMARY KEY (rowid=?)");
        }
    }

    private List<Step> steps() {
        return List.of(
                (id, worker, attempts) -> ClaimedJobs.ack(session, id, worker, attempts),
                (id, worker, attempts) -> ClaimedJobs.heartbeat(session, id, worker, attempts, 60),
                (id, worker, attempts) -> ClaimedJobs.retry(session, id, worker, attempts, 0, "e") != Retried.LOST,
                (id, worker, attempts) -> ClaimedJobs.fail(session, id, worker, attempts, "e"),
                (id, worker, attempts) -> ClaimedJobs.release(session, id, worker, attempts));
    }

    @FunctionalInterface
    private interface Step {
        boolean run(long id, String worker, long attempts) throws SQLException;
    }
}
