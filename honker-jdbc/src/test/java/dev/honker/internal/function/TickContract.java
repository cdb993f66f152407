package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Boundaries becoming jobs. */
public interface TickContract extends FunctionFixture {

    @Test
    default void boundaryBecomesAJobWithTheSchedulesColumns() throws SQLException {
        withinOneSecond(now -> {
            schedule("n", "@every 10s", 1000);
            assertThat(text("honker_scheduler_tick", 999)).isEqualTo("[]");
            assertThat(text("honker_scheduler_tick", 1000))
                    .isEqualTo("[{\"fire_at\":1000,\"job_id\":1,\"name\":\"n\",\"queue\":\"q\"}]");
            assertThat(rows("SELECT * FROM _honker_live"))
                    .containsExactly("1|q|p|pending|4|" + now + "|null|null|0|5|" + now + "|" + (now + 60));
            assertThat(rows("SELECT next_fire_at FROM _honker_scheduler_tasks")).containsExactly("1010");
            assertThat(text("honker_scheduler_tick", 1000)).isEqualTo("[]");
            assertThat(rows("SELECT * FROM _honker_notifications")).isEmpty();
        });
    }

    @Test
    default void missedBoundariesFireUpToSixtyFourAndKeepTheirPhase() throws SQLException {
        for (int missed : new int[] {1, 2, 63, 64, 65, 1000}) {
            schedule("n", "@every 10s", 1000);
            long now = 1000 + (missed - 1) * 10L + 3;
            List<String> fires = rows("SELECT json_extract(value, '$.fire_at') FROM json_each('"
                    + text("honker_scheduler_tick", now) + "')");
            assertThat(fires)
                    .as("%d missed", missed)
                    .hasSize(Math.min(missed, 64))
                    .first()
                    .isEqualTo("1000");
            assertThat(fires.get(fires.size() - 1)).isEqualTo(String.valueOf(1000 + (fires.size() - 1) * 10));
            assertThat(rows("SELECT next_fire_at FROM _honker_scheduler_tasks"))
                    .containsExactly(String.valueOf(missed <= 64 ? 1000 + missed * 10L : now + 10));
        }
    }

    @Test
    default void schedulesFireInTheOrderOfTheirRegistration() throws SQLException {
        schedule("z", "@every 10s", 1000);
        schedule("a", "@every 5s", 1000);
        assertThat(rows("SELECT json_extract(value, '$.name') || json_extract(value, '$.fire_at') FROM json_each('"
                        + text("honker_scheduler_tick", 1010) + "')"))
                .containsExactly("z1000", "z1010", "a1000", "a1005", "a1010");
    }

    @Test
    default void pausedScheduleFiresWhatItMissedOnceResumed() throws SQLException {
        schedule("n", "@every 10s", 1000);
        call("honker_scheduler_pause", "n");
        assertThat(text("honker_scheduler_tick", 1025)).isEqualTo("[]");
        call("honker_scheduler_resume", "n");
        assertThat(rows("SELECT * FROM json_each('" + text("honker_scheduler_tick", 1025) + "')"))
                .hasSize(3);
    }

    @Test
    default void unreadableScheduleFiresNothingAndStopsNoOther() throws SQLException {
        schedule("good", "@every 10s", 1000);
        schedule("bad", "@every 10s", 1000);
        schedule("never", "@every 10s", 1000);
        schedule("best", "@every 10s", 1000);
        sql("UPDATE _honker_scheduler_tasks SET cron_expr = 'MON *' WHERE name = 'bad'");
        sql("UPDATE _honker_scheduler_tasks SET cron_expr = '0 0 31 2 *' WHERE name = 'never'");
        for (int round = 1; round <= 2; round++) {
            assertThat(rows("SELECT json_extract(value, '$.name') FROM json_each('"
                            + text("honker_scheduler_tick", 990 + round * 10) + "')"))
                    .containsExactly("good", "best");
        }
        assertThat(
                        rows(
                                "SELECT name, next_fire_at, enabled FROM _honker_scheduler_tasks WHERE name IN ('bad', 'never') ORDER BY 1"))
                .containsExactly("bad|1000|1", "never|1000|1");
        assertThat(value("SELECT count(*) FROM _honker_live")).isEqualTo("4");
    }

    @Test
    default void tickIsAllOrNothing() throws SQLException {
        schedule("one", "@every 10s", 1000);
        schedule("two", "@every 10s", 1000);
        sql("CREATE TRIGGER no_second BEFORE INSERT ON _honker_live WHEN (SELECT count(*) FROM _honker_live) >= 3"
                + " BEGIN SELECT RAISE(ABORT, 'full'); END");
        assertThat(error("honker_scheduler_tick", 1010)).isEqualTo("full");
        assertThat(rows("SELECT * FROM _honker_live")).isEmpty();
        assertThat(rows("SELECT DISTINCT next_fire_at FROM _honker_scheduler_tasks"))
                .containsExactly("1000");
    }

    private void schedule(String name, String expression, long nextFireAt) throws SQLException {
        call("honker_scheduler_register", name, "q", expression, "p", 4, 60, 5);
        sql("UPDATE _honker_scheduler_tasks SET next_fire_at = " + nextFireAt + " WHERE name = '" + name + "'");
    }
}
