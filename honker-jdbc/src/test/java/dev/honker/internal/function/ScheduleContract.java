package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Keeping schedules. */
public interface ScheduleContract extends FunctionFixture {

    @Test
    default void registeredScheduleIsListedToTheByte() throws SQLException {
        withinOneSecond(now -> {
            assertThat(call("honker_scheduler_register", "b", "q", "@every 90m", "{\"x\":1}", 4, 60, 7))
                    .isEqualTo(1L);
            assertThat(call("honker_scheduler_register", "a", "q", "@every 1s", "p", 0, null))
                    .isEqualTo(1L);
            call("honker_scheduler_pause", "a");
            assertThat(text("honker_scheduler_list"))
                    .isEqualTo("[{\"cron_expr\":\"@every 1s\",\"enabled\":false,\"expires_s\":null,\"max_attempts\":3,"
                            + "\"name\":\"a\",\"next_fire_at\":" + (now + 1)
                            + ",\"payload\":\"p\",\"priority\":0,\"queue\":\"q\"},"
                            + "{\"cron_expr\":\"@every 90m\",\"enabled\":true,\"expires_s\":60,\"max_attempts\":7,"
                            + "\"name\":\"b\",\"next_fire_at\":" + (now + 5400)
                            + ",\"payload\":\"{\\\"x\\\":1}\",\"priority\":4,\"queue\":\"q\"}]");
            assertThat(call("honker_scheduler_soonest")).isEqualTo(now + 5400);
        });
    }

    @Test
    default void emptySchedulerHasNothing() throws SQLException {
        assertThat(text("honker_scheduler_list")).isEqualTo("[]");
        assertThat(call("honker_scheduler_soonest")).isEqualTo(0L);
        assertThat(text("honker_scheduler_tick", Long.MAX_VALUE)).isEqualTo("[]");
        assertThat(call("honker_scheduler_unregister", "x")).isEqualTo(0L);
        assertThat(call("honker_scheduler_pause", "x")).isEqualTo(0L);
        assertThat(call("honker_scheduler_resume", "x")).isEqualTo(0L);
        assertThat(call("honker_scheduler_update", "x", "bad cron", "p", 1, 1, 1))
                .isEqualTo(0L);
    }

    @Test
    default void registeringAgainReplacesAllButEnabled() throws SQLException {
        withinOneSecond(now -> {
            call("honker_scheduler_register", "n", "q", "@every 1h", "p", 1, 60, 7);
            call("honker_scheduler_pause", "n");
            sql("UPDATE _honker_scheduler_tasks SET next_fire_at = 5");
            call("honker_scheduler_register", "n", "r", "@every 2h", "s", 2, null);
            assertThat(rows("SELECT * FROM _honker_scheduler_tasks"))
                    .containsExactly("n|r|@every 2h|s|2|null|" + (now + 7200) + "|0|3");
            call("honker_scheduler_register", "n", "r", "@every 2h", "s", 2, null, -4);
            assertThat(rows("SELECT max_attempts FROM _honker_scheduler_tasks")).containsExactly("1");
        });
    }

    @Test
    default void badExpressionIsRefusedAndNothingIsWritten() throws SQLException {
        bootstrap();
        String text = "schedule expression requires 5 or 6 cron fields, or '@every <n><unit>'; got 1: \"@daily\"";
        assertThat(error("honker_scheduler_register", "n", "q", "@daily", "p", 0, null))
                .isEqualTo(text);
        assertThat(error("honker_cron_next_after", "@daily", 0)).isEqualTo(text);
        assertThat(rows("SELECT * FROM _honker_scheduler_tasks")).isEmpty();
        call("honker_scheduler_register", "n", "q", "@every 1h", "p", 0, null);
        String before = text("honker_scheduler_list");
        assertThat(error("honker_scheduler_update", "n", "@daily", "new", 5, null, 1))
                .isEqualTo(text);
        assertThat(text("honker_scheduler_list")).isEqualTo(before);
    }

    @Test
    default void pauseAndResumeSayWhetherTheyChangedAnything() throws SQLException {
        call("honker_scheduler_register", "n", "q", "@every 1h", "p", 0, null);
        sql("UPDATE _honker_scheduler_tasks SET next_fire_at = 77");
        assertThat(call("honker_scheduler_resume", "n")).isEqualTo(0L);
        assertThat(call("honker_scheduler_pause", "n")).isEqualTo(1L);
        assertThat(call("honker_scheduler_pause", "n")).isEqualTo(0L);
        assertThat(call("honker_scheduler_soonest")).isEqualTo(0L);
        assertThat(call("honker_scheduler_resume", "n")).isEqualTo(1L);
        assertThat(call("honker_scheduler_soonest")).isEqualTo(77L);
        assertThat(call("honker_scheduler_unregister", "n")).isEqualTo(1L);
    }

    @Test
    default void updateChangesOnlyWhatIsGiven() throws SQLException {
        withinOneSecond(now -> {
            call("honker_scheduler_register", "n", "q", "@every 1h", "p", 1, 60, 7);
            String row = "n|q|@every 1h|%s|%d|%s|" + (now + 3600) + "|1|%s";
            update("n", null, null, null, 5, 0, null, 0, 0, row.formatted("p", 1, "60", "7"));
            update("n", null, "r", null, 5, 0, null, 0, 1, row.formatted("r", 1, "60", "7"));
            update("n", null, null, 9, 5, 0, 5, 0, 1, row.formatted("r", 9, "60", "7"));
            update("n", null, null, null, 5, -1, null, 0, 1, row.formatted("r", 9, "5", "7"));
            update("n", null, null, null, null, 1, null, 0, 1, row.formatted("r", 9, "null", "7"));
            update("n", null, null, null, null, 0, 4, 1, 1, row.formatted("r", 9, "null", "4"));
            update("n", null, null, null, null, 0, -4, 1, 1, row.formatted("r", 9, "null", "1"));
            update("n", null, null, null, null, 0, null, 1, 1, row.formatted("r", 9, "null", "3"));
            assertThat(call("honker_scheduler_update", "n", "@every 2h", null, null, null, 0))
                    .isEqualTo(1L);
            assertThat(rows("SELECT cron_expr, next_fire_at FROM _honker_scheduler_tasks"))
                    .containsExactly("@every 2h|" + (now + 7200));
        });
    }

    @Test
    default void nextMatchIsAfterTheGivenSecond() throws SQLException {
        assertThat(call("honker_cron_next_after", "* * * * *", -1)).isEqualTo(0L);
        assertThat(call("honker_cron_next_after", "* * * * *", 1776601800)).isEqualTo(1776601860L);
        assertThat(call("honker_cron_next_after", "@every 90m", 1776601805)).isEqualTo(1776607205L);
        assertThat(rows("SELECT name FROM sqlite_master"))
                .as("it touches no table")
                .isEmpty();
    }

    private void update(
            String name,
            String cron,
            String payload,
            Integer priority,
            Integer expires,
            int touchExpires,
            Integer attempts,
            int touchAttempts,
            long expected,
            String row)
            throws SQLException {
        assertThat(call(
                        "honker_scheduler_update",
                        name,
                        cron,
                        payload,
                        priority,
                        expires,
                        touchExpires,
                        attempts,
                        touchAttempts))
                .isEqualTo(expected);
        assertThat(rows("SELECT * FROM _honker_scheduler_tasks")).containsExactly(row);
    }
}
