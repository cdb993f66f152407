package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that programs in other languages made, of this release and of older ones. */
class PeerFileTest extends CliFixture {

    private static final String[] ROWS = {
        "INSERT INTO _honker_live(queue, payload) VALUES ('q', '{\"n\": 1}')",
        "INSERT INTO _honker_live(queue, payload, state, worker_id, claim_expires_at, attempts)"
                + " VALUES ('q', '2', 'processing', 'w', unixepoch() + 100, 1)",
        "INSERT INTO _honker_dead(id, queue, payload, last_error) VALUES (99, 'q', '3', 'boom')",
        "INSERT INTO _honker_stream(topic, key, payload) VALUES ('t', 'k', '4')",
        "INSERT INTO _honker_locks VALUES ('l', 'o', unixepoch() + 100)",
        "INSERT INTO _honker_scheduler_tasks(name, queue, cron_expr, payload, next_fire_at)"
                + " VALUES ('s', 'q', '@every 1h', '6', unixepoch() + 3600)",
        "INSERT INTO _honker_results(job_id, value) VALUES (1, '5')"
    };

    private void make(String kind) {
        execute("PRAGMA journal_mode = " + (kind.contains("wal") ? "wal" : "delete"));
        execute(kind.contains("old") ? PeerSchema.withOldSchedules() : PeerSchema.complete());
        execute(ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wal", "delete", "old wal", "old delete"})
    void readingCommandsReadThemAndLeaveEveryByteAsItIs(String kind) throws IOException {
        make(kind);
        byte[] before = Files.readAllBytes(file);
        honker("stats", "q").isOk().says("DUE", "HELD");
        assertThat(honker("stats", "--json").isOk().json().get(0).get("held").asInt())
                .isOne();
        assertThat(honker("jobs", "list", "--json").isOk().json()).hasSize(2);
        assertThat(honker("jobs", "show", "1", "--json")
                        .isOk()
                        .json()
                        .get("result")
                        .asText())
                .isEqualTo("5");
        honker("jobs", "show", "99").isOk().says("boom");
        honker("dead", "list").isOk().says("boom");
        honker("locks").isOk().says("l     o");
        honker("streams").isOk().says("t ");
        honker("consumers").isOk().says("no consumer");
        honker("queue", "drain", "q", "--timeout", "0s").failed("1 due, 1 held");
        honker("schedule", "list").isOk().says("@every 1h", "yes");
        honker("tail", "t", "--no-follow").isOk().says("k  4");
        assertThat(honker("listen", "c", "--timeout", "0s").code()).isOne();
        Result check = honker("check").isOk();
        assertThat(check.out().contains("lacks enabled, max_attempts")).isEqualTo(kind.contains("old"));
        assertThat(check.out()).contains("_honker_unique_jobs", "ok");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wal", "delete", "old delete"})
    void writingCommandsWorkAndKeepTheJournalMode(String kind) {
        make(kind);
        honker("enqueue", "q", "{}").isOk();
        honker("jobs", "cancel", "1").isOk();
        honker("dead", "redrive", "99").isOk();
        honker("notify", "c", "1").isOk();
        honker("queue", "pause", "q").isOk();
        honker("queue", "resume", "q").isOk();
        honker("schedule", "pause", "s").isOk();
        honker("schedule", "list").isOk().says("no");
        assertThat(text("SELECT group_concat(id) FROM _honker_live")).isEqualTo("2,3,99");
        assertThat(text("PRAGMA journal_mode"))
                .isEqualTo(List.of(kind.split(" ")).contains("wal") ? "wal" : "delete");
    }

    @Test
    void tableThatNobodyUsedYetIsReadAsEmptyAndNotMade() throws IOException {
        make("wal");
        execute("DROP TABLE _honker_notifications", "DROP TABLE _honker_stream", "DROP TABLE _honker_locks");
        byte[] before = Files.readAllBytes(file);
        honker("locks").isOk().says("no lock");
        honker("streams").isOk().says("no stream");
        assertThat(honker("listen", "c", "--timeout", "0s").err()).contains("listening on c");
        assertThat(honker("tail", "t", "--no-follow").isOk().out()).isEmpty();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
}
