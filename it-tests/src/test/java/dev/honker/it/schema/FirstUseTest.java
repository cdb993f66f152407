package dev.honker.it.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Sql;
import dev.honker.it.support.SqlProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables come with the first function that needs them, whoever else is about to make them. */
class FirstUseTest {

    private static final String NAMES = "SELECT name FROM sqlite_master WHERE name GLOB '_honker_*' ORDER BY name";

    private static final String OLD_SCHEDULES = """
            CREATE TABLE _honker_scheduler_tasks(name TEXT PRIMARY KEY, queue TEXT NOT NULL, cron_expr TEXT NOT NULL,
              payload TEXT NOT NULL, priority INTEGER NOT NULL DEFAULT 0, expires_s INTEGER,
              next_fire_at INTEGER NOT NULL)""".replace('\n', ' ');

    @TempDir
    private Path folder;

    private final List<OtherJvm> processes = new ArrayList<>();

    @Test
    void eightProcessesMayUseAFreshFileAtOnceEachByAnotherFunction() throws Exception {
        Map<String, String> calls = new LinkedHashMap<>();
        calls.put("SELECT notify('c', 'p')", "1");
        calls.put("SELECT honker_enqueue('q', 'p', null, 3600, 0, 3, null)", "1");
        calls.put("SELECT honker_claim_batch('q', 'w', 1, 60)", "[]");
        calls.put("SELECT honker_stream_publish('t', 'k', 'p')", "1");
        calls.put("SELECT honker_lock_acquire('l', 'o', 60)", "1");
        calls.put("SELECT honker_scheduler_register('s', 'q', '@every 1h', 'p', 0, null)", "1");
        calls.put("SELECT honker_result_save(7, 'v', 60)", "1");
        calls.put("SELECT honker_bootstrap()", "1");
        int rounds = 15 * Integer.getInteger("repeat", 1);
        for (int round = 0; round < rounds; round++) {
            Path file = folder.resolve(round + ".db");
            if (round % 3 == 2) {
                // why: as an application has it that was on plain SQLite until now
                try (Connection plain = Sql.openPlain(file)) {
                    Sql.run(plain, "CREATE TABLE mine(i)");
                }
            }
            atOnce(file, calls);
            try (Connection connection = Sql.open(file)) {
                requireComplete(connection);
                assertThat(Sql.number(connection, "SELECT count(*) FROM _honker_live"))
                        .isOne();
                assertThat(Sql.texts(connection, "SELECT name FROM _honker_scheduler_tasks"))
                        .containsExactly("s");
                assertThat(Sql.text(connection, "PRAGMA integrity_check")).isEqualTo("ok");
            }
        }
    }

    @Test
    void oldScheduleTableIsUpgradedOnceByEightProcessesAndKeepsItsRows() throws Exception {
        Map<String, String> calls = new LinkedHashMap<>();
        calls.put("SELECT honker_scheduler_register('new', 'q', '@every 1h', 'p', 0, null)", "1");
        calls.put("SELECT honker_scheduler_soonest()", "1000000000000");
        calls.put("SELECT honker_scheduler_tick(5)", "[]");
        calls.put("SELECT honker_scheduler_pause('none')", "0");
        calls.put("SELECT honker_scheduler_resume('none')", "0");
        calls.put("SELECT honker_bootstrap()", "1");
        calls.put("SELECT honker_enqueue('q', 'p', null, null, 0, 3, null)", "1");
        calls.put("SELECT honker_scheduler_update('none', null, 'x', null, null, 0)", "0");
        for (int round = 0; round < 5 * Integer.getInteger("repeat", 1); round++) {
            Path file = folder.resolve("old-" + round + ".db");
            try (Connection plain = Sql.openPlain(file)) {
                Sql.run(plain, OLD_SCHEDULES);
                Sql.run(
                        plain,
                        "INSERT INTO _honker_scheduler_tasks VALUES"
                                + " ('old', 'q', '@every 1h', 'kept', 4, 5, 1000000000000)");
            }
            Map<String, String> answers = atOnce(file, calls, "SELECT honker_scheduler_soonest()");
            assertThat(Long.parseLong(answers.get("SELECT honker_scheduler_soonest()")))
                    .isIn(1_000_000_000_000L, soonest(file));
            try (Connection connection = Sql.open(file)) {
                requireComplete(connection);
                assertThat(Sql.texts(connection, "SELECT name FROM pragma_table_info('_honker_scheduler_tasks')"))
                        .startsWith("name", "queue", "cron_expr", "payload", "priority", "expires_s", "next_fire_at")
                        .hasSize(9)
                        .contains("enabled", "max_attempts");
                assertThat(Sql.text(
                                connection,
                                "SELECT payload || priority || expires_s || next_fire_at || enabled || max_attempts"
                                        + " FROM _honker_scheduler_tasks WHERE name = 'old'"))
                        .isEqualTo("kept4510000000000001" + "3");
                assertThat(Sql.text(connection, "SELECT honker_scheduler_list()"))
                        .contains("\"name\":\"new\"", "\"name\":\"old\"");
            }
        }
    }

    private static long soonest(Path file) throws SQLException {
        try (Connection connection = Sql.open(file)) {
            return Sql.number(connection, "SELECT honker_scheduler_soonest()");
        }
    }

    @Test
    void openingSelectingAndReadingMetadataWriteNothing() throws Exception {
        Path file = folder.resolve("app.db");
        try (Connection plain = Sql.openPlain(file)) {
            Sql.run(plain, "PRAGMA journal_mode = WAL");
            Sql.run(plain, "CREATE TABLE mine(i)");
            Sql.run(plain, "INSERT INTO mine VALUES (1)");
            String version = Sql.text(plain, "PRAGMA data_version");
            String cookie = Sql.text(plain, "PRAGMA schema_version");
            OtherJvm other = processes.get(0);
            assertThat(other.ask(".open " + Sql.url(file))).isEqualTo("ok");
            try (Connection connection = Sql.open(file)) {
                for (boolean autoCommit : new boolean[] {true, false}) {
                    connection.setAutoCommit(autoCommit);
                    assertThat(Sql.number(connection, "SELECT count(*) FROM mine"))
                            .isOne();
                    try (var tables = connection.getMetaData().getTables(null, null, "%", null)) {
                        assertThat(tables.next()).isTrue();
                    }
                    assertThat(connection.isValid(1)).isTrue();
                    Sql.number(connection, "SELECT honker_cron_next_after('@every 5s', 0)");
                    if (!autoCommit) {
                        connection.commit();
                    }
                }
                assertThat(other.ask("SELECT i FROM mine")).isEqualTo("1");
                assertThat(other.ask(".subscribe")).isEqualTo("ok");
                assertThat(other.ask(".await 20")).isEqualTo("false");
            }
            assertThat(Sql.text(plain, "PRAGMA data_version")).isEqualTo(version);
            assertThat(Sql.text(plain, "PRAGMA schema_version")).isEqualTo(cookie);
            assertThat(Sql.texts(plain, NAMES)).isEmpty();
        }
    }

    @BeforeEach
    void startProcesses() throws Exception {
        for (int i = 0; i < 8; i++) {
            processes.add(SqlProcess.begin(folder, "none yet"));
        }
        for (OtherJvm process : processes) {
            process.expect("ready");
        }
    }

    @AfterEach
    void endProcesses() throws Exception {
        for (OtherJvm process : processes) {
            process.close();
        }
    }

    private Map<String, String> atOnce(Path file, Map<String, String> calls, String... unsure) throws Exception {
        assertThat(calls).hasSameSizeAs(processes);
        for (OtherJvm process : processes) {
            assertThat(process.ask(".open " + Sql.url(file, "busy_timeout=30000")))
                    .isEqualTo("ok");
        }
        int next = 0;
        for (String call : calls.keySet()) {
            processes.get(next++).send(call);
        }
        Map<String, String> answers = new LinkedHashMap<>();
        next = 0;
        for (Map.Entry<String, String> call : calls.entrySet()) {
            String answer = processes.get(next++).line();
            answers.put(call.getKey(), answer);
            if (!List.of(unsure).contains(call.getKey())) {
                assertThat(answer).as(call.getKey()).isEqualTo(call.getValue());
            }
        }
        return answers;
    }

    private static void requireComplete(Connection connection) throws SQLException {
        assertThat(Sql.texts(connection, NAMES))
                .containsExactly(
                        "_honker_dead",
                        "_honker_dead_queue",
                        "_honker_live",
                        "_honker_live_claim",
                        "_honker_live_exhausted",
                        "_honker_live_expiry",
                        "_honker_live_pending_deadline",
                        "_honker_live_processing_deadline",
                        "_honker_live_ready",
                        "_honker_locks",
                        "_honker_notifications",
                        "_honker_notifications_recent",
                        "_honker_paused_queues",
                        "_honker_rate_limits",
                        "_honker_results",
                        "_honker_schedule_fires",
                        "_honker_schedule_missed",
                        "_honker_scheduler_tasks",
                        "_honker_stream",
                        "_honker_stream_consumers",
                        "_honker_stream_topic",
                        "_honker_unique_jobs");
    }
}
