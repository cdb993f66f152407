package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Notifications and jobs that nobody holds. */
public interface JobContract extends FunctionFixture {

    @Test
    default void notificationIsARowAndItsIdIsReturned() throws SQLException {
        withinOneSecond(now -> {
            assertThat(call("notify", "orders", "not json")).isEqualTo(1L);
            assertThat(call("notify", "", "")).isEqualTo(2L);
            assertThat(rows("SELECT id, channel, payload, created_at FROM _honker_notifications"))
                    .containsExactly("1|orders|not json|" + now, "2|||" + now);
        });
    }

    @Test
    default void enqueuedJobHasTheRowOfTheContract() throws SQLException {
        withinOneSecond(now -> {
            long id = number("honker_enqueue", "q", "p", null, null, -7, 5, null);
            assertThat(rows("SELECT * FROM _honker_live"))
                    .containsExactly(id + "|q|p|pending|-7|" + now + "|null|null|0|5|" + now + "|null");
            assertThat(rows("SELECT * FROM _honker_notifications")).isEmpty();
        });
    }

    @Test
    default void delayBeatsRunAt() throws SQLException {
        withinOneSecond(now -> {
            number("honker_enqueue", "q", "p", 5, 10, 0, 3, null);
            number("honker_enqueue", "q", "p", 5, null, 0, 3, 60);
            number("honker_enqueue", "q", "p", null, -10, 0, 3, 0);
            number("honker_enqueue", "q", "p", 0, 0, 0, 3, -60);
            assertThat(rows("SELECT run_at - unixepoch(), expires_at - unixepoch() FROM _honker_live ORDER BY id"))
                    .containsExactly("10|null", (5 - now) + "|60", "-10|0", "0|-60");
        });
    }

    @Test
    default void oddJobsAreAccepted() throws SQLException {
        long id = number("honker_enqueue", "", "", Long.MAX_VALUE, null, Long.MIN_VALUE, -1, null);
        assertThat(rows("SELECT id, run_at, priority, max_attempts FROM _honker_live"))
                .containsExactly(id + "|9223372036854775807|-9223372036854775808|-1");
    }

    @Test
    default void idsAreNeverUsedTwice() throws SQLException {
        long first = enqueue("q", "p");
        assertThat(call("honker_cancel", first)).isEqualTo(1L);
        assertThat(enqueue("q", "p")).isEqualTo(first + 1);
    }

    @Test
    default void jobIsDescribedToTheByte() throws SQLException {
        withinOneSecond(now -> {
            long id = number("honker_enqueue", "q", "p", 7, null, 2, 3, 60);
            assertThat(text("honker_get_job", id))
                    .isEqualTo("{\"attempts\":0,\"claim_expires_at\":null,\"created_at\":" + now + ",\"expires_at\":"
                            + (now + 60) + ",\"id\":" + id + ",\"max_attempts\":3,\"payload\":\"p\",\"priority\":2,"
                            + "\"queue\":\"q\",\"run_at\":7,\"state\":\"pending\",\"worker_id\":null}");
            text("honker_claim_batch", "q", "w", 1, 30);
            assertThat(text("honker_get_job", id))
                    .isEqualTo(
                            "{\"attempts\":1,\"claim_expires_at\":" + (now + 30) + ",\"created_at\":" + now
                                    + ",\"expires_at\":" + (now + 60) + ",\"id\":" + id
                                    + ",\"max_attempts\":3,\"payload\":\"p\","
                                    + "\"priority\":2,\"queue\":\"q\",\"run_at\":7,\"state\":\"processing\",\"worker_id\":\"w\"}");
        });
        assertThat(text("honker_get_job", 4711)).isEqualTo("");
    }

    @Test
    default void cancelTakesPendingAndHeldJobsOfAnybody() throws SQLException {
        long pending = enqueue("a", "p");
        long held = held("b", "w");
        assertThat(call("honker_cancel", pending)).isEqualTo(1L);
        assertThat(call("honker_cancel", held)).isEqualTo(1L);
        assertThat(call("honker_cancel", held)).isEqualTo(0L);
        assertThat(call("honker_ack", held, "w")).isEqualTo(0L);
        assertThat(rows("SELECT * FROM _honker_live UNION ALL SELECT *, 0, 0 FROM _honker_dead"))
                .isEmpty();
    }

    @Test
    default void expiredJobWaitsForTheSweep() throws SQLException {
        long id = number("honker_enqueue", "q", "p", null, null, 0, 3, 0);
        assertThat(text("honker_claim_batch", "q", "w", 1, 300)).isEqualTo("[]");
        assertThat(text("honker_get_job", id)).contains("\"pending\"");
        assertThat(call("honker_sweep_expired", "q")).isEqualTo(1L);
        assertThat(rows("SELECT id, last_error FROM _honker_dead")).containsExactly(id + "|expired");
    }
}
