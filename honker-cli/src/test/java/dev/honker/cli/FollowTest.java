package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Stream;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code listen}, {@code tail} and {@code stats --watch}. */
class FollowTest extends CliFixture {

    @Test
    void listenPrintsWhatIsSentWhileItListens() throws Exception {
        try (Database database = open()) {
            database.notify("c", "0");
            try (Running listen = start("listen", "c", "--count", "2", "--json")) {
                listen.awaitMessage("listening on c");
                database.notify("c", "{\"n\":1}");
                database.notify("other", "2");
                database.notify("c", "3");
                assertThat(listen.line())
                        .matches("\\{\"id\":2,\"channel\":\"c\",\"payload\":\"\\{\\\\\"n\\\\\":1}\",.*");
                assertThat(listen.line()).contains("\"payload\":\"3\"");
                assertThat(listen.end()).isZero();
            }
        }
    }

    @Test
    void listenHearsTheFirstNotificationOfPeerThatMakesTheTable() throws Exception {
        execute("PRAGMA journal_mode = wal");
        execute(PeerSchema.complete());
        execute("DROP TABLE _honker_notifications");
        try (Running listen = start("listen", "c", "--count", "1", "--json")) {
            listen.awaitMessage("listening on c");
            execute(
                    "BEGIN IMMEDIATE",
                    PeerSchema.notifications(),
                    "INSERT INTO _honker_notifications(channel, payload) VALUES ('c', '7')",
                    "COMMIT");
            assertThat(listen.line()).contains("\"payload\":\"7\"");
            assertThat(listen.end()).isZero();
        }
    }

    @Test
    void listenFailsWhenNothingComesInTime() {
        open().close();
        Result result = honker("listen", "c", "--timeout", "10ms");
        assertThat(result.code()).isOne();
        assertThat(result.out()).isEmpty();
        honker("listen", "c", "--count", "0").misused("--count must be positive");
    }

    @Test
    void tailBeginsWithTheLastEvents() {
        try (Database database = open()) {
            Stream stream = database.stream("t");
            for (int i = 1; i <= 12; i++) {
                stream.publish("" + i);
                database.stream("other").publish("x");
            }
        }
        assertThat(honker("tail", "t", "--no-follow").isOk().lines()).hasSize(10);
        assertThat(honker("tail", "t", "--no-follow", "--last", "2", "--json")
                        .isOk()
                        .jsonLines())
                .extracting(event -> event.get("payload").asText())
                .containsExactly("11", "12");
        assertThat(honker("tail", "t", "--no-follow", "--last", "0").isOk().out())
                .isEmpty();
        assertThat(honker("tail", "t", "--from", "0", "--count", "3", "--json")
                        .isOk()
                        .jsonLines())
                .extracting(event -> event.get("offset").asLong())
                .containsExactly(1L, 3L, 5L);
        assertThat(honker("tail", "none", "--no-follow").isOk().out()).isEmpty();
    }

    @Test
    void tailFollowsWhatIsPublished() throws Exception {
        try (Database database = open();
                Running tail = start("tail", "t", "--count", "2")) {
            database.stream("t").publish("1", "key");
            assertThat(tail.line()).endsWith("  1  key  1");
            database.stream("t").publish("2");
            assertThat(tail.line()).endsWith("  2  2");
            assertThat(tail.end()).isZero();
        }
    }

    @Test
    void tailOfAConsumerGoesOnWhereItWas() {
        try (Database database = open()) {
            for (int i = 1; i <= 5; i++) {
                database.stream("t").publish("" + i);
            }
            assertThat(honker("tail", "t", "--consumer", "x", "--count", "2")
                            .isOk()
                            .lines())
                    .hasSize(2);
            assertThat(database.stream("t").getOffset("x")).isEqualTo(2);
            assertThat(honker("tail", "t", "--consumer", "x", "--no-follow")
                            .isOk()
                            .lines())
                    .hasSize(3);
            assertThat(honker("tail", "t", "--consumer", "x", "--no-follow")
                            .isOk()
                            .out())
                    .isEmpty();
        }
    }

    @Test
    void watchedStatsShowEveryChange() throws Exception {
        try (Database database = open();
                Running stats = start("stats", "q", "--watch", "--json")) {
            assertThat(stats.line()).contains("\"due\":0");
            database.queue("q").enqueue("1");
            assertThat(stats.line()).contains("\"due\":1");
            stats.stopReading();
            database.queue("q").enqueue("2");
            assertThat(stats.end())
                    .as("who stops reading ends it without an error")
                    .isZero();
        }
    }

    private Running start(String... arguments) throws IOException {
        return new Running(file.toString(), arguments);
    }

    /** A command in a thread of its own. */
    private static final class Running implements AutoCloseable {

        private static final int PATIENCE_SECONDS = 60;

        private final CompletableFuture<Integer> code = new CompletableFuture<>();
        private final CompletableFuture<String> message = new CompletableFuture<>();
        private final PipedReader reader = new PipedReader(1 << 16);
        private final Scanner out = new Scanner(reader);
        private final Thread thread;

        Running(String file, String... arguments) throws IOException {
            PipedWriter pipe = new PipedWriter(reader);
            StringWriter err = new StringWriter() {
                @Override
                public void flush() {
                    message.complete(toString());
                }
            };
            CommandLine line =
                    HonkerCommand.commandLine().setOut(new PrintWriter(pipe)).setErr(new PrintWriter(err));
            String[] all = new String[arguments.length + 2];
            all[0] = "-d";
            all[1] = file;
            System.arraycopy(arguments, 0, all, 2, arguments.length);
            thread = new Thread(() -> code.complete(line.execute(all)));
            thread.start();
        }

        void awaitMessage(String text) throws ExecutionException, InterruptedException, TimeoutException {
            assertThat(message.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains(text);
        }

        String line() {
            return out.nextLine();
        }

        void stopReading() throws IOException {
            reader.close();
        }

        int end() throws ExecutionException, InterruptedException, TimeoutException {
            return code.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
