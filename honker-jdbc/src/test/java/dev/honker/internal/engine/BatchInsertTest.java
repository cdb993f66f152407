package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many jobs or events in one unit. */
class BatchInsertTest extends EngineFixture {

    @Test
    void idsStandInTheOrderOfThePayloads() throws SQLException {
        live("other", "state", "'pending'");
        List<String> payloads = IntStream.range(0, 1000).mapToObj(i -> "p" + i).toList();
        assertThat(Jobs.enqueueAll(session, "q", payloads, null, null, 0, 3, null))
                .isEqualTo(LongStream.rangeClosed(2, 1001).boxed().toList());
        assertThat(texts("SELECT payload FROM _honker_live WHERE queue = 'q' ORDER BY id"))
                .isEqualTo(payloads);
    }

    @Test
    void everyJobOfABatchIsAsIfEnqueuedAlone() throws SQLException {
        withinOneSecond(() -> {
            Jobs.enqueue(session, "q", "p", 7L, 60L, -2, 5, 90L);
            Jobs.enqueue(session, "q", "p", 7L, null, 1, 9, null);
            Jobs.enqueueAll(session, "q", List.of("p"), 7L, 60L, -2, 5, 90L);
            Jobs.enqueueAll(session, "q", List.of("p"), 7L, null, 1, 9, null);
            List<?> rows = texts(
                    "SELECT queue || payload || state || run_at || '|' || priority || '|' || max_attempts"
                            + " || '|' || coalesce(expires_at, '-') || '|' || attempts || created_at FROM _honker_live ORDER BY id");
            assertThat(rows.subList(2, 4)).isEqualTo(rows.subList(0, 2));
        });
    }

    @Test
    void emptyBatchRunsNothing() throws SQLException {
        execute("DROP TABLE _honker_live");
        execute("DROP TABLE _honker_stream");
        assertThat(Jobs.enqueueAll(session, "q", List.of(), null, null, 0, 3, null))
                .isEmpty();
        assertThat(Streams.publishAll(session, "t", List.of())).isEmpty();
    }

    @Test
    void oneBadPayloadTakesTheWholeBatchBack() throws SQLException {
        List<String> payloads = Arrays.asList("a", "b", null);
        assertThatThrownBy(() -> Jobs.enqueueAll(session, "q", payloads, null, null, 0, 3, null))
                .hasMessageContaining("NOT NULL");
        assertThatThrownBy(() -> Streams.publishAll(session, "t", payloads)).hasMessageContaining("NOT NULL");
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
        assertThat(number("SELECT count(*) FROM _honker_stream")).isZero();
    }

    @Test
    void rowsThatATriggerInsertsBetweenDoNotChangeTheIds() throws SQLException {
        execute("CREATE TRIGGER audit AFTER INSERT ON _honker_live WHEN new.queue = 'q' AND new.payload <> 'last'"
                + " BEGIN INSERT INTO _honker_live(queue, payload) VALUES ('audit', new.payload); END");
        execute("CREATE TRIGGER echo AFTER INSERT ON _honker_stream WHEN new.topic = 't'"
                + " BEGIN INSERT INTO _honker_stream(topic, payload) VALUES ('echo', new.payload); END");
        assertThat(Jobs.enqueueAll(session, "q", List.of("a", "b", "last"), null, null, 0, 3, null))
                .isEqualTo(
                        session.query("SELECT id FROM _honker_live WHERE queue = 'q' ORDER BY id", r -> r.integer(1)));
        assertThat(Streams.publishAll(session, "t", List.of("a", "b")))
                .isEqualTo(session.query(
                        "SELECT offset FROM _honker_stream WHERE topic = 't' ORDER BY 1", r -> r.integer(1)));
        assertThat(texts("SELECT payload FROM _honker_live WHERE queue = 'audit' ORDER BY id"))
                .containsExactly("a", "b");
        assertThat(number("SELECT count(*) FROM _honker_stream")).isEqualTo(4);
    }

    @Test
    void rowThatATriggerIgnoresTakesTheWholeBatchBack() throws SQLException {
        execute("CREATE TRIGGER ignored BEFORE INSERT ON _honker_live WHEN new.payload = 'b'"
                + " BEGIN SELECT RAISE(IGNORE); END");
        assertThatThrownBy(() -> Jobs.enqueueAll(session, "q", List.of("a", "b", "c"), null, null, 0, 3, null))
                .hasMessageContaining("ignored the row");
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
    }

    @Test
    void batchBelongsToTheTransactionAroundIt() throws SQLException {
        execute("BEGIN");
        assertThat(Jobs.enqueueAll(session, "q", List.of("a", "b"), null, null, 0, 3, null))
                .hasSize(2);
        assertThat(Streams.publishAll(session, "t", List.of("a", "b"))).containsExactly(1L, 2L);
        execute("ROLLBACK");
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
        assertThat(number("SELECT count(*) FROM _honker_stream")).isZero();
    }

    @Test
    void secondsThatWouldOverflowAreRefusedBeforeAnything() throws SQLException {
        assertThatThrownBy(() -> Jobs.enqueueAll(session, "q", List.of("a"), null, Long.MAX_VALUE, 0, 3, null))
                .hasMessageContaining("delay");
        assertThatThrownBy(() -> Jobs.enqueueAll(session, "q", List.of("a"), null, null, 0, 3, Long.MAX_VALUE))
                .hasMessageContaining("expires");
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
    }

    @Test
    void eventsOfABatchHaveNoKey() throws SQLException {
        List<Long> offsets = Streams.publishAll(session, "t", List.of("a", "b"));
        assertThat(Streams.readSince(session, "t", 0, 10))
                .extracting(StreamEvent::offset, StreamEvent::topic, StreamEvent::key, StreamEvent::payload)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(offsets.get(0), "t", null, "a"),
                        org.assertj.core.groups.Tuple.tuple(offsets.get(1), "t", null, "b"));
    }
}
