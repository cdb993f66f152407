package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code enqueue} and {@code notify}. */
class SendTest extends CliFixture {

    @Test
    void enqueueStoresThePayloadAsItIs() {
        open().close();
        honker("enqueue", "emails", "{ \"n\": 1.0, \"gruß\": \"☃\" }").isOk().says("enqueued job 1 on emails");
        assertThat(text("SELECT payload FROM _honker_live")).isEqualTo("{ \"n\": 1.0, \"gruß\": \"☃\" }");
    }

    @Test
    void enqueueHandsItsOptionsOn() {
        open().close();
        honker(
                        "enqueue",
                        "q",
                        "1",
                        "--delay",
                        "2h",
                        "--priority",
                        "-7",
                        "--max-attempts",
                        "9",
                        "--expires",
                        "PT3H",
                        "--json")
                .isOk();
        assertThat(text("SELECT printf('%d|%d|%d|%d', (run_at - created_at) / 60, priority, max_attempts,"
                        + " (expires_at - created_at) / 60) FROM _honker_live"))
                .isEqualTo("120|-7|9|180");
    }

    @Test
    void enqueueReadsThePayloadFromItsInput() {
        open().close();
        InputStream in = System.in;
        try {
            System.setIn(new ByteArrayInputStream("{\n\"a\": \"ü\"\n}\n".getBytes(StandardCharsets.UTF_8)));
            honker("enqueue", "q", "-").isOk();
        } finally {
            System.setIn(in);
        }
        assertThat(text("SELECT payload FROM _honker_live")).isEqualTo("{\n\"a\": \"ü\"\n}");
    }

    @Test
    void inputThatIsNotUtf8IsRefused() {
        open().close();
        InputStream in = System.in;
        try {
            System.setIn(new ByteArrayInputStream("\"ü\"".getBytes(StandardCharsets.ISO_8859_1)));
            honker("enqueue", "q", "-", "--raw").misused("not UTF-8");
        } finally {
            System.setIn(in);
        }
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "", "{\"a\":1} 2", "{'a':1}", "[1,"})
    void payloadThatIsNotJsonIsRefusedUnlessItIsMeant(String payload) {
        open().close();
        honker("enqueue", "q", payload).misused("the payload is not JSON");
        honker("notify", "c", payload).misused("the payload is not JSON");
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
        honker("enqueue", "q", payload, "--raw").isOk();
        honker("notify", "c", payload, "--raw").isOk();
        assertThat(text("SELECT payload FROM _honker_live")).isEqualTo(payload);
    }

    @Test
    void uniqueJobIsEnqueuedOnce() {
        open().close();
        assertThat(honker("enqueue", "q", "1", "--unique", "k", "--json")
                        .isOk()
                        .json()
                        .get("outcome")
                        .asText())
                .isEqualTo("enqueued");
        honker("enqueue", "q", "2", "--unique", "k").isOk().says("kept job 1 on q");
        honker("enqueue", "q", "3", "--unique", "k", "--on-duplicate", "replace")
                .isOk()
                .says("replaced job 1 on q");
        honker("enqueue", "q", "4", "--unique", "k", "--on-duplicate", "fail").failed("key");
        assertThat(text("SELECT group_concat(payload) FROM _honker_live")).isEqualTo("3");
    }

    @Test
    void createMakesTheFileOrItsTables() {
        honker("enqueue", "q", "1", "--create").isOk();
        assertThat(text("PRAGMA journal_mode")).isEqualTo("wal");
        file = folder.resolve("mine.db");
        execute("CREATE TABLE mine(i)");
        honker("notify", "c", "1").failed("--create");
        honker("notify", "c", "1", "--create").isOk().says("sent notification 1 on c");
        assertThat(text("PRAGMA journal_mode")).isEqualTo("delete");
        file = folder.resolve("no/such/folder.db");
        honker("enqueue", "q", "1", "--create").failed("no folder " + file.getParent());
        assertThat(Files.exists(file.getParent())).isFalse();
    }

    @Test
    void fileMayHaveAnyName() {
        file = folder.resolve("what? 100% #1 ü.db");
        honker("enqueue", "q", "1", "--create").isOk();
        assertThat(honker("stats", "--json").isOk().json().get(0).get("due").asInt())
                .isOne();
        assertThat(folder.toFile().list()).contains("what? 100% #1 ü.db");
    }
}
