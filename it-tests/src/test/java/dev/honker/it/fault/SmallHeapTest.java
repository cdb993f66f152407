package dev.honker.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.EnqueueOptions;
import dev.honker.Honker;
import dev.honker.Row;
import dev.honker.UpdateEvents;
import dev.honker.it.support.OtherJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process whose heap is small, or full for a moment, goes on or says why not. */
class SmallHeapTest {

    private static final int LARGE = 40_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Database db;
    private OtherJvm process;

    @BeforeEach
    void open() {
        db = Honker.open(folder.resolve("app.db"));
    }

    @AfterEach
    void close() throws Exception {
        if (process != null) {
            process.close();
        }
        db.close();
    }

    private void start() throws Exception {
        process = OtherJvm.startWithOptions(
                List.of("-Xmx40m"),
                folder,
                SmallHeapProcess.class,
                folder.resolve("app.db").toString());
        process.expect("ready");
    }

    /** Why by SQL: this JVM should not need the memory either. */
    private void enlarge(String table, String key, long id) {
        db.transactionVoid(tx -> tx.execute(
                "UPDATE " + table + " SET payload = '\"' || hex(zeroblob(" + LARGE / 2 + ")) || '\"' WHERE " + key
                        + " = ?",
                List.of(id)));
    }

    @Test
    void aPayloadLargerThanTheHeapBlocksNoQueueAndBecomesADeadLetterThatNamesTheJob() throws Exception {
        EnqueueOptions often = EnqueueOptions.builder().maxAttempts(3).build();
        long before = db.queue("q").enqueue("1");
        long large = db.queue("q").enqueue("2", often);
        long after = db.queue("q").enqueue("3");
        enlarge("_honker_live", "id", large);
        start();
        assertThat(Set.of(process.line(), process.line()))
                .containsExactlyInAnyOrder("handled " + before, "handled " + after);
        await(() -> count("SELECT count(*) FROM _honker_dead") == 1);
        Row letter = db.query("SELECT id, attempts, octet_length(payload), last_error FROM _honker_dead", List.of())
                .get(0);
        assertThat(((Number) letter.get(0)).longValue()).isEqualTo(large);
        assertThat(((Number) letter.get(1)).longValue()).isEqualTo(3);
        assertThat(((Number) letter.get(2)).longValue()).isEqualTo(LARGE + 2L);
        assertThat(String.valueOf(letter.get(3)))
                .contains("job " + large + " of queue q")
                .contains(LARGE + 2 + " bytes")
                .contains("-Xmx");
        process.send("w");
        process.expect("worker true");
    }

    @Test
    void anEventLargerThanTheHeapEndsItsSubscriptionWithAFailureThatNamesItsOffset() throws Exception {
        db.stream("s").publish("1");
        long large = db.stream("s").publish("2");
        db.stream("s").publish("3");
        enlarge("_honker_stream", "offset", large);
        start();
        process.expect("event 1 of 1");
        process.send("e");
        assertThat(process.line())
                .startsWith("ended true ")
                .contains("event " + large + " of stream s")
                .contains(LARGE + 2 + " bytes");
    }

    @Test
    void handlersThatFillTheHeapCostNothingButTheirAttempt() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (int i = 0; i < 25; i++) {
            expected.add("handled " + db.queue("q").enqueue(i % 5 == 0 ? "\"fill\"" : "1"));
        }
        start();
        Set<String> handled = new TreeSet<>();
        while (handled.size() < expected.size()) {
            handled.add(process.line());
        }
        assertThat(handled).isEqualTo(expected);
        await(() -> count("SELECT count(*) FROM _honker_live") == 0);
        assertThat(count("SELECT count(*) FROM _honker_dead")).isZero();
        process.send("w");
        process.expect("worker true");
        db.stream("s").publish("1");
        process.expect("event 1 of 1");
    }

    private long count(String sql) {
        return ((Number) db.query(sql, List.of()).get(0).get(0)).longValue();
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        long began = System.nanoTime();
        try (UpdateEvents updates = db.updateEvents()) {
            while (!condition.getAsBoolean()) {
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);
                updates.awaitUpdate(Duration.ofMillis(50));
            }
        }
    }
}
