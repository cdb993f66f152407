package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What becomes a dead letter, and that a job is never lost on the way. */
public interface DeadLetterContract extends FunctionFixture {

    @Test
    default void failedJobKeepsTheColumnsOfTheContract() throws SQLException {
        bootstrap();
        withinOneSecond(now -> {
            sql("INSERT INTO _honker_live VALUES (9,'q','p','processing',4,77,'w',unixepoch(),1,5,66,99)");
            assertThat(call("honker_fail", 9, "w", "boom")).isEqualTo(1L);
            assertThat(call("honker_fail", 9, "w", "boom")).isEqualTo(0L);
            assertThat(rows("SELECT * FROM _honker_dead")).containsExactly("9|q|p|4|77|1|5|boom|66|" + now);
            assertThat(rows("SELECT * FROM _honker_live")).isEmpty();
        });
    }

    @Test
    default void retryWithoutAttemptsLeftKillsTheJobWithTheCallersText() throws SQLException {
        bootstrap();
        sql("INSERT INTO _honker_live VALUES (9,'q','p','processing',4,77,'w',99999999999,5,5,66,99)");
        assertThat(call("honker_retry", 9, "thief", 0, "no")).isEqualTo(0L);
        assertThat(call("honker_retry", 9, "w", 60, "boom")).isEqualTo(1L);
        assertThat(rows("SELECT id, queue, payload, priority, run_at, attempts, max_attempts, last_error, created_at"
                        + " FROM _honker_dead"))
                .containsExactly("9|q|p|4|77|5|5|boom|66");
        assertThat(rows("SELECT * FROM _honker_live")).isEmpty();
    }

    @Test
    default void sweepTakesExpiredJobsThatNobodyHolds() throws SQLException {
        bootstrap();
        withinOneSecond(now -> {
            sql(
                    "INSERT INTO _honker_live(id, queue, payload, state, worker_id, claim_expires_at, expires_at, attempts) VALUES"
                            + " (1,'q','','pending',NULL,NULL,unixepoch(),0), (2,'q','','pending',NULL,NULL,unixepoch() + 1,0),"
                            + " (3,'q','','pending',NULL,NULL,NULL,0), (4,'q','','processing','w',unixepoch() - 1,unixepoch(),1),"
                            + " (5,'q','','processing','w',unixepoch(),unixepoch(),1),"
                            + " (6,'q','','processing','w',1,unixepoch() + 1,1), (7,'other','','pending',NULL,NULL,1,0),"
                            + " (8,'q','','processing','w',1,1,9)");
            assertThat(call("honker_sweep_expired", "q")).isEqualTo(3L);
            assertThat(rows("SELECT id, last_error, attempts FROM _honker_dead ORDER BY id"))
                    .containsExactly("1|expired|0", "4|expired|1", "8|expired|9");
            assertThat(rows("SELECT id FROM _honker_live ORDER BY id")).containsExactly("2", "3", "5", "6", "7");
        });
    }

    @Test
    default void refusedDeadLetterLeavesTheJobWhereItWas() throws SQLException {
        bootstrap();
        sql("CREATE TRIGGER no_dead BEFORE INSERT ON _honker_dead BEGIN SELECT RAISE(ABORT, 'not today'); END");
        sql(
                "INSERT INTO _honker_live(id, queue, payload, state, worker_id, claim_expires_at, attempts, expires_at) VALUES"
                        + " (1,'q','','processing','w',99999999999,3,NULL), (2,'q','','processing','w',1,3,NULL),"
                        + " (3,'x','','pending',NULL,NULL,0,1), (4,'q','','pending',NULL,NULL,0,NULL)");
        String before = String.join("\n", rows("SELECT * FROM _honker_live"));
        assertThat(error("honker_fail", 1, "w", "boom")).isEqualTo("not today");
        assertThat(error("honker_retry", 1, "w", 0, "boom")).isEqualTo("not today");
        assertThat(error("honker_claim_batch", "q", "w", 1, 300)).isEqualTo("not today");
        assertThat(error("honker_sweep_expired", "x")).isEqualTo("not today");
        assertThat(String.join("\n", rows("SELECT * FROM _honker_live"))).isEqualTo(before);
        assertThat(rows("SELECT * FROM _honker_dead")).isEmpty();
    }

    @Test
    default void refusedDeletionLeavesNoCopyAmongTheDead() throws SQLException {
        bootstrap();
        sql("CREATE TRIGGER keep BEFORE DELETE ON _honker_live BEGIN SELECT RAISE(ABORT, 'keep it'); END");
        sql("INSERT INTO _honker_live(id, queue, payload, state, worker_id, claim_expires_at, attempts) VALUES"
                + " (1,'q','','processing','w',99999999999,3)");
        assertThat(error("honker_fail", 1, "w", "boom")).isEqualTo("keep it");
        assertThat(rows("SELECT * FROM _honker_dead")).isEmpty();
        assertThat(rows("SELECT id, state FROM _honker_live")).containsExactly("1|processing");
    }

    @Test
    default void deadLetterOfTheSameIdIsReplacedAndNoJobIsLost() throws SQLException {
        bootstrap();
        sql(
                "INSERT INTO _honker_dead(id, queue, payload, last_error, died_at) VALUES (1,'old','old','old',5), (2,'old','old','old',5)");
        sql("INSERT INTO _honker_live(id, queue, payload, state, worker_id, claim_expires_at, attempts, run_at) VALUES"
                + " (1,'q','new','processing','w',99999999999,1,3), (2,'q','newer','processing','w',1,3,3)");
        assertThat(call("honker_fail", 1, "w", "boom")).isEqualTo(1L);
        assertThat(text("honker_claim_batch", "q", "w", 1, 300)).isEqualTo("[]");
        assertThat(
                        rows(
                                "SELECT id, queue, payload, run_at, attempts, max_attempts, last_error, died_at > 5 FROM _honker_dead"))
                .containsExactly("1|q|new|3|1|3|boom|1", "2|q|newer|3|3|3|max attempts exceeded|1");
        assertThat(rows("SELECT * FROM _honker_live")).isEmpty();
    }
}
