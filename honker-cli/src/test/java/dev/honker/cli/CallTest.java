package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.TaskWorkerHandle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code call}. */
class CallTest extends CliFixture {

    private String payload() {
        return text("SELECT payload FROM _honker_live ORDER BY id DESC");
    }

    private static String envelope(String task, String args, String kwargs) {
        return "{\"__honker_task__\":{\"task\":\"" + task + "\",\"args\":" + args + ",\"kwargs\":" + kwargs + "}}";
    }

    @Test
    void callIsTheJobThatTheTaskWouldEnqueue() {
        try (Database database = open()) {
            database.tasks().register(new Greetings());
            database.tasks().proxy(Greetings.class).greet("Ann");
        }
        String expected = payload();
        honker("call", "greet", "Ann", "--queue", "greetings").isOk().says("enqueued job 2 on greetings");
        assertThat(payload()).isEqualTo(expected).isEqualTo(envelope("greet", "[\"Ann\"]", "{}"));
        assertThat(number("SELECT count(DISTINCT queue || priority || max_attempts) FROM _honker_live"))
                .isOne();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            7                     ; 7
            1.0000000000000000001 ; 1.0000000000000000001
            true                  ; true
            null                  ; null
            {"a": [1]}            ; {"a": [1]}
            "7"                   ; "7"
            Ann                   ; "Ann"
            1,2                   ; "1,2"
            1 2                   ; "1 2"
            007                   ; "007"
            NaN                   ; "NaN"
            say "hi"              ; "say \\"hi\\""
            ``                    ; ""
            """)
    void argumentIsJsonOrElseText(String argument, String json) {
        open().close();
        honker("call", "t", argument, "--kw", "a=" + argument).isOk();
        assertThat(payload()).isEqualTo(envelope("t", "[" + json + "]", "{\"a\":" + json + "}"));
    }

    @Test
    void argumentsKeepTheirOrderAndNamedOnesTheirNames() {
        open().close();
        honker("call", "t", "1", "--kw", "a=x=y", "two", "--kw", "b=", "--", "-3")
                .isOk();
        assertThat(payload()).isEqualTo(envelope("t", "[1,\"two\",-3]", "{\"a\":\"x=y\",\"b\":\"\"}"));
        honker("call", "t").isOk().says("on default");
        assertThat(payload()).isEqualTo(envelope("t", "[]", "{}"));
    }

    @Test
    void wrongNamedArgumentsAreRefused() {
        open().close();
        honker("call", "t", "--kw", "a").misused("--kw must be NAME=VALUE, but is 'a'");
        honker("call", "t", "--kw", "=1").misused("--kw must be NAME=VALUE, but is '=1'");
        honker("call", "t", "--kw", "a=1", "--kw", "a=2").misused("--kw a is given twice");
        honker("call", " ").misused("task name must not be blank");
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
    }

    @Test
    void waitPrintsTheResult() {
        try (Database database = open()) {
            database.tasks().register(new Greetings());
            try (TaskWorkerHandle worker = database.tasks().run()) {
                Result result = honker("call", "greet", "Ann", "--queue", "greetings", "--wait", "60s")
                        .isOk();
                assertThat(result.lines()).containsExactly("\"Hello, Ann\"");
                assertThat(result.err()).contains("enqueued job 1 on greetings; waiting for its result");
                honker("call", "linger", "0", "--queue", "greetings", "--wait", "60s")
                        .isOk()
                        .says("null");
                assertThat(honker(
                                        "call",
                                        "greet",
                                        "--kw",
                                        "name=Bob",
                                        "--queue",
                                        "greetings",
                                        "--wait",
                                        "60s",
                                        "--json")
                                .isOk()
                                .json()
                                .get("result")
                                .asText())
                        .isEqualTo("\"Hello, Bob\"");
                assertThat(worker.isRunning()).isTrue();
            }
        }
    }

    @Test
    void waitFailsWhenNoResultComes() {
        try (Database database = open()) {
            Result late = honker("call", "greet", "Ann", "--wait", "10ms");
            assertThat(late.code()).isOne();
            assertThat(late.out()).isEmpty();
            assertThat(late.err()).contains("job 1");
            assertThat(number("SELECT count(*) FROM _honker_live")).isOne();
            database.tasks().register(new Greetings());
            try (TaskWorkerHandle worker = database.tasks().run()) {
                Result dead = honker("call", "nobody", "--queue", "greetings", "--wait", "60s");
                assertThat(dead.code()).isOne();
                assertThat(dead.err()).contains("unknown task: 'nobody'");
                assertThat(worker.isRunning()).isTrue();
            }
        }
    }
}
