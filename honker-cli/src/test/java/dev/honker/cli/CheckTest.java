package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code check}: what it finds, and that it finds nothing where nothing is wrong. */
class CheckTest extends CliFixture {

    @Test
    void freshFileIsWell() {
        open().close();
        assertThat(honker("check", "--json").isOk().json().get("findings")).isEmpty();
        honker("check").isOk().says("JOURNAL MODE  wal", "ok");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            DROP TABLE _honker_stream; table _honker_stream is missing
            DROP INDEX _honker_live_claim; index _honker_live_claim is missing
            ALTER TABLE _honker_dead DROP COLUMN last_error; _honker_dead lacks last_error
            CREATE TABLE _honker_jobs(id); _honker_jobs is a table
            INSERT INTO _honker_live(queue, payload, run_at) VALUES ('q', '1', 1.5); run_at is not a whole number
            INSERT INTO _honker_live(queue, payload) VALUES ('q', x'01'); payload is not a text
            INSERT INTO _honker_live(queue, payload, state) VALUES ('q', '1', 'done'); state is neither
            INSERT INTO _honker_live(queue, payload, worker_id) VALUES ('q', '1', 'w'); pending, but with a worker
            INSERT INTO _honker_live(queue, payload, state) VALUES ('q', '1', 'processing'); without a worker
            INSERT INTO _honker_notifications(channel, payload) VALUES ('c', x'01'); payload is not a text
            INSERT INTO _honker_results(job_id, value, expires_at) VALUES (1, '1', 1e30); expires_at is not
            INSERT INTO _honker_live(queue, payload, state, worker_id, claim_expires_at) VALUES ('q', '1', 'processing', 'w', 5); the claim of job 1 lapsed up to
            INSERT INTO _honker_scheduler_tasks VALUES ('s', 'q', '@daily', '1', 0, NULL, unixepoch(), 1, 3); schedule 's' can't be read
            INSERT INTO _honker_scheduler_tasks VALUES ('s', 'q', '* * * * *', '1', 0, NULL, unixepoch() - 600, 1, 3); schedule 's' is overdue by 60
            """)
    void problemIsNamedAndMakesItFail(String statement, String problem) {
        open().close();
        execute(statement);
        Result check = honker("check", "--json");
        assertThat(check.code()).as(check::toString).isOne();
        assertThat(check.json().get("ok").asBoolean()).isFalse();
        JsonNode finding = check.json().get("findings").get(0);
        assertThat(finding.get("severity").asText()).isEqualTo("problem");
        assertThat(finding.get("text").asText()).contains(problem);
        Result text = honker("check");
        assertThat(text.code()).isOne();
        assertThat(text.out()).contains("problem", problem).doesNotContain("ok\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            PRAGMA journal_mode = DELETE; journal_mode is delete
            DROP TABLE _honker_unique_jobs; _honker_unique_jobs
            INSERT INTO _honker_live(queue, payload, expires_at) VALUES ('q', '1', 5); job 1 will not run any more
            INSERT INTO _honker_live(queue, payload, state, worker_id, claim_expires_at) VALUES ('q', '1', 'processing', 'w', unixepoch() + 9000000); lasts up to 104 more days
            """)
    void noteIsNoProblem(String statement, String note) {
        open().close();
        execute(statement);
        JsonNode finding =
                honker("check", "--json").isOk().json().get("findings").get(0);
        assertThat(finding.get("severity").asText()).isEqualTo("note");
        assertThat(finding.get("text").asText()).contains(note);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            INSERT INTO _honker_live(queue, payload, state, worker_id, claim_expires_at) VALUES ('q', '1', 'processing', 'w', unixepoch() + 60)
            INSERT INTO _honker_live(queue, payload, state, worker_id, claim_expires_at) VALUES ('q', '1', 'processing', 'w', unixepoch() - 5)
            INSERT INTO _honker_scheduler_tasks VALUES ('s', 'q', '* * * * *', '1', 0, NULL, unixepoch() - 600, 0, 3)
            INSERT INTO _honker_scheduler_tasks VALUES ('s', 'q', '@every 5s', '1', 0, 9, unixepoch() - 5, 1, 3)
            CREATE VIEW _honker_jobs AS SELECT 1
            CREATE TABLE mine(payload)
            """)
    void whatIsOrdinaryIsNotFound(String statement) {
        open().close();
        execute(statement);
        assertThat(honker("check", "--json").isOk().json().get("findings")).isEmpty();
    }

    @Test
    void brokenPagesAreFound() throws IOException {
        open().close();
        execute(
                "PRAGMA wal_checkpoint(TRUNCATE)",
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                        + " INSERT INTO _honker_live(queue, payload) SELECT 'q', '{}' FROM n",
                "PRAGMA wal_checkpoint(TRUNCATE)");
        long page = number("SELECT rootpage FROM sqlite_master WHERE name = '_honker_live_claim'");
        try (RandomAccessFile pages = new RandomAccessFile(file.toFile(), "rw")) {
            pages.seek((page - 1) * 4096);
            pages.write(new byte[4096]);
        }
        Result check = honker("check", "--json");
        assertThat(check.code()).as(check::toString).isOne();
        assertThat(check.out()).contains("\"content\"");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void processesThatHaveTheFileOpenAreNamedAndThoseThatMissedItsReplacementAreAProblem() throws IOException {
        open().close();
        execute("PRAGMA journal_mode = DELETE");
        Process process =
                new ProcessBuilder("sleep", "600").redirectInput(file.toFile()).start();
        try {
            JsonNode check = honker("check", "--json").isOk().json();
            assertThat(check.get("open_by")).hasSize(1);
            assertThat(check.get("open_by").get(0).asText()).startsWith(process.pid() + " ");
            Path copy = Files.copy(file, folder.resolve("copy.db"));
            Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
            Result replaced = honker("check", "--json");
            assertThat(replaced.code()).as(replaced::toString).isOne();
            assertThat(replaced.json().get("open_by")).isEmpty();
            assertThat(replaced.json().get("findings").get(0).get("text").asText())
                    .startsWith("process " + process.pid() + " has a file open");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void largeLogIsFound() throws SQLException {
        execute("PRAGMA page_size = 512", "PRAGMA journal_mode = WAL", "CREATE TABLE mine(i)");
        open().close();
        try (Connection open = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = open.createStatement()) {
            statement.execute("INSERT INTO mine VALUES (zeroblob(25000000))");
            Result check = honker("check", "--json");
            assertThat(check.code()).as(check::toString).isOne();
            assertThat(check.out()).contains("the write-ahead log has 2");
        }
        honker("check").isOk();
    }
}
