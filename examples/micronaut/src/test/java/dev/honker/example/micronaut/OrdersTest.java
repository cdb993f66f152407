package dev.honker.example.micronaut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.UpdateEvents;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersTest implements TestPropertyProvider {

    @Inject
    Orders orders;

    @Inject
    Database honker;

    @Inject
    TransactionOperations<Connection> transactions;

    @Override
    public Map<String, String> getProperties() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "files"));
            Path file = Files.createTempDirectory(folder, "shop").resolve("shop.db");
            return Map.of("shop.file", file.toAbsolutePath().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

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
    void theDatabaseIsASecondWriterAndRefusedInsideATransaction() {
        Exception refused = assertThrows(Exception.class, () -> transactions.executeWrite(status -> {
            Honker.on(status.getConnection()).queue("later").enqueue("{}");
            return honker.queue("later").enqueue("{}");
        }));
        assertTrue(texts(refused).contains("SQLITE_BUSY"), texts(refused));
        assertEquals(0, honker.queue("later").size());
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

    private long count(String table, String condition) {
        return honker.query("select count(*) as n from " + table + " where " + condition)
                .get(0)
                .getLong("n");
    }
}
