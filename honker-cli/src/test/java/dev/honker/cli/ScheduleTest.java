package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.honker.CronSchedule;
import dev.honker.Database;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code schedule}. */
class ScheduleTest extends CliFixture {

    @BeforeEach
    void add() {
        open().close();
        execute(
                "INSERT INTO _honker_scheduler_tasks VALUES"
                        + " ('daily', 'q', '0 3 * * *', '{\"n\": 1}', 5, 60, unixepoch() + 600, 1, 7)",
                "INSERT INTO _honker_scheduler_tasks VALUES"
                        + " ('broken', 'q', '@daily', '2', 0, NULL, unixepoch() - 600, 1, 3)");
    }

    @Test
    void listShowsAllOfThemAlsoBrokenOnes() {
        honker("schedule", "list").isOk().says("@daily", "0 3 * * *", "-10m");
        JsonNode list = honker("schedule", "list", "--json").isOk().json();
        assertThat(list.get(0).get("name").asText()).isEqualTo("broken");
        JsonNode daily = list.get(1);
        assertThat(daily.get("payload").asText()).isEqualTo("{\"n\": 1}");
        assertThat(daily.get("expires_s").asInt()).isEqualTo(60);
        assertThat(daily.get("max_attempts").asInt()).isEqualTo(7);
        assertThat(daily.get("enabled").asBoolean()).isTrue();
        assertThat(daily.get("left_s").asInt()).isBetween(500, 600);
        execute("DELETE FROM _honker_scheduler_tasks");
        honker("schedule", "list").isOk().says("no schedule");
    }

    @Test
    void pauseAndResumeChangeItOnce() {
        honker("schedule", "pause", "daily").isOk().says("paused schedule daily");
        honker("schedule", "pause", "daily").isOk().says("was paused already");
        assertThat(honker("schedule", "list", "--json")
                        .json()
                        .get(1)
                        .get("enabled")
                        .asBoolean())
                .isFalse();
        assertThat(honker("schedule", "resume", "daily", "--json")
                        .isOk()
                        .json()
                        .get("changed")
                        .asBoolean())
                .isTrue();
        honker("schedule", "resume", "daily").isOk().says("was not paused");
        honker("schedule", "pause", "none").failed("no schedule none");
    }

    @Test
    void resumeSkipsWhatWasMissedOnlyIfAsked() {
        execute("UPDATE _honker_scheduler_tasks SET next_fire_at = unixepoch() - 999999");
        honker("schedule", "pause", "daily").isOk();
        honker("schedule", "resume", "daily").isOk();
        assertThat(nextFire()).isNegative();
        honker("schedule", "pause", "daily").isOk();
        honker("schedule", "resume", "daily", "--skip-missed").isOk();
        assertThat(nextFire()).isPositive();
    }

    private long nextFire() {
        return number("SELECT next_fire_at - unixepoch() FROM _honker_scheduler_tasks WHERE name = 'daily'");
    }

    @Test
    void runNowEnqueuesOneJobAndKeepsTheBoundary() {
        String before = text("SELECT next_fire_at FROM _honker_scheduler_tasks WHERE name = 'daily'");
        assertThat(honker("schedule", "run-now", "daily", "--json")
                        .isOk()
                        .json()
                        .get("job_id")
                        .asLong())
                .isOne();
        assertThat(text("SELECT queue || payload || priority || max_attempts FROM _honker_live"))
                .isEqualTo("q{\"n\": 1}57");
        assertThat(text("SELECT next_fire_at FROM _honker_scheduler_tasks WHERE name = 'daily'"))
                .isEqualTo(before);
        honker("schedule", "run-now", "none").failed("no schedule none");
    }

    @Test
    void removeTakesItAway() {
        honker("schedule", "remove", "broken").isOk().says("removed schedule broken");
        honker("schedule", "remove", "broken").failed("no schedule broken");
        assertThat(honker("schedule", "list", "--json").json()).hasSize(1);
    }

    @Test
    void listWarnsOfWhatMeansSomethingElseElsewhere() {
        try (Database db = open()) {
            db.scheduler().add("odd", "q", CronSchedule.cron("0/15 * * * *"), "1");
        }
        honker("schedule", "list").isOk().says("selects just 0 here");
        honker("schedule", "list", "--json").isOk().says("write 0-59/15");
        honker("schedule", "list", "--json").isOk().says("at minute 0 of each hour, every day; next at ");
    }

    @Test
    void missedRunsAreShownAndSet() {
        assertThat(missed()).isEqualTo("fire");
        honker("schedule", "missed", "daily", "fire-once").isOk().says("treats missed runs from now on as fire-once");
        assertThat(missed()).isEqualTo("fire-once");
        honker("schedule", "missed", "daily", "FIRE-ONCE").isOk().says("treats missed runs already as fire-once");
        honker("schedule", "list").isOk().says("MISSED", "fire-once");
        honker("schedule", "missed", "daily", "skip").isOk();
        assertThat(missed()).isEqualTo("skip");
        execute("UPDATE _honker_scheduler_tasks SET next_fire_at = unixepoch() - 999999");
        honker("schedule", "pause", "daily").isOk();
        honker("schedule", "resume", "daily").isOk();
        assertThat(nextFire()).as("resume goes by it").isPositive();
        honker("schedule", "missed", "daily", "never").misused("must be fire or fire-once or skip, but is 'never'");
        honker("schedule", "missed", "none", "skip").failed("no schedule none");
    }

    private String missed() {
        return honker("schedule", "list", "--json")
                .isOk()
                .json()
                .get(1)
                .get("missed")
                .asText();
    }

    @Test
    void describeSaysWhenAnExpressionFiresAndNeedsNoFile() {
        Result text = run("schedule", "describe", "30 3 * * *", "--zone", "Europe/Berlin")
                .isOk();
        text.says("at 03:30, every day", "Europe/Berlin");
        assertThat(text.lines().stream().filter(line -> line.matches(".*T03:30:00[+]0[12]:00")))
                .hasSize(5);
        assertThat(text.out()).doesNotContain("WARNINGS");
        JsonNode json = run("schedule", "describe", "0/15 * * * *", "--zone", "UTC", "--json")
                .isOk()
                .json();
        assertThat(json.get("next")).hasSize(5);
        assertThat(json.get("next").get(0).asText()).endsWith(":00:00Z");
        assertThat(json.get("warnings").toString()).contains("write 0-59/15");
        run("schedule", "describe", "0/15 * * * *").isOk().says("WARNINGS", "selects just 0 here");
    }

    @Test
    void describeOfWhatIsNoExpressionIsMisuse() {
        Result daily = run("schedule", "describe", "@daily");
        assertThat(daily.code()).isEqualTo(2);
        assertThat(daily.out()).isEmpty();
        assertThat(daily.err()).contains("@daily");
        assertThat(run("schedule", "describe", "0 0 30 2 *").code()).isEqualTo(2);
        run("schedule", "describe", "* * * * *", "--zone", "Nowhere/None").misused("Nowhere/None");
    }
}
