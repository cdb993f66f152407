package dev.honker.example.quarkus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.honker.Database;
import dev.honker.UpdateEvents;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FreshFile.class)
class OrdersTest {

    @Inject
    Orders orders;

    @Inject
    Database honker;

    @Test
    void theJobOfACommittedOrderIsDone() throws Exception {
        orders.place(1, "a record");
        awaitReceipt(1);
        assertEquals(1, count("orders", "id = 1"));
    }

    @Test
    void aRollbackTakesTheJobAlong() throws Exception {
        assertThrows(IllegalArgumentException.class, () -> orders.place(2, " "));
        assertEquals(0, count("orders", "id = 2"));
        orders.place(3, "a tape");
        awaitReceipt(3);
        assertEquals(0, count("receipts", "text = '{\"order\":2}'"));
    }

    @Test
    void aSecondWriterInTheSameThreadIsRefusedAndNotWaitedFor() {
        QuarkusTransaction.begin();
        honker.queue("later").enqueue("{}");
        Exception refused = assertThrows(
                Exception.class,
                () -> QuarkusTransaction.requiringNew().run(() -> honker.queue("later").enqueue("{}")));
        QuarkusTransaction.rollback();
        assertTrue(texts(refused).contains("SQLITE_BUSY"), texts(refused));
    }

    private static String texts(Throwable e) {
        return e == null ? "" : e + "\n" + texts(e.getCause());
    }

    private void awaitReceipt(long order) {
        try (UpdateEvents commits = honker.updateEvents()) {
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (count("receipts", "text = '{\"order\":" + order + "}'") == 0) {
                assertTrue(System.nanoTime() < deadline, "no receipt was printed");
                commits.awaitUpdate(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void aProgrammaticTransactionIsJoinedToo() {
        QuarkusTransaction.begin();
        long id = honker.queue("later").enqueue("{}");
        assertTrue(honker.queue("later").getJob(id).isPresent());
        QuarkusTransaction.rollback();
        assertTrue(honker.queue("later").getJob(id).isEmpty());
        QuarkusTransaction.requiringNew().run(() -> honker.queue("later").enqueue("{}"));
        assertEquals(1, honker.queue("later").size());
    }

    private long count(String table, String condition) {
        return honker.query("select count(*) as n from " + table + " where " + condition)
                .get(0)
                .getLong("n");
    }
}
