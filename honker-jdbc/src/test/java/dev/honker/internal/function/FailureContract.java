package dev.honker.internal.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** No failure is taken for "nothing there". */
public interface FailureContract extends FunctionFixture {

    Object[][] WRITES = {
        {"notify", "c", "p"},
        {"honker_enqueue", "q", "p", null, null, 0, 3, null},
        {"honker_claim_batch", "q", "w", 1, 300},
        {"honker_ack", 1, "w"},
        {"honker_ack_batch", "[1]", "w"},
        {"honker_retry", 1, "w", 0, ""},
        {"honker_retry", 99, "w", 0, ""},
        {"honker_fail", 1, "w", ""},
        {"honker_fail", 99, "w", ""},
        {"honker_heartbeat", 1, "w", 5},
        {"honker_cancel", 1},
        {"honker_sweep_expired", "q"},
        {"honker_lock_acquire", "n", "o", 5},
        {"honker_lock_renew", "n", "o", 5},
        {"honker_lock_release", "n", "o"},
        {"honker_rate_limit_try", "n", 5, 5},
        {"honker_rate_limit_sweep", 5},
        {"honker_scheduler_register", "n", "q", "* * * * *", "p", 0, null},
        {"honker_scheduler_unregister", "s"},
        {"honker_scheduler_tick", Long.valueOf(99_999_999_999L)},
        {"honker_scheduler_pause", "s"},
        {"honker_scheduler_resume", "s"},
        {"honker_scheduler_update", "s", null, "p", null, null, 0},
        {"honker_result_save", 1, "v", 0},
        {"honker_result_sweep"},
        {"honker_stream_publish", "t", null, "p"},
        {"honker_stream_save_offset", "c", "t", 5},
    };

    Object[][] READS = {
        {"honker_get_job", 1},
        {"honker_queue_next_claim_at", "q"},
        {"honker_scheduler_soonest"},
        {"honker_scheduler_list"},
        {"honker_result_get", 1},
        {"honker_stream_read_since", "t", 0, 5},
        {"honker_stream_get_offset", "c", "t"},
    };

    @TestFactory
    default List<DynamicTest> writingWhileAnotherProcessWritesIsAnError() throws SQLException {
        return whileLocked(WRITES, "BEGIN IMMEDIATE");
    }

    @TestFactory
    default List<DynamicTest> readingAnExclusivelyLockedFileIsAnError() throws SQLException {
        return whileLocked(READS, "BEGIN EXCLUSIVE");
    }

    private List<DynamicTest> whileLocked(Object[][] calls, String begin) throws SQLException {
        bootstrap();
        sql(
                "INSERT INTO _honker_live(id, queue, payload, state, worker_id, claim_expires_at, attempts, expires_at) VALUES"
                        + " (1,'q','','processing','w',99999999999,1,NULL), (2,'q','','pending',NULL,NULL,0,1)");
        call("honker_scheduler_register", "s", "q", "@every 1h", "p", 0, null);
        sql("PRAGMA busy_timeout = 0");
        // why: in WAL mode nobody can keep readers out
        sql("PRAGMA journal_mode = DELETE");
        String file = rows("SELECT file FROM pragma_database_list WHERE name = 'main'")
                .get(0);
        List<DynamicTest> tests = new ArrayList<>();
        for (Object[] call : calls) {
            @Nullable Object[] arguments = new Object[call.length - 1];
            System.arraycopy(call, 1, arguments, 0, arguments.length);
            tests.add(dynamicTest(call[0] + "/" + arguments.length, () -> {
                try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                        Statement statement = other.createStatement()) {
                    statement.execute(begin);
                    assertThat(error((String) call[0], arguments)).startsWith("database is locked");
                    statement.execute("ROLLBACK");
                }
            }));
        }
        return tests;
    }
}
