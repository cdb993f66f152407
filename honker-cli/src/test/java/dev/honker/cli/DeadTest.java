package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code dead}. */
class DeadTest extends CliFixture {

    @BeforeEach
    void fill() {
        open().close();
        execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)"
                + " INSERT INTO _honker_dead(id, queue, payload, max_attempts, last_error)"
                + " SELECT i, CASE WHEN i <= 2400 THEN 'a' ELSE 'b' END, '{}', 3, 'boom ' || i FROM n");
    }

    @Test
    void listGoesOnWhereItEnded() {
        assertThat(honker("dead", "list", "--json").isOk().json()).hasSize(50);
        honker("dead", "list", "--after", "50", "--limit", "1").isOk().says("boom 51", "--after 51 goes on");
        assertThat(honker("dead", "list", "--queue", "b", "--json")
                        .isOk()
                        .json()
                        .get(0)
                        .get("id")
                        .asInt())
                .isEqualTo(2401);
        honker("dead", "list", "--queue", "c").isOk().says("no dead letter");
    }

    @Test
    void showTellsWhyItDied() {
        honker("dead", "show", "7").isOk().says("boom 7");
        honker("dead", "show", "9999").failed("no dead letter 9999");
    }

    @Test
    void showPrintsStackTraceAsItsLines() {
        execute("UPDATE _honker_dead SET last_error = 'boom' || char(13, 10, 9) || 'at a.B.c(B.java:1)' || char(10)"
                + " || 'Caused by: d.E' || char(27) WHERE id = 7");
        String indent = " ".repeat("MAX ATTEMPTS  ".length());
        assertThat(honker("dead", "show", "7").isOk().lines())
                .containsSubsequence(
                        "LAST ERROR    boom", indent + "    at a.B.c(B.java:1)", indent + "Caused by: d.E\\u001b");
    }

    @Test
    void redriveTakesSomeByTheirIds() {
        Result result = honker("dead", "redrive", "1", "2500", "9999");
        assertThat(result.code()).isOne();
        assertThat(result.err()).contains("no dead letter 9999");
        result.says("redrove 2 dead letters");
        assertThat(text("SELECT group_concat(id) FROM _honker_live")).isEqualTo("1,2500");
        assertThat(number("SELECT count(*) FROM _honker_dead")).isEqualTo(2498);
    }

    @Test
    void redriveTakesAllOfAQueue() {
        honker("dead", "redrive", "--all", "--queue", "a").isOk().says("redrove 2400 dead letters of a");
        assertThat(number("SELECT count(*) FROM _honker_live WHERE queue = 'a'"))
                .isEqualTo(2400);
        assertThat(number("SELECT count(*) FROM _honker_dead")).isEqualTo(100);
    }

    @Test
    void deleteTakesAll() {
        assertThat(honker("dead", "delete", "--all", "--yes", "--json")
                        .isOk()
                        .json()
                        .get("count")
                        .asInt())
                .isEqualTo(2500);
        assertThat(number("SELECT count(*) FROM _honker_dead")).isZero();
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
    }

    @Test
    void deleteOfAllNeedsYesWithoutATerminal() {
        honker("dead", "delete", "--all").misused("--yes");
        honker("dead", "delete", "--all", "--queue", "a", "--json").misused("--yes");
        assertThat(number("SELECT count(*) FROM _honker_dead")).isEqualTo(2500);
        honker("dead", "delete", "1").isOk().says("deleted 1 dead letter");
        honker("dead", "delete", "--all", "--queue", "b", "-y").isOk().says("deleted 100 dead letters of b");
        assertThat(number("SELECT count(*) FROM _honker_dead")).isEqualTo(2399);
    }

    @Test
    void refusedDeleteOfAllDoesNotTouchTheFile() {
        execute("DROP TABLE _honker_results");
        honker("dead", "delete", "--all").misused("--yes");
        assertThat(number("SELECT count(*) FROM sqlite_master WHERE name = '_honker_results'"))
                .isZero();
    }

    @Test
    void redriveEndsThoughJobsDieAgainMeanwhile() {
        execute("CREATE TRIGGER again AFTER INSERT ON _honker_live BEGIN"
                + " INSERT INTO _honker_dead(id, queue, payload) VALUES (NEW.id + 10000, NEW.queue, NEW.payload);"
                + " DELETE FROM _honker_live WHERE id = NEW.id; END");
        honker("dead", "redrive", "--all").isOk().says("redrove 2500 dead letters");
        assertThat(number("SELECT count(*) FROM _honker_dead")).isEqualTo(2500);
    }

    @Test
    void allMustBeMeant() {
        honker("dead", "delete").misused("name either ids or --all");
        honker("dead", "delete", "--queue", "a").misused("name either ids or --all");
        honker("dead", "delete", "1", "--all").misused("name either ids or --all");
        honker("dead", "delete", "1", "--queue", "a").misused("--queue only with --all");
        assertThat(number("SELECT count(*) FROM _honker_dead")).isEqualTo(2500);
    }
}
