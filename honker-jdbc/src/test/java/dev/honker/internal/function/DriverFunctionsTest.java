package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every function contract through the driver, and what holds inside a writing statement. */
class DriverFunctionsTest implements AllFunctionContracts {

    @TempDir
    private Path directory;

    private FunctionSubject subject;

    @BeforeEach
    void open() throws SQLException {
        subject = new SqlSubject(DriverManager.getConnection(
                "jdbc:honker:sqlite:" + directory.resolve("app.db") + "?honker.time_zone=UTC"));
    }

    @AfterEach
    void close() throws SQLException {
        subject.close();
    }

    @Override
    public FunctionSubject subject() {
        return subject;
    }

    @Test
    void registeringAndUpdatingWorkInsideAWritingStatement() throws SQLException {
        sql("CREATE TABLE t(x)");
        sql("INSERT INTO t SELECT honker_scheduler_register('n', 'q', '@every 1h', 'p', 0, NULL)");
        sql("INSERT INTO t SELECT honker_scheduler_update('n', '@every 2h', NULL, 3, NULL, 0)");
        assertThat(rows("SELECT x FROM t")).containsExactly("1", "1");
        assertThat(rows("SELECT cron_expr, priority FROM _honker_scheduler_tasks"))
                .containsExactly("@every 2h|3");
    }

    @Test
    void triggerMayCallWhateverIsOneStatement() throws SQLException {
        bootstrap();
        enqueue("q", "held");
        String[] calls = {
            "notify('c', 'p')",
            "honker_enqueue('q', 'p', NULL, NULL, 0, 3, NULL)",
            "honker_claim_batch('q', 'w', 1, 300)",
            "honker_heartbeat(1, 'w', 60)",
            "honker_retry(1, 'w', 0, '')",
            "honker_ack(1, 'w')",
            "honker_ack_batch('[1]', 'w')",
            "honker_cancel(99)",
            "honker_get_job(1)",
            "honker_queue_next_claim_at('q')",
            "honker_sweep_expired('q')",
            "honker_lock_acquire('n', 'o', 5)",
            "honker_lock_acquire('n', 'x', 5)",
            "honker_lock_renew('n', 'o', 5)",
            "honker_lock_release('n', 'o')",
            "honker_rate_limit_try('n', 5, 60)",
            "honker_rate_limit_sweep(5)",
            "honker_scheduler_register('n', 'q', '* * * * *', 'p', 0, NULL)",
            "honker_scheduler_update('n', '@every 1h', 'p', 5, 6, 1)",
            "honker_scheduler_pause('n')",
            "honker_scheduler_resume('n')",
            "honker_scheduler_soonest()",
            "honker_scheduler_list()",
            "honker_scheduler_tick(0)",
            "honker_scheduler_unregister('n')",
            "honker_result_save(1, 'v', 5)",
            "honker_result_get(1)",
            "honker_result_sweep()",
            "honker_stream_publish('t', NULL, 'p')",
            "honker_stream_read_since('t', 0, 5)",
            "honker_stream_save_offset('c', 't', 5)",
            "honker_stream_get_offset('c', 't')",
            "honker_bootstrap()"
        };
        sql("CREATE TABLE mine(i INTEGER)");
        for (String call : calls) {
            sql("CREATE TEMP TRIGGER t AFTER INSERT ON mine BEGIN SELECT " + call + "; END");
            sql("INSERT INTO mine VALUES (1)");
            sql("DROP TRIGGER t");
        }
        assertThat(value("SELECT count(*) FROM mine")).isEqualTo(String.valueOf(calls.length));
    }

    @Test
    void functionThatNeedsSeveralStatementsRefusesInsideAWritingStatement() throws SQLException {
        bootstrap();
        sql(
                "INSERT INTO _honker_live(id, queue, payload, state, worker_id, claim_expires_at, attempts, expires_at) VALUES"
                        + " (1,'q','','processing','w',99999999999,3,NULL), (2,'q','','processing','w',1,3,NULL),"
                        + " (3,'x','','pending',NULL,NULL,0,1), (4,'q','','pending',NULL,NULL,0,NULL)");
        call("honker_scheduler_register", "n", "q", "@every 1h", "p", 0, null);
        sql("UPDATE _honker_scheduler_tasks SET next_fire_at = 1000");
        sql("CREATE TABLE mine(i)");
        for (String call : new String[] {
            "honker_fail(1, 'w', 'boom')",
            "honker_retry(1, 'w', 0, 'boom')",
            "honker_claim_batch('q', 'w', 1, 300)",
            "honker_sweep_expired('x')",
            "honker_scheduler_tick(1000)"
        }) {
            String name = call.substring(0, call.indexOf('('));
            assertThatThrownBy(() -> sql("INSERT INTO mine SELECT " + call))
                    .hasMessageContaining(name + " takes several statements, which SQLite cannot undo together inside a"
                            + " writing statement (INSERT ... SELECT, a trigger); call it by a SELECT of its own");
        }
        assertThat(rows("SELECT * FROM mine UNION ALL SELECT id FROM _honker_dead"))
                .isEmpty();
        assertThat(rows("SELECT id, state, attempts FROM _honker_live ORDER BY id"))
                .containsExactly("1|processing|3", "2|processing|3", "3|pending|0", "4|pending|0");
        assertThat(rows("SELECT next_fire_at FROM _honker_scheduler_tasks")).containsExactly("1000");
    }

    @Test
    void schemaIsMadeInsideAWritingStatement() throws SQLException {
        sql("CREATE TABLE mine(id INTEGER PRIMARY KEY, job INTEGER)");
        sql("INSERT INTO mine(job) SELECT honker_enqueue('q', 'one', NULL, NULL, 0, 3, NULL)");
        sql("CREATE TEMP TRIGGER t AFTER INSERT ON mine BEGIN"
                + " UPDATE mine SET job = honker_enqueue('q', 'two', NULL, NULL, 0, 3, NULL) WHERE id = new.id; END");
        sql("INSERT INTO mine(job) VALUES (0)");
        assertThat(rows("SELECT mine.job, payload FROM mine JOIN _honker_live AS job ON job.id = mine.job ORDER BY 1"))
                .containsExactly("1|one", "2|two");
        assertThat(value("SELECT count(*) FROM sqlite_master WHERE name LIKE '%honker_live%'"))
                .isEqualTo("7");
        assertThat(value("PRAGMA integrity_check")).isEqualTo("ok");
    }

    @Test
    void schemaMadeByAStatementThatFailsGoesWithIt() throws SQLException {
        sql("CREATE TABLE mine(job INTEGER CHECK (job > 99))");
        assertThatThrownBy(() -> sql("INSERT INTO mine SELECT honker_enqueue('q', 'p', NULL, NULL, 0, 3, NULL)"))
                .hasMessageContaining("CHECK constraint failed");
        assertThat(rows("SELECT name FROM sqlite_master")).containsExactly("mine");
        assertThat(enqueue("q", "p")).isEqualTo(1L);
    }
}
