package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Claiming, and when the next claim is possible. */
public interface ClaimContract extends FunctionFixture {

    @Test
    default void claimedJobIsDescribedToTheByte() throws SQLException {
        withinOneSecond(now -> {
            long id = enqueue("q", "{\"a\": [1, \"x\"]}");
            assertThat(text("honker_claim_batch", "q", "w", 1, 300))
                    .isEqualTo("[{\"attempts\":1,\"claim_expires_at\":" + (now + 300) + ",\"id\":" + id
                            + ",\"payload\":\"{\\\"a\\\": [1, \\\"x\\\"]}\",\"queue\":\"q\",\"worker_id\":\"w\"}]");
            assertThat(rows("SELECT state, worker_id, claim_expires_at - unixepoch(), attempts, run_at - unixepoch()"
                            + " FROM _honker_live"))
                    .containsExactly("processing|w|300|1|0");
        });
    }

    @Test
    default void textIsEscapedAsPeersEscapeIt() throws SQLException {
        StringBuilder raw = new StringBuilder("\"\\/\u007f\u2028\u00e4\ud83d\ude00");
        StringBuilder escaped = new StringBuilder("\\\"\\\\/\u007f\u2028\u00e4\ud83d\ude00");
        for (char c = 1; c < 32; c++) {
            raw.append(c);
            escaped.append(
                    switch (c) {
                        case 8 -> "\\b";
                        case 9 -> "\\t";
                        case 10 -> "\\n";
                        case 12 -> "\\f";
                        case 13 -> "\\r";
                        default -> "\\u00%02x".formatted((int) c);
                    });
        }
        enqueue(raw.toString(), raw.toString());
        assertThat(text("honker_claim_batch", raw.toString(), raw.toString(), 1, 0))
                .endsWith(",\"payload\":\"" + escaped + "\",\"queue\":\"" + escaped + "\",\"worker_id\":\"" + escaped
                        + "\"}]");
    }

    @Test
    default void largerPriorityThenEarlierDueThenOlderComesFirst() throws SQLException {
        bootstrap();
        sql("INSERT INTO _honker_live(id, queue, payload, priority, run_at) VALUES (1,'q','',0,50), (2,'q','',0,50),"
                + " (3,'q','',0,40), (4,'q','',-1,1), (5,'q','',9,60), (6,'q','',9223372036854775807,70),"
                + " (7,'other','',99,1), (8,'q','',-9223372036854775808,1)");
        for (long expected : new long[] {6, 5, 3, 1, 2, 4, 8}) {
            assertThat(ids(text("honker_claim_batch", "q", "w", 1, 300))).containsExactly(expected);
        }
        assertThat(text("honker_claim_batch", "q", "w", 1, 300)).isEqualTo("[]");
    }

    @Test
    default void lapsedClaimsAndDueJobsCompeteInOneOrder() throws SQLException {
        bootstrap();
        sql(
                "INSERT INTO _honker_live(id, queue, payload, priority, run_at, state, worker_id, claim_expires_at, attempts)"
                        + " VALUES (1,'q','',1,50,'processing','x',1,1), (2,'q','',1,50,'pending',NULL,NULL,0),"
                        + " (3,'q','',1,49,'pending',NULL,NULL,0), (4,'q','',2,90,'processing','x',1,2),"
                        + " (5,'q','',0,1,'processing','x',2,1), (6,'q','',0,0,'pending',NULL,NULL,0)");
        for (long expected : new long[] {4, 3, 1, 2, 6, 5}) {
            assertThat(ids(text("honker_claim_batch", "q", "w", 1, 300))).containsExactly(expected);
        }
    }

    @Test
    default void batchHoldsTheFirstInClaimOrderListedById() throws SQLException {
        bootstrap();
        sql("INSERT INTO _honker_live(id, queue, payload, priority, run_at) VALUES (1,'q','',1,50), (2,'q','',5,50),"
                + " (3,'q','',3,50), (4,'q','',9,50)");
        assertThat(ids(text("honker_claim_batch", "q", "w", 3, 300))).containsExactly(2L, 3L, 4L);
        assertThat(ids(text("honker_claim_batch", "q", "w", Long.MAX_VALUE, 300)))
                .containsExactly(1L);
    }

    @Test
    default void everyClaimCountsAsAnAttempt() throws SQLException {
        long id = enqueue("q", "p");
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertThat(text("honker_claim_batch", "q", "w", 1, -1)).contains("{\"attempts\":" + attempt + ",");
        }
        assertThat(text("honker_claim_batch", "q", "w", 1, -1)).isEqualTo("[]");
        assertThat(rows("SELECT id, attempts, last_error FROM _honker_dead"))
                .containsExactly(id + "|3|max attempts exceeded");
    }

    @Test
    default void jobIsDueInTheVerySecondOfItsRunAt() throws SQLException {
        bootstrap();
        withinOneSecond(now -> {
            sql(
                    "INSERT INTO _honker_live(id, queue, payload, run_at) VALUES (1,'q','',unixepoch()), (2,'q','',unixepoch() + 1)");
            assertThat(ids(text("honker_claim_batch", "q", "w", 9, 300))).containsExactly(1L);
        });
    }

    @Test
    default void jobExpiresInTheVerySecondOfItsExpiresAt() throws SQLException {
        bootstrap();
        withinOneSecond(now -> {
            sql("INSERT INTO _honker_live(id, queue, payload, run_at, expires_at) VALUES (1,'q','',1,unixepoch()),"
                    + " (2,'q','',1,unixepoch() + 1), (3,'q','',1,NULL)");
            assertThat(ids(text("honker_claim_batch", "q", "w", 9, 300))).containsExactly(2L, 3L);
        });
    }

    @Test
    default void claimLapsesOnlyAfterTheSecondOfItsDeadline() throws SQLException {
        bootstrap();
        withinOneSecond(now -> {
            sql("INSERT INTO _honker_live(id, queue, payload, state, worker_id, claim_expires_at, attempts) VALUES"
                    + " (1,'q','','processing','x',unixepoch(),1), (2,'q','','processing','x',unixepoch() - 1,1)");
            assertThat(ids(text("honker_claim_batch", "q", "w", 9, 300))).containsExactly(2L);
        });
    }

    @Test
    default void zeroTimeoutHoldsForTheRestOfTheSecond() throws SQLException {
        withinOneSecond(now -> {
            long id = enqueue("q", "p");
            assertThat(ids(text("honker_claim_batch", "q", "w", 1, 0))).containsExactly(id);
            assertThat(text("honker_claim_batch", "q", "x", 1, 0)).isEqualTo("[]");
            assertThat(call("honker_ack", id, "w")).isEqualTo(1L);
        });
    }

    @Test
    default void zeroJobsStillMakesDeadLetters() throws SQLException {
        bootstrap();
        sql("INSERT INTO _honker_live(id, queue, payload, max_attempts) VALUES (1,'q','',0), (2,'q','',3)");
        assertThat(text("honker_claim_batch", "q", "w", 0, 300)).isEqualTo("[]");
        assertThat(rows("SELECT id, last_error FROM _honker_dead")).containsExactly("1|max attempts exceeded");
        assertThat(rows("SELECT id, state FROM _honker_live")).containsExactly("2|pending");
    }

    @Test
    default void onlyAvailableUnexpiredJobsWithoutAttemptsLeftDie() throws SQLException {
        bootstrap();
        withinOneSecond(now -> {
            sql(
                    "INSERT INTO _honker_live(id, queue, payload, state, run_at, claim_expires_at, attempts, max_attempts, expires_at)"
                            + " VALUES (1,'q','','processing',1,unixepoch() - 1,3,3,NULL),"
                            + " (2,'q','','processing',1,unixepoch(),3,3,NULL), (3,'q','','pending',unixepoch(),NULL,3,3,NULL),"
                            + " (4,'q','','pending',unixepoch() + 1,NULL,3,3,NULL),"
                            + " (5,'q','','processing',1,1,3,3,unixepoch()), (6,'q','','processing',1,1,4,3,unixepoch() + 1),"
                            + " (7,'other','','pending',1,NULL,3,3,NULL), (8,'q','','processing',1,1,2,3,NULL)");
            assertThat(ids(text("honker_claim_batch", "q", "w", 9, 300))).containsExactly(8L);
            assertThat(rows("SELECT id FROM _honker_dead ORDER BY id")).containsExactly("1", "3", "6");
            assertThat(rows("SELECT id FROM _honker_live ORDER BY id")).containsExactly("2", "4", "5", "7", "8");
        });
    }

    @Test
    default void blobPayloadIsReadAsText() throws SQLException {
        bootstrap();
        sql(
                "INSERT INTO _honker_live(id, queue, payload) VALUES (1,'q',x'c3a422'), (2,'q',''), (3,'q',x''), (4,'q',12)");
        assertThat(text("honker_claim_batch", "q", "w", 9, 300))
                .contains("\"payload\":\"\u00e4\\\"\"", "\"payload\":\"\"", "\"payload\":\"12\"");
    }

    @Test
    default void bytesThatAreNoTextAndNumbersThatAreNoIntegersStopNothing() throws SQLException {
        bootstrap();
        sql("INSERT INTO _honker_live(id, queue, payload, priority, state, worker_id, claim_expires_at) VALUES"
                + " (1,'q',x'61ff62',0,'pending',NULL,NULL), (2,'q','p',1.5,'pending',NULL,NULL),"
                + " (3,'q','p',0,'processing','w',9.3e18)");
        assertThat(ids(text("honker_claim_batch", "q", "w", 9, 300))).containsExactly(1L, 2L);
        assertThat(text("honker_get_job", 1)).contains("\"payload\":\"a", "b\",");
        assertThat(text("honker_get_job", 2)).contains("\"priority\":1,");
        assertThat(text("honker_get_job", 3)).contains("\"claim_expires_at\":9223372036854775807,");
    }

    @Test
    default void emptyNamesAreNames() throws SQLException {
        long id = enqueue("", "");
        assertThat(text("honker_claim_batch", "", "", 1, 300)).contains("\"id\":" + id, "\"worker_id\":\"\"");
        assertThat(call("honker_ack", id, "")).isEqualTo(1L);
    }

    @Test
    default void unknownQueueHasNothing() throws SQLException {
        assertThat(text("honker_claim_batch", "nobody", "w", 5, 300)).isEqualTo("[]");
        assertThat(call("honker_queue_next_claim_at", "nobody")).isEqualTo(0L);
        assertThat(call("honker_sweep_expired", "nobody")).isEqualTo(0L);
    }

    @Test
    default void claimOfManyLevelsAndLimitsIsThatOfTheContract() throws SQLException {
        bootstrap();
        sql("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 400)"
                + " INSERT INTO _honker_live(id, queue, payload, priority, run_at, state, worker_id, claim_expires_at,"
                + " attempts, expires_at) SELECT i, 'q' || (i % 2), '', (i * 7919) % 11 - 5,"
                + " CASE WHEN i % 5 = 0 THEN 99999999999 ELSE (i * 31) % 17 END,"
                + " CASE WHEN i % 3 = 0 THEN 'processing' ELSE 'pending' END, CASE WHEN i % 3 = 0 THEN 'x' END,"
                + " CASE WHEN i % 6 = 0 THEN 1 WHEN i % 3 = 0 THEN 99999999999 END, i % 3,"
                + " CASE WHEN i % 7 = 0 THEN 1 END FROM c");
        inOrder("q1", 1, 2, 3, 5, 8, 13, 21, 300);
    }

    @Test
    default void thousandsOfLapsedClaimsAreTakenInTheOrderOfTheContract() throws SQLException {
        bootstrap();
        sql("WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 3000)"
                + " INSERT INTO _honker_live(id, queue, payload, priority, run_at, state, worker_id, claim_expires_at,"
                + " attempts, expires_at) SELECT i, 'q', '', CASE WHEN i % 3 = 0 THEN 9 ELSE (i * 7919) % 3 END,"
                + " CASE WHEN i % 5 = 0 THEN 99999999999 ELSE (i * 31) % 17 END,"
                + " CASE WHEN i % 4 = 0 THEN 'pending' ELSE 'processing' END, CASE WHEN i % 4 > 0 THEN 'x' END,"
                + " CASE WHEN i % 4 = 0 THEN NULL WHEN i % 3 = 0 AND i < 1500 THEN 99999999999 ELSE 1 END, i % 3,"
                + " CASE WHEN i % 7 = 0 THEN 1 END FROM c");
        inOrder("q", 1, 2, 3, 100, 400, 1, 700, 1, 1001, 5000);
    }

    @Test
    default void nextClaimIsTheEarliestOfDelayedJobsAndHeldClaims() throws SQLException {
        bootstrap();
        withinOneSecond(now -> {
            sql("INSERT INTO _honker_live(id, queue, payload, run_at) VALUES (1,'q','',unixepoch()), (2,'q','',1)");
            assertThat(call("honker_queue_next_claim_at", "q")).isEqualTo(0L);
            sql("INSERT INTO _honker_live(id, queue, payload, run_at) VALUES (3,'q','',unixepoch() + 50)");
            assertThat(call("honker_queue_next_claim_at", "q")).isEqualTo(now + 50);
            sql("INSERT INTO _honker_live(id, queue, payload, state, claim_expires_at) VALUES"
                    + " (4,'q','','processing',unixepoch() - 1), (5,'q','','processing',unixepoch() + 9)");
            assertThat(call("honker_queue_next_claim_at", "q")).isEqualTo(now + 10);
            sql(
                    "INSERT INTO _honker_live(id, queue, payload, state, claim_expires_at) VALUES (6,'q','','processing',unixepoch())");
            assertThat(call("honker_queue_next_claim_at", "q")).isEqualTo(now + 1);
            assertThat(call("honker_queue_next_claim_at", "other")).isEqualTo(0L);
        });
    }

    @Test
    default void nextClaimLeavesOutExhaustedAndExpiredJobs() throws SQLException {
        bootstrap();
        withinOneSecond(now -> {
            sql("INSERT INTO _honker_live(id, queue, payload, run_at, attempts, expires_at) VALUES"
                    + " (1,'q','',unixepoch() + 5,3,NULL), (2,'q','',unixepoch() + 6,0,unixepoch()),"
                    + " (3,'q','',unixepoch() + 7,2,unixepoch() + 1)");
            assertThat(call("honker_queue_next_claim_at", "q")).isEqualTo(now + 7);
            sql("DELETE FROM _honker_live WHERE id = 3");
            assertThat(call("honker_queue_next_claim_at", "q")).isEqualTo(0L);
        });
    }

    /** Claims batches of the given sizes, each of which must be what the contract's own sentence selects. */
    private void inOrder(String queue, int... sizes) throws SQLException {
        String expected =
                "SELECT id FROM (SELECT id FROM _honker_live WHERE queue = '%s' AND attempts < max_attempts AND"
                        + " (expires_at IS NULL OR expires_at > unixepoch()) AND ((state = 'pending' AND run_at <= unixepoch()) OR"
                        + " (state = 'processing' AND claim_expires_at < unixepoch()))"
                        + " ORDER BY priority DESC, run_at, id LIMIT %d) ORDER BY id";
        for (int n : sizes) {
            assertThat(rows(expected.formatted(queue, n)))
                    .isEqualTo(ids(text("honker_claim_batch", queue, "w", n, 300)).stream()
                            .map(String::valueOf)
                            .toList());
        }
    }
}
