package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Values in place of texts, through Jackson. */
class TypedPayloadTest extends DatabaseFixture {

    /** A payload. */
    record OrderPlaced(long id, Instant at, String item) {}

    private static final OrderPlaced PLACED = new OrderPlaced(7, Instant.parse("2030-01-02T03:04:05Z"), "a record");

    private final JsonCodec<OrderPlaced> codec = Honker.json(OrderPlaced.class);

    @Test
    void aQueueOfAClassTakesAndGivesItsValues() {
        TypedQueue<OrderPlaced> orders = db.queue("orders", OrderPlaced.class);
        orders.enqueue(PLACED);
        TypedJob<OrderPlaced> job = orders.claimOne("w").orElseThrow();
        assertThat(job.payload()).isEqualTo(PLACED);
        assertThat(job.raw().payloadJson()).contains("\"at\":\"2030-01-02T03:04:05Z\"");
        assertThat(job.ack()).isTrue();
    }

    @Test
    void eventsAndNotificationsAreDecodedByACodec() throws Exception {
        db.stream("orders").publish(codec.encode(PLACED));
        assertThat(db.stream("orders").readSince(0, 1).get(0).payload(codec)).isEqualTo(PLACED);
        try (Listener listener = db.listen("orders")) {
            db.notify("orders", codec.encode(PLACED));
            assertThat(listener.next().payload(codec)).isEqualTo(PLACED);
        }
        assertThatThrownBy(() -> new Event(3, "orders", null, "{", 0).payload(codec))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("cannot decode the payload of event 3 of stream 'orders'");
    }

    @Test
    void aTransactionHasTypedQueuesWithOptionsToo() {
        QueueOptions once = QueueOptions.builder().maxAttempts(1).build();
        long id =
                db.transaction(tx -> tx.queue("orders", OrderPlaced.class, once).enqueue(PLACED));
        assertThat(db.queue("orders").getJob(id).orElseThrow().maxAttempts()).isOne();
    }

    @Test
    void aSubscriptionFromNowOnSkipsWhatIsThere() throws Exception {
        Stream stream = db.stream("orders");
        assertThat(stream.lastOffset()).isZero();
        long old = stream.publish("\"old\"");
        db.stream("other").publish("{}");
        assertThat(stream.lastOffset()).isEqualTo(old);
        BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
        SubscribeOptions fromNow =
                SubscribeOptions.builder().consumer("c").fromNow(true).build();
        stream.saveOffset("c", 0);
        try (StreamHandle handle = stream.subscribe(heard::add, fromNow)) {
            long fresh = stream.publish("\"new\"");
            Event event = heard.poll(20, TimeUnit.SECONDS);
            assertThat(event).isNotNull();
            assertThat(event.offset()).isEqualTo(fresh);
            assertThat(handle.stop(Duration.ofSeconds(20))).isTrue();
            assertThat(handle.offset()).isEqualTo(fresh);
        }
        assertThat(heard).isEmpty();
    }
}
