package dev.honker.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Event;
import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.Stream;
import dev.honker.internal.wake.WatcherThreads;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StreamTopicTest {

    @TempDir
    Path folder;

    private TestDatabase database;
    private Stream orders;

    @BeforeEach
    void open() {
        database = new TestDatabase(folder.resolve("topic.db"));
        orders = database.stream("orders");
    }

    @AfterEach
    void close() throws Exception {
        database.close();
        assertThat(WatcherThreads.of("topic.db")).isEmpty();
    }

    @Test
    void whatIsPublishedIsReadInOrderWithItsOffsetKeyAndText() {
        long first = orders.publish("{\"n\": 1}", "k");
        database.stream("others").publish("x");
        long second = orders.publish("not json");
        assertThat(second).isEqualTo(first + 2);
        List<Event> events = orders.readSince(0, 100);
        assertThat(events).extracting(Event::offset).containsExactly(first, second);
        assertThat(events).extracting(Event::payloadJson).containsExactly("{\"n\": 1}", "not json");
        assertThat(events).extracting(Event::key).containsExactly("k", null);
        assertThat(events).extracting(Event::topic).containsOnly("orders");
        assertThat(events.get(0).createdAt()).isCloseTo(System.currentTimeMillis() / 1000, within(30));
        assertThat(orders.readSince(first, 1)).containsExactly(events.get(1));
        assertThat(orders.readSince(0, 1)).containsExactly(events.get(0));
        assertThat(orders.readSince(second, 100)).isEmpty();
    }

    private static org.assertj.core.data.Offset<Long> within(long seconds) {
        return org.assertj.core.data.Offset.offset(seconds);
    }

    @Test
    void aBatchGetsConsecutiveOffsetsInItsOrder() {
        orders.publish("0");
        List<String> payloads = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            payloads.add("p" + i);
        }
        List<Long> offsets = orders.publishAll(payloads);
        List<Event> events = orders.readSince(1, 100_000);
        assertThat(events).extracting(Event::offset).containsExactlyElementsOf(offsets);
        assertThat(events).extracting(Event::payloadJson).containsExactlyElementsOf(payloads);
        assertThat(orders.publishAll(List.of())).isEmpty();
    }

    @Test
    void aSavedOffsetMovesForwardOnlyAndBelongsToConsumerAndTopic() {
        assertThat(orders.getOffset("mailer")).isZero();
        assertThat(orders.saveOffset("mailer", 7)).isTrue();
        assertThat(orders.saveOffset("mailer", 7)).isFalse();
        assertThat(orders.saveOffset("mailer", 6)).isFalse();
        assertThat(orders.getOffset("mailer")).isEqualTo(7);
        assertThat(orders.saveOffset("mailer", 8)).isTrue();
        assertThat(orders.getOffset("mailer")).isEqualTo(8);
        assertThat(orders.getOffset("other")).isZero();
        assertThat(database.stream("others").getOffset("mailer")).isZero();
    }

    @Test
    void aBoundStreamSharesTheFateOfItsTransaction() throws Exception {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            Stream bound = orders.in(connection);
            bound.publish("a");
            orders.publish(connection, "b", "k");
            bound.publishAll(List.of("c", "d"));
            orders.saveOffset(connection, "mailer", 3);
            assertThat(bound.readSince(0, 10)).hasSize(4);
            assertThat(orders.readSince(0, 10)).isEmpty();
            connection.rollback();
            assertThat(orders.readSince(0, 10)).isEmpty();
            assertThat(orders.getOffset("mailer")).isZero();
            bound.publish("e");
            bound.saveOffset("mailer", 1);
            connection.commit();
        }
        assertThat(orders.readSince(0, 10)).extracting(Event::payloadJson).containsExactly("e");
        assertThat(orders.getOffset("mailer")).isEqualTo(1);
    }

    @Test
    void callsOnAThreadWithAnOpenTransactionJoinIt() {
        assertThatThrownBy(() -> database.access().transaction(connection -> {
                    orders.publish("a");
                    assertThat(orders.readSince(0, 10)).hasSize(1);
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(orders.readSince(0, 10)).isEmpty();
    }

    @Test
    void subscribingIsRefusedInATransaction() throws Exception {
        try (Connection connection = database.connect()) {
            assertThatThrownBy(() -> orders.in(connection).subscribe(event -> {}))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("Database");
        }
        assertThatThrownBy(() -> database.access().transaction(connection -> orders.subscribe(event -> {})))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("subscribe before it or after it");
    }

    @Test
    void badArgumentsAreRefusedByName() {
        assertThatThrownBy(() -> database.stream(" ")).isInstanceOf(HonkerInvalidOptionException.class);
        refused("payload", () -> orders.publish((String) null));
        refused("payloads", () -> orders.publishAll(Collections.nCopies(100_001, "x")));
        refused("offset", () -> orders.readSince(-1, 1));
        refused("limit", () -> orders.readSince(0, 0));
        refused("limit", () -> orders.readSince(0, 100_001));
        refused("consumer", () -> orders.saveOffset("", 1));
        refused("offset", () -> orders.saveOffset("c", -1));
        refused("consumer", () -> orders.getOffset(" "));
        refused("handler", () -> orders.subscribe(null));
        refused("options", () -> orders.subscribe(event -> {}, null));
    }

    private static void refused(String parameter, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageStartingWith(parameter + " ");
    }
}
