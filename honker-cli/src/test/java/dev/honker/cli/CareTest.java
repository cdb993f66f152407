package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.honker.Database;
import dev.honker.LockHandle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code locks} and {@code prune}. */
class CareTest extends CliFixture {

    @Test
    void locksTellsWhoHasThem() {
        try (Database database = open()) {
            honker("locks").isOk().says("no lock");
            execute("INSERT INTO _honker_locks VALUES ('old', 'gone', unixepoch() - 5)");
            try (LockHandle lock = database.lock("report")) {
                JsonNode locks = honker("locks", "--json").isOk().json();
                assertThat(locks).hasSize(2);
                assertThat(locks.get(0).get("expired").asBoolean()).isTrue();
                assertThat(locks.get(1).get("owner").asText()).isEqualTo(lock.owner());
                assertThat(locks.get(1).get("expired").asBoolean()).isFalse();
                assertThat(locks.get(1).get("left_s").asInt()).isBetween(1, 60);
            }
        }
    }

    private void growOld() {
        open().close();
        execute(
                "INSERT INTO _honker_notifications(channel, payload, created_at) VALUES ('c', '1', unixepoch() - 100),"
                        + " ('c', '2', unixepoch() - 100), ('c', '3', unixepoch())",
                "INSERT INTO _honker_dead(id, queue, payload, died_at) VALUES (1, 'q', '1', unixepoch() - 100)",
                "INSERT INTO _honker_results(job_id, value, expires_at) VALUES (1, '1', unixepoch() - 100)",
                "INSERT INTO _honker_rate_limits VALUES ('r', unixepoch() - 100, 1)",
                "INSERT INTO _honker_live(queue, payload, expires_at) VALUES ('q', '1', unixepoch() - 100)",
                "INSERT INTO _honker_locks VALUES ('l', 'o', unixepoch() - 100)",
                "INSERT INTO _honker_unique_jobs VALUES ('q', 'k', 99)",
                "INSERT INTO _honker_stream(topic, payload, created_at) VALUES ('t', '1', unixepoch() - 100)");
    }

    @Test
    void pruneTakesWhatIsNamedAndNothingElse() {
        growOld();
        List<List<String>> prunes = List.of(
                List.of("notifications", "--keep", "2"),
                List.of("notifications", "--notifications-older-than", "50s"),
                List.of("dead_letters", "--dead-older-than", "50s"),
                List.of("results", "--results"),
                List.of("rate_limits", "--rate-limits-older-than", "50s"),
                List.of("events", "--events-older-than", "50s"),
                List.of("expired_jobs", "--jobs"),
                List.of("locks", "--locks"),
                List.of("unique_keys", "--unique-keys"));
        for (List<String> prune : prunes) {
            List<String> command = new ArrayList<>(List.of("prune", "--json"));
            command.addAll(prune.subList(1, prune.size()));
            JsonNode report = honker(command.toArray(new String[0])).isOk().json();
            report.properties().forEach(field -> {
                if (!field.getKey().equals("dry_run")) {
                    assertThat(field.getValue().asInt())
                            .as(prune + ": " + field)
                            .isEqualTo(field.getKey().equals(prune.get(0)) ? 1 : 0);
                }
            });
        }
        assertThat(text("SELECT group_concat(payload) FROM _honker_notifications"))
                .isEqualTo("3");
        assertThat(text("SELECT group_concat(last_error) FROM _honker_dead")).isEqualTo("expired");
    }

    @Test
    void dryRunCountsAndTakesNothing() {
        growOld();
        honker("prune", "--dry-run", "--results", "--keep", "0", "--jobs")
                .isOk()
                .says("would prune 5 rows");
        honker("prune", "--results", "--keep", "0", "--jobs").isOk().says("pruned 5 rows");
        honker("prune", "--results", "--keep", "0", "--jobs").isOk().says("pruned 0 rows");
    }

    @Test
    void pruneWantsToKnowWhat() {
        growOld();
        honker("prune").misused("name what to prune");
        honker("prune", "--dry-run").misused("name what to prune");
        honker("prune", "--keep", "-1").misused("must not be negative");
    }
}
