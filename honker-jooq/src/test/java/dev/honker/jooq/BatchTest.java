package dev.honker.jooq;

import static dev.honker.jooq.HonkerDSL.enqueueAll;
import static dev.honker.jooq.HonkerDSL.notifyChannelAll;
import static dev.honker.jooq.HonkerDSL.streamPublishAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.EnqueueOptions;
import dev.honker.HonkerInvalidOptionException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {

    @TempDir
    Path folder;

    @Test
    void tenThousandPayloadsAreOneStatementAndTheIdsComeInTheirOrder() {
        Store store = new Store(folder);
        List<String> payloads =
                IntStream.range(0, 10_000).mapToObj(i -> "{\"n\":" + i + "}").toList();
        List<Long> ids = store.guarded().transactionResult(tx -> tx.dsl().fetchValues(enqueueAll("q", payloads)));
        assertThat(ids).isEqualTo(LongStream.rangeClosed(1, 10_000).boxed().toList());
        assertThat(store.count("_honker_live", "payload ->> 'n' = id - 1")).isEqualTo(10_000);
    }

    @Test
    void anyTextArrivesAsItIs() {
        Store store = new Store(folder);
        List<String> payloads =
                List.of("\"", "\\", "\n\t\u0001", "\u00e4\u20ac\ud83d\ude00", "", "{\"a\":\"b\\\"c\"}", "'", "?");
        store.guarded().transaction(tx -> tx.dsl().fetch(notifyChannelAll("c", payloads)));
        assertThat(store.ctx()
                        .select(HonkerTables.NOTIFICATIONS.PAYLOAD.coerce(String.class))
                        .from(HonkerTables.NOTIFICATIONS)
                        .orderBy(HonkerTables.NOTIFICATIONS.ID)
                        .fetch(0, String.class))
                .isEqualTo(payloads);
    }

    @Test
    void aRolledBackBatchLeavesNothing() {
        Store store = new Store(folder);
        assertThatThrownBy(() -> store.guarded().transaction(tx -> {
                    DSLContext dsl = tx.dsl();
                    dsl.fetch(streamPublishAll("orders", List.of("1", "2")));
                    dsl.fetch(enqueueAll(
                            "q",
                            List.of("1", "2"),
                            EnqueueOptions.builder().priority(3).build()));
                    assertThat(dsl.fetchCount(HonkerTables.STREAM_EVENTS)).isEqualTo(2);
                    assertThat(dsl.fetchCount(
                                    DSL.selectFrom(HonkerTables.JOBS).where(HonkerTables.JOBS.PRIORITY.eq(3))))
                            .isEqualTo(2);
                    throw new IllegalStateException("declined");
                }))
                .hasMessage("declined");
        assertThat(store.count("_honker_stream") + store.count("_honker_live")).isZero();
    }

    @Test
    void aCharacterThatSqliteWouldCutOffIsRefused() {
        assertThatThrownBy(() -> enqueueAll("q", List.of("a\0b")))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("U+0000");
    }

    @Test
    void nothingIsDoneForNoPayloads() {
        Store store = new Store(folder);
        assertThat(store.guarded().fetchValues(enqueueAll("q", List.of()))).isEmpty();
    }
}
