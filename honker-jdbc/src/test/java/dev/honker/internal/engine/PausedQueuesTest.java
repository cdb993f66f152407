package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Which queues are paused. */
class PausedQueuesTest extends EngineFixture {

    @Test
    void pauseAndResumeSayWhetherTheyChangedAnything() throws SQLException {
        assertThat(PausedQueues.isPaused(session, "q")).isFalse();
        assertThat(PausedQueues.resume(session, "q")).isFalse();
        assertThat(PausedQueues.pause(session, "q")).isTrue();
        assertThat(PausedQueues.pause(session, "q")).isFalse();
        assertThat(PausedQueues.isPaused(session, "q")).isTrue();
        assertThat(PausedQueues.isPaused(session, "other")).isFalse();
        assertThat(PausedQueues.resume(session, "q")).isTrue();
        assertThat(PausedQueues.isPaused(session, "q")).isFalse();
    }

    @Test
    void otherProcessesSeeThePauseAndPeersGoOnClaiming() throws SQLException {
        live("q", "run_at", "1");
        PausedQueues.pause(session, "q");
        try (Connection other = connect()) {
            Session peer = new PlainSession(other);
            assertThat(PausedQueues.isPaused(peer, "q")).isTrue();
            assertThat(Claims.claim(peer, "q", "w", 1, 300)).hasSize(1);
        }
    }

    @Test
    void theLookIsOneSearchOfAnIndex() throws SQLException {
        assertThat(plan(PausedQueues.PAUSED))
                .isEqualTo("SEARCH main._honker_paused_queues USING COVERING INDEX"
                        + " sqlite_autoindex__honker_paused_queues_1 (queue=?)");
    }
}
