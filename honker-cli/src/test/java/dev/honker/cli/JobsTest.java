package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code jobs} and {@code stats}. */
class JobsTest extends CliFixture {

    @BeforeEach
    void fill() {
        open().close();
        execute(
                job(1, "a", "run_at", "unixepoch() - 60"),
                job(2, "a", "run_at", "unixepoch() + 3600"),
                job(3, "a", "state, worker_id, claim_expires_at, attempts", "'processing', 'w', unixepoch() + 3600, 1"),
                job(4, "a", "state, worker_id, claim_expires_at, attempts", "'processing', 'w', unixepoch() - 60, 3"),
                job(5, "b", "expires_at", "unixepoch() - 60"),
                "INSERT INTO _honker_dead(id, queue, payload, last_error) VALUES (6, 'c', '{}', 'boom')",
                "INSERT INTO _honker_paused_queues(queue) VALUES ('b')");
    }

    private static String job(int id, String queue, String columns, String values) {
        return "INSERT INTO _honker_live(id, queue, payload, " + columns + ") VALUES (" + id + ", '" + queue
                + "', '{}', " + values + ")";
    }

    @Test
    void statsCountEachJobOnce() {
        assertThat(honker("stats").isOk().lines()).hasSize(4);
        JsonNode stats = honker("stats", "--json").isOk().json();
        assertThat(stats).hasSize(3);
        assertThat(stats.get(0).toString())
                .matches("\\{\"queue\":\"a\",\"due\":1,\"delayed\":1,\"held\":1,\"lapsed\":1,\"expired\":0,\"dead\":0,"
                        + "\"oldest_due_s\":6\\d,\"paused\":false}");
        assertThat(stats.get(1).toString())
                .isEqualTo("{\"queue\":\"b\",\"due\":0,\"delayed\":0,\"held\":0,\"lapsed\":0,\"expired\":1,\"dead\":0,"
                        + "\"oldest_due_s\":null,\"paused\":true}");
        assertThat(stats.get(2).get("dead").asInt()).isOne();
        assertThat(honker("stats", "b", "--json").isOk().json()).isEqualTo(stats.get(1));
        assertThat(honker("stats", "none", "--json").isOk().json().get("due").asInt())
                .isZero();
    }

    @Test
    void listFiltersByQueueConditionAndId() {
        assertThat(ids("jobs", "list")).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(ids("jobs", "list", "--queue", "a")).containsExactly(1L, 2L, 3L, 4L);
        assertThat(ids("jobs", "list", "--condition", "due")).containsExactly(1L);
        assertThat(ids("jobs", "list", "--condition", "delayed")).containsExactly(2L);
        assertThat(ids("jobs", "list", "--condition", "HELD")).containsExactly(3L);
        assertThat(ids("jobs", "list", "--condition", "lapsed")).containsExactly(4L);
        assertThat(ids("jobs", "list", "--condition", "expired")).containsExactly(5L);
        assertThat(ids("jobs", "list", "--after", "2", "--limit", "2")).containsExactly(3L, 4L);
        honker("jobs", "list", "--limit", "2").isOk().says("there may be more: --after 2 goes on");
        honker("jobs", "list", "--queue", "none").isOk().says("no such job");
    }

    @Test
    void everyJobIsListedWithTheConditionItIsFoundBy() {
        for (String condition : List.of("due", "delayed", "held", "lapsed", "expired")) {
            JsonNode found = honker("jobs", "list", "--condition", condition, "--json")
                    .isOk()
                    .json();
            assertThat(found).hasSize(1);
            assertThat(found.get(0).get("condition").asText()).isEqualTo(condition);
        }
    }

    @Test
    void showTellsOfLiveDeadAndDoneJobs() {
        honker("jobs", "show", "3").isOk().says("held", "WORKER ID         w");
        honker("jobs", "show", "6").isOk().says("dead", "boom");
        execute("INSERT INTO _honker_results(job_id, value) VALUES (7, '{\"ok\":true}')");
        honker("jobs", "show", "7").isOk().says("done", "{\"ok\":true}");
        honker("jobs", "show", "8").failed("no job 8");
    }

    @Test
    void cancelDeletesWhateverItsCondition() {
        honker("jobs", "cancel", "3").isOk().says("cancelled job 3 on a");
        assertThat(ids("jobs", "list")).containsExactly(1L, 2L, 4L, 5L);
        honker("jobs", "cancel", "3").failed("no live job 3");
        honker("jobs", "cancel", "6").failed("no live job 6");
    }

    @Test
    void retryLetsEverythingRunThatNobodyHolds() {
        for (String id : List.of("1", "2", "4", "5", "6")) {
            honker("jobs", "retry", id).isOk().says("job " + id + " on ");
        }
        honker("jobs", "retry", "3").failed("job 3 is held by w until ");
        honker("jobs", "retry", "9").failed("no job 9");
        assertThat(ids("jobs", "list", "--condition", "due")).containsExactly(1L, 2L, 4L, 5L, 6L);
        assertThat(text("SELECT group_concat(id) FROM _honker_live WHERE attempts >= max_attempts"
                        + " OR state = 'pending' AND (worker_id IS NOT NULL OR claim_expires_at IS NOT NULL)"))
                .isEqualTo("null");
        assertThat(number("SELECT unixepoch() - run_at FROM _honker_live WHERE id = 1"))
                .as("a due job keeps its place")
                .isGreaterThanOrEqualTo(60);
    }

    private List<Long> ids(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.add("--json");
        List<Long> ids = new ArrayList<>();
        honker(all.toArray(new String[0]))
                .isOk()
                .json()
                .forEach(job -> ids.add(job.get("id").asLong()));
        return ids;
    }
}
