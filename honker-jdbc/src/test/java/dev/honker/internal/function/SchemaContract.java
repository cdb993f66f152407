package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The schema as peers see it, and when it appears. */
public interface SchemaContract extends FunctionFixture {

    @Test
    default void columnsAreThoseOfTheContract() throws SQLException {
        bootstrap();
        columns(
                "_honker_notifications",
                "id INTEGER 0 null 1, channel TEXT 1 null 0, payload TEXT 1 null 0,"
                        + " created_at INTEGER 1 unixepoch() 0");
        columns(
                "_honker_live",
                "id INTEGER 0 null 1, queue TEXT 1 null 0, payload TEXT 1 null 0,"
                        + " state TEXT 1 'pending' 0, priority INTEGER 1 0 0, run_at INTEGER 1 unixepoch() 0,"
                        + " worker_id TEXT 0 null 0, claim_expires_at INTEGER 0 null 0, attempts INTEGER 1 0 0,"
                        + " max_attempts INTEGER 1 3 0, created_at INTEGER 1 unixepoch() 0, expires_at INTEGER 0 null 0");
        columns(
                "_honker_dead",
                "id INTEGER 0 null 1, queue TEXT 1 null 0, payload TEXT 1 null 0,"
                        + " priority INTEGER 1 0 0, run_at INTEGER 1 0 0, attempts INTEGER 1 0 0, max_attempts INTEGER 1 0 0,"
                        + " last_error TEXT 0 null 0, created_at INTEGER 1 unixepoch() 0, died_at INTEGER 1 unixepoch() 0");
        columns("_honker_locks", "name TEXT 0 null 1, owner TEXT 1 null 0, expires_at INTEGER 1 null 0");
        columns("_honker_rate_limits", "name TEXT 1 null 1, window_start INTEGER 1 null 2, count INTEGER 1 0 0");
        columns("_honker_scheduler_tasks", SCHEDULE_COLUMNS);
        columns(
                "_honker_results",
                "job_id INTEGER 0 null 1, value TEXT 0 null 0,"
                        + " created_at INTEGER 1 unixepoch() 0, expires_at INTEGER 0 null 0");
        columns(
                "_honker_stream",
                "offset INTEGER 0 null 1, topic TEXT 1 null 0, key TEXT 0 null 0,"
                        + " payload TEXT 1 null 0, created_at INTEGER 1 unixepoch() 0");
        columns("_honker_stream_consumers", "name TEXT 1 null 1, topic TEXT 1 null 2, offset INTEGER 1 0 0");
    }

    @Test
    default void tablesOfOursStandBesideThoseOfTheContract() throws SQLException {
        bootstrap();
        columns("_honker_paused_queues", "queue TEXT 0 null 1, paused_at INTEGER 1 unixepoch() 0");
        columns("_honker_unique_jobs", "queue TEXT 1 null 1, key TEXT 1 null 2, job_id INTEGER 1 null 0");
    }

    String SCHEDULE_COLUMNS = "name TEXT 0 null 1, queue TEXT 1 null 0, cron_expr TEXT 1 null 0, payload TEXT 1 null 0,"
            + " priority INTEGER 1 0 0, expires_s INTEGER 0 null 0, next_fire_at INTEGER 1 null 0,"
            + " enabled INTEGER 1 1 0, max_attempts INTEGER 1 3 0";

    @Test
    default void indexesAreThoseOfTheContractAndOurs() throws SQLException {
        bootstrap();
        assertThat(rows("SELECT m.name, m.tbl_name, (SELECT group_concat(coalesce(x.name, '<expr>') ||"
                        + " CASE WHEN x.desc THEN ' DESC' ELSE '' END, ',') FROM pragma_index_xinfo(m.name) AS x"
                        + " WHERE x.key), (SELECT partial FROM pragma_index_list(m.tbl_name) AS l WHERE l.name = m.name)"
                        + " FROM sqlite_master AS m WHERE m.type = 'index' ORDER BY m.name"))
                .containsExactly(
                        "_honker_dead_queue|_honker_dead|queue|0",
                        "_honker_live_claim|_honker_live|queue,priority DESC,run_at,id|1",
                        "_honker_live_exhausted|_honker_live|queue,<expr>|1",
                        "_honker_live_expiry|_honker_live|queue,expires_at|1",
                        "_honker_live_pending_deadline|_honker_live|queue,run_at|1",
                        "_honker_live_processing_deadline|_honker_live|queue,claim_expires_at|1",
                        "_honker_live_ready|_honker_live|queue,priority DESC,run_at,id|1",
                        "_honker_notifications_recent|_honker_notifications|channel,id|0",
                        "_honker_stream_topic|_honker_stream|topic,offset|0",
                        "sqlite_autoindex__honker_locks_1|_honker_locks|name|1".replace("|1", "|0"),
                        "sqlite_autoindex__honker_paused_queues_1|_honker_paused_queues|queue|0",
                        "sqlite_autoindex__honker_rate_limits_1|_honker_rate_limits|name,window_start|0",
                        "sqlite_autoindex__honker_scheduler_tasks_1|_honker_scheduler_tasks|name|0",
                        "sqlite_autoindex__honker_stream_consumers_1|_honker_stream_consumers|name,topic|0");
        assertThat(rows("SELECT name FROM sqlite_sequence")).isEmpty();
        assertThat(rows("SELECT type, name FROM sqlite_master WHERE type NOT IN ('table', 'index')"))
                .isEmpty();
        assertThat(rows("PRAGMA user_version")).containsExactly("0");
    }

    @Test
    default void liveNotificationsAndStreamCountWithAutoincrement() throws SQLException {
        bootstrap();
        assertThat(rows("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%' ORDER BY name"))
                .containsExactly("_honker_live", "_honker_notifications", "_honker_stream");
    }

    @Test
    default void bootstrapMayBeRepeated() throws SQLException {
        bootstrap();
        enqueue("q", "kept");
        String version = value("PRAGMA schema_version");
        bootstrap();
        assertThat(value("PRAGMA schema_version")).isEqualTo(version);
        assertThat(rows("SELECT payload FROM _honker_live")).containsExactly("kept");
    }

    @Test
    default void functionThatWritesMakesTheSchemaAtFirstUse() throws SQLException {
        assertThat(call("honker_lock_acquire", "l", "o", 60)).isEqualTo(1L);
        assertThat(
                        value(
                                "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name LIKE '\\_honker%' ESCAPE '\\'"))
                .isEqualTo("13");
    }

    @Test
    default void functionThatReadsOrChangesNothingLeavesTheFileAlone() throws SQLException {
        assertThat(call("honker_get_job", 1)).isEqualTo("");
        assertThat(call("honker_queue_next_claim_at", "q")).isEqualTo(0L);
        assertThat(call("honker_scheduler_soonest")).isEqualTo(0L);
        assertThat(call("honker_scheduler_list")).isEqualTo("[]");
        assertThat(call("honker_result_get", 1)).isNull();
        assertThat(call("honker_stream_read_since", "t", 0, 9)).isEqualTo("[]");
        assertThat(call("honker_stream_get_offset", "c", "t")).isEqualTo(0L);
        assertThat(call("honker_claim_batch", "q", "w", 1, 300)).isEqualTo("[]");
        assertThat(call("honker_ack", 1, "w")).isEqualTo(0L);
        assertThat(call("honker_cancel", 1)).isEqualTo(0L);
        assertThat(call("honker_sweep_expired", "q")).isEqualTo(0L);
        assertThat(call("honker_result_sweep")).isEqualTo(0L);
        assertThat(rows("SELECT name FROM sqlite_master")).isEmpty();
    }

    @Test
    default void oldScheduleTableIsUpgradedInPlace() throws SQLException {
        sql("CREATE TABLE _honker_scheduler_tasks(name TEXT PRIMARY KEY, queue TEXT NOT NULL, cron_expr TEXT NOT NULL,"
                + " payload TEXT NOT NULL, priority INTEGER NOT NULL DEFAULT 0, expires_s INTEGER,"
                + " next_fire_at INTEGER NOT NULL)");
        sql("INSERT INTO _honker_scheduler_tasks VALUES ('old', 'q', '@every 1h', 'p', 2, NULL, 77)");
        String list = "[{\"cron_expr\":\"@every 1h\",\"enabled\":true,\"expires_s\":null,\"max_attempts\":3,"
                + "\"name\":\"old\",\"next_fire_at\":77,\"payload\":\"p\",\"priority\":2,\"queue\":\"q\"}]";
        assertThat(text("honker_scheduler_list")).isEqualTo(list);
        assertThat(call("honker_scheduler_resume", "old")).isEqualTo(0L);
        assertThat(text("honker_scheduler_list")).isEqualTo(list);
        columns("_honker_scheduler_tasks", SCHEDULE_COLUMNS);
    }

    @Test
    default void oldScheduleTableIsUpgradedByEachFunctionThatWritesIt() throws SQLException {
        for (String function : new String[] {"pause", "register"}) {
            sql("DROP TABLE IF EXISTS _honker_scheduler_tasks");
            sql("CREATE TABLE _honker_scheduler_tasks(name TEXT PRIMARY KEY, queue TEXT NOT NULL, cron_expr TEXT NOT"
                    + " NULL, payload TEXT NOT NULL, priority INTEGER NOT NULL DEFAULT 0, expires_s INTEGER,"
                    + " next_fire_at INTEGER NOT NULL)");
            switch (function) {
                case "pause" -> assertThat(call("honker_scheduler_pause", "x")).isEqualTo(0L);
                default ->
                    assertThat(call("honker_scheduler_register", "n", "q", "* * * * *", "p", 0, null))
                            .isEqualTo(1L);
            }
            columns("_honker_scheduler_tasks", SCHEDULE_COLUMNS);
        }
    }

    @Test
    default void indexThatAPeerDidNotMakeIsMadeByTheFirstClaim() throws SQLException {
        bootstrap();
        enqueue("q", "p");
        sql("DROP INDEX _honker_live_ready");
        sql("DROP INDEX _honker_live_exhausted");
        assertThat(ids(text("honker_claim_batch", "q", "w", 1, 300))).hasSize(1);
        assertThat(
                        value(
                                "SELECT count(*) FROM sqlite_master WHERE name IN ('_honker_live_ready', '_honker_live_exhausted')"))
                .isEqualTo("2");
    }

    @Test
    default void schemaThatARollbackTookAwayIsMadeAgain() throws SQLException {
        sql("SAVEPOINT mine");
        enqueue("q", "lost");
        sql("ROLLBACK TO mine");
        sql("RELEASE mine");
        assertThat(rows("SELECT name FROM sqlite_master")).isEmpty();
        assertThat(enqueue("q", "kept")).isEqualTo(1L);
        assertThat(rows("SELECT payload FROM _honker_live")).containsExactly("kept");
    }

    @Test
    default void temporaryTableOfTheSameNameIsNotMistakenForOurs() throws SQLException {
        sql("CREATE TEMP TABLE _honker_live(id INTEGER PRIMARY KEY, other TEXT)");
        long id = enqueue("q", "p");
        assertThat(rows("SELECT id, queue FROM main._honker_live")).containsExactly(id + "|q");
    }

    private void columns(String table, String expected) throws SQLException {
        assertThat(value("SELECT group_concat(name || ' ' || type || ' ' || \"notnull\" || ' ' ||"
                        + " coalesce(dflt_value, 'null') || ' ' || pk, ', ') FROM pragma_table_info('" + table + "')"))
                .isEqualTo(expected);
    }
}
