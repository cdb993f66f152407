package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Deliveries that leave with the transaction which ordered them. */
class OutboxTest extends DatabaseFixture {

    private final BlockingQueue<String> delivered = new LinkedBlockingQueue<>();

    @Test
    void aDeliveryLeavesOnlyIfItsTransactionCommits() throws Exception {
        Outbox outbox = db.outbox("mail", delivered::add);
        try (OutboxHandle worker = outbox.runWorker("w")) {
            assertThatThrownBy(() -> db.transactionVoid(tx -> {
                        outbox.enqueue(tx, "{\"dropped\":1}");
                        throw new IllegalStateException("back");
                    }))
                    .hasMessage("back");
            db.transactionVoid(tx -> outbox.enqueue(tx, "{\"kept\":1}"));
            assertThat(delivered.poll(20, TimeUnit.SECONDS)).isEqualTo("{\"kept\":1}");
            worker.throwIfFailed();
        }
        assertThat(delivered).isEmpty();
        assertThat(outbox.queue().size()).isZero();
    }

    @Test
    void itsQueueIsTheOneThatOtherLanguagesUse() {
        assertThat(db.outbox("mail", delivered::add).queue().name()).isEqualTo("_outbox:mail");
    }

    @Test
    void aFailedDeliveryWaitsForTheBackoffOfTheContract() {
        Outbox outbox = db.outbox("mail", payload -> {
            throw new IOException("no route");
        });
        long id = outbox.enqueue("{}");
        for (int attempt = 1; attempt <= 4; attempt++) {
            assertThat(outbox.deliverOne("w")).isFalse();
            assertThat(number("SELECT run_at - unixepoch() FROM _honker_live WHERE id = ?", id))
                    .isBetween(5L * (1L << (attempt - 1)), 5L * (1L << (attempt - 1)) + 1);
            execute("UPDATE _honker_live SET run_at = unixepoch()");
        }
        assertThat(outbox.deliverOne("w")).isFalse();
        assertThat(outbox.queue().deadLetters().get(id).orElseThrow().lastError())
                .contains("no route");
        assertThat(outbox.deliverOne("w")).isFalse();
    }

    @Test
    void oneDeliveryAtATime() {
        Outbox outbox = db.outbox("mail", delivered::add);
        outbox.enqueue("{\"n\":1}");
        outbox.enqueue("{\"n\":2}");
        assertThat(outbox.deliverOne("w")).isTrue();
        assertThat(delivered).containsExactly("{\"n\":1}");
        assertThat(outbox.queue().size()).isOne();
    }

    @Test
    void theSameNameWithAnotherDeliveryIsRefused() {
        Delivery delivery = delivered::add;
        Outbox outbox = db.outbox("mail", delivery);
        assertThat(db.outbox("mail", delivery)).isSameAs(outbox);
        assertThatThrownBy(() -> db.outbox("mail", payload -> {}))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("outbox mail is in use with other options");
        assertThatThrownBy(() -> db.outbox(
                        "mail",
                        delivery,
                        OutboxOptions.builder()
                                .baseBackoff(Duration.ofSeconds(1))
                                .build()))
                .isInstanceOf(HonkerInvalidOptionException.class);
    }
}
