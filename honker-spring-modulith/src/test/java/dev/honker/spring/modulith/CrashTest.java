package dev.honker.spring.modulith;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of publications whose process died. */
class CrashTest extends ShopFixture {

    private static final String RESTART = "spring.modulith.events.republish-outstanding-events-on-restart=true";
    private static final String TABLE = "event_publication";

    @ParameterizedTest
    @ValueSource(strings = {"PUBLISHED", "PROCESSING", "FAILED"})
    void whatWasNotCompleteIsHandledAfterARestart(String status) throws Exception {
        leave(status, 0);
        start(RESTART);
        assertThat(attempt().id()).isEqualTo(1);
        await(1, TABLE, "completion_date IS NOT NULL");
    }

    @Test
    void whatWasSubmittedAgainAndNotBegunIsHandledAfterARestartTenMinutesLater() throws Exception {
        leave("RESUBMITTED", 600);
        start(RESTART);
        assertThat(attempt().id()).isEqualTo(1);
        await(1, TABLE, "completion_date IS NOT NULL");
    }

    @Test
    @EnabledIfSystemProperty(named = "tool.version", matches = "2\\..*")
    void whatWasSubmittedAgainAMomentAgoIsLeftToWhoDidSo() throws Exception {
        leave("RESUBMITTED", 500);
        start(RESTART);
        assertThat(count(TABLE, "status = 'RESUBMITTED' AND completion_date IS NULL"))
                .isEqualTo(1);
        orders().place(2, "a tape");
        assertThat(attempt().id()).isEqualTo(2);
        await(1, TABLE, "completion_date IS NOT NULL");
        assertThat(letters().attempts()).isEmpty();
    }

    @Test
    void howLongAResubmissionMayWaitIsConfigured() throws Exception {
        leave("RESUBMITTED", 61);
        start(
                RESTART,
                "spring.modulith.events.staleness.resubmitted=1m",
                "spring.modulith.events.staleness.check-interval=1h");
        assertThat(attempt().id()).isEqualTo(1);
        await(1, TABLE, "completion_date IS NOT NULL");
    }

    /** A publication that is not complete, as of some seconds ago. */
    private void leave(String status, int seconds) throws Exception {
        start();
        letters().outOfPaper(true);
        orders().place(1, "a record");
        attempt();
        closeShop();
        execute("UPDATE event_publication SET status = '" + status + "', last_resubmission_date = (unixepoch() - "
                + seconds + ") * 1000");
    }
}
