package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a worker does with its jobs. */
public interface HeldJobContract extends FunctionFixture {

    @Test
    default void everyOperationHoldsInTheSecondOfTheDeadlineAndNotAfter() throws SQLException {
        for (List<Object> operation : List.of(
                List.<Object>of("honker_ack", "w"),
                List.<Object>of("honker_retry", "w", 0, "e"),
                List.<Object>of("honker_fail", "w", "e"),
                List.<Object>of("honker_heartbeat", "w", 5))) {
            withinOneSecond(now -> {
                long id = held("q", "w");
                sql("UPDATE _honker_live SET claim_expires_at = unixepoch() - 1 WHERE id = " + id);
                assertThat(on(id, operation)).as("lapsed %s", operation).isEqualTo(0L);
                sql("UPDATE _honker_live SET claim_expires_at = unixepoch() WHERE id = " + id);
                assertThat(on(id, operation)).as("last second %s", operation).isEqualTo(1L);
                sql("DELETE FROM _honker_live");
            });
        }
    }

    @Test
    default void nobodyElseMayTouchAHeldJob() throws SQLException {
        long id = held("q", "w");
        String before = text("honker_get_job", id);
        for (long other : new long[] {id, id + 1}) {
            String worker = other == id ? "thief" : "w";
            assertThat(call("honker_ack", other, worker)).isEqualTo(0L);
            assertThat(call("honker_ack_batch", "[" + other + "]", worker)).isEqualTo(0L);
            assertThat(call("honker_retry", other, worker, 0, "")).isEqualTo(0L);
            assertThat(call("honker_fail", other, worker, "")).isEqualTo(0L);
            assertThat(call("honker_heartbeat", other, worker, 5)).isEqualTo(0L);
        }
        assertThat(text("honker_get_job", id)).isEqualTo(before);
    }

    @Test
    default void acknowledgedJobIsGone() throws SQLException {
        long id = held("q", "w");
        assertThat(call("honker_ack", id, "w")).isEqualTo(1L);
        assertThat(call("honker_ack", id, "w")).isEqualTo(0L);
        assertThat(rows("SELECT * FROM _honker_live")).isEmpty();
        assertThat(rows("SELECT * FROM _honker_dead")).isEmpty();
    }

    @Test
    default void batchAcknowledgesWhatIsHeldAndSkipsTheRest() throws SQLException {
        bootstrap();
        sql("INSERT INTO _honker_live(id, queue, payload, state, worker_id, claim_expires_at) VALUES"
                + " (1,'q','','processing','w',99999999999), (2,'q','','processing','w',99999999999),"
                + " (3,'q','','processing','w',99999999999), (4,'q','','processing','x',99999999999),"
                + " (5,'q','','processing','w',1), (6,'q','','pending',NULL,NULL),"
                + " (7,'q','','processing','w',99999999999), (8,'q','','processing','w',99999999999)");
        assertThat(call("honker_ack_batch", "[1,1,\"2\",3.0,4,5,6,null,[7],7.5,99]", "w"))
                .isEqualTo(3L);
        assertThat(rows("SELECT id FROM _honker_live ORDER BY id")).containsExactly("4", "5", "6", "7", "8");
        assertThat(call("honker_ack_batch", "{\"a\":7}", "w")).isEqualTo(1L);
        assertThat(call("honker_ack_batch", "8", "w")).isEqualTo(1L);
        assertThat(call("honker_ack_batch", "[]", "w")).isEqualTo(0L);
        assertThat(error("honker_ack_batch", "", "w")).isEqualTo("malformed JSON");
        assertThat(error("honker_ack_batch", "[1", "w")).isEqualTo("malformed JSON");
    }

    @Test
    default void heartbeatCountsFromNowAndMayShorten() throws SQLException {
        withinOneSecond(now -> {
            long id = held("q", "w");
            assertThat(call("honker_heartbeat", id, "w", 5)).isEqualTo(1L);
            assertThat(rows("SELECT claim_expires_at - unixepoch() FROM _honker_live"))
                    .containsExactly("5");
            assertThat(call("honker_heartbeat", id, "w", -1)).isEqualTo(1L);
            assertThat(call("honker_heartbeat", id, "w", 5)).isEqualTo(0L);
            sql("DELETE FROM _honker_live");
        });
    }

    @Test
    default void heartbeatAndRetryWantTheStateProcessing() throws SQLException {
        bootstrap();
        sql("INSERT INTO _honker_live(id, queue, payload, state, worker_id, claim_expires_at) VALUES"
                + " (1,'q','','odd','w',99999999999)");
        assertThat(call("honker_heartbeat", 1, "w", 5)).isEqualTo(0L);
        assertThat(call("honker_retry", 1, "w", 5, "")).isEqualTo(0L);
        assertThat(call("honker_cancel", 1)).isEqualTo(0L);
        assertThat(call("honker_ack", 1, "w")).isEqualTo(1L);
    }

    @Test
    default void retryWithAttemptsLeftMakesTheJobPendingAgain() throws SQLException {
        withinOneSecond(now -> {
            long id = number("honker_enqueue", "q", "p", 7, null, 4, 3, 60);
            text("honker_claim_batch", "q", "w", 1, 300);
            assertThat(call("honker_retry", id, "w", 30, "boom")).isEqualTo(1L);
            assertThat(rows("SELECT * FROM _honker_live"))
                    .containsExactly(id + "|q|p|pending|4|" + (now + 30) + "|null|null|1|3|" + now + "|" + (now + 60));
            assertThat(rows("SELECT * FROM _honker_dead")).isEmpty();
            sql("DELETE FROM _honker_live");
        });
    }

    @Test
    default void heldJobIsNotTouchedByItsOwnExpiry() throws SQLException {
        long id = held("q", "w");
        sql("UPDATE _honker_live SET expires_at = 1");
        assertThat(call("honker_sweep_expired", "q")).isEqualTo(0L);
        assertThat(call("honker_heartbeat", id, "w", 60)).isEqualTo(1L);
        assertThat(call("honker_retry", id, "w", 0, "")).isEqualTo(1L);
        assertThat(text("honker_claim_batch", "q", "w", 1, 300)).isEqualTo("[]");
        assertThat(call("honker_sweep_expired", "q")).isEqualTo(1L);
    }

    private Object on(long id, List<Object> operation) throws SQLException {
        Object[] arguments = operation.toArray();
        String function = (String) arguments[0];
        arguments[0] = id;
        return call(function, arguments);
    }
}
