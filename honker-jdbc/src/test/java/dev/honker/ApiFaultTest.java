package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Calls whose answer does not say what happened, or that take what they cannot serve. */
class ApiFaultTest extends DatabaseFixture {

    @Test
    void aResultIsNotWaitedForInsideATransaction() {
        Queue queue = db.queue("mail");
        long id = queue.enqueue("{}");
        assertThatThrownBy(() -> db.transactionVoid(tx -> {
                    tx.notify("c", "{}");
                    queue.waitResult(id, WaitOptions.timeout(Duration.ofSeconds(2)));
                }))
                .isInstanceOf(HonkerException.class)
                .isNotInstanceOf(HonkerTimeoutException.class);
    }

    @Test
    void aQueueIsNotDrainedInsideATransaction() {
        Queue queue = db.queue("mail");
        queue.enqueue("{}");
        queue.claimOne("w").orElseThrow();
        assertThatThrownBy(() -> db.transactionVoid(tx -> queue.drain(Duration.ofSeconds(1))))
                .isInstanceOf(HonkerException.class);
    }

    @Test
    void whatIsCommittedIsNotReportedAsFailedBecauseItsConnectionCannotBeGivenBack() throws Exception {
        DataSource failing = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (p, method, arguments) -> {
                    Connection connection =
                            new dev.honker.jdbc.HonkerDataSource("jdbc:honker:sqlite:" + file).getConnection();
                    return Proxy.newProxyInstance(
                            getClass().getClassLoader(), new Class<?>[] {Connection.class}, (q, call, values) -> {
                                try {
                                    Object result = call.invoke(connection, values);
                                    if (call.getName().equals("close")) {
                                        throw new SQLException("the pool could not take it back");
                                    }
                                    return result;
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
                });
        try (Database beside = Honker.of(failing)) {
            assertThatCode(() -> beside.queue("mail").enqueue("{}")).doesNotThrowAnyException();
        }
    }

    @Test
    void aTransactionOnPlainConnectionsThatCommittedIsNotReportedAsFailed() throws Exception {
        SQLiteConfig config = new SQLiteConfig();
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout(20);
        SQLiteDataSource plain = new SQLiteDataSource(config);
        plain.setUrl("jdbc:sqlite:" + file);
        execute("CREATE TABLE t(thread INTEGER, n INTEGER)");
        AtomicInteger reported = new AtomicInteger();
        try (Database beside = Honker.of(plain)) {
            Thread[] threads = new Thread[4];
            for (int i = 0; i < threads.length; i++) {
                int thread = i;
                threads[i] = new Thread(() -> {
                    for (int n = 0; n < 150; n++) {
                        int number = n;
                        try {
                            beside.transactionVoid(
                                    tx -> tx.execute("INSERT INTO t VALUES (?, ?)", List.of(thread, number)));
                            reported.incrementAndGet();
                        } catch (HonkerSqlException e) {
                            // busy: nothing must have been committed
                        }
                    }
                });
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(number("SELECT count(*) FROM t")).isEqualTo(reported.get());
    }

    @Test
    void anEnqueueThroughAManualCommitPoolOfPlainConnectionsIsReportedAsItIs() throws Exception {
        HikariConfig hikari = new HikariConfig();
        hikari.setJdbcUrl("jdbc:sqlite:" + file + "?transaction_mode=IMMEDIATE&busy_timeout=20");
        hikari.setAutoCommit(false);
        hikari.setMaximumPoolSize(4);
        hikari.setMinimumIdle(0);
        AtomicInteger reported = new AtomicInteger();
        try (HikariDataSource pool = new HikariDataSource(hikari);
                Database beside = Honker.of(pool)) {
            Thread[] threads = new Thread[3];
            for (int i = 0; i < threads.length; i++) {
                threads[i] = new Thread(() -> {
                    for (int n = 0; n < 100; n++) {
                        try {
                            beside.queue("mail").enqueue("{}");
                            reported.incrementAndGet();
                        } catch (HonkerSqlException e) {
                            // busy: nothing must have been committed
                        }
                    }
                });
                threads[i].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(db.queue("mail").size()).isEqualTo(reported.get());
    }

    @Test
    void aHeartbeatOfManyAgesIsNotReportedAsFailedAfterItsEffect() {
        Queue queue = db.queue("mail");
        queue.enqueue("{}");
        Job job = queue.claimOne("w").orElseThrow();
        assertThat(job.heartbeat(Duration.ofDays(100_000_000))).isTrue();
    }

    @Test
    void executeRunsASelectOfOurFunctionsForEachRow() {
        execute("CREATE TABLE t(v TEXT)");
        execute("INSERT INTO t VALUES ('a'), ('b'), ('c')");
        db.transactionVoid(
                tx -> tx.execute("SELECT honker_enqueue('mail', v, NULL, NULL, 0, 3, NULL) FROM t", List.of()));
        assertThat(db.queue("mail").size()).isEqualTo(3);
    }

    @Test
    void aQueueMayBeAskedForAgainWithEqualOptions() {
        Queue first = db.queue("mail", QueueOptions.builder().maxAttempts(7).build());
        assertThat(db.queue("mail", QueueOptions.builder().maxAttempts(7).build()))
                .isSameAs(first);
    }

    @Test
    void anOutboxMayBeAskedForAgainWithEqualOptions() {
        Delivery delivery = payload -> {};
        Outbox first = db.outbox(
                "mail", delivery, OutboxOptions.builder().maxAttempts(7).build());
        assertThat(db.outbox(
                        "mail", delivery, OutboxOptions.builder().maxAttempts(7).build()))
                .isSameAs(first);
    }

    @Test
    void aLockTakenInATransactionThatWasRolledBackIsNotHeld() {
        AtomicReference<LockHandle> lock = new AtomicReference<>();
        assertThatThrownBy(() -> db.transactionVoid(tx -> {
                    lock.set(db.lock("stock"));
                    throw new IllegalStateException("rolled back");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(lock.get().isHeld()).isFalse();
    }

    @Test
    void aPathMayHoldAnyCharacterThatFilesMay() {
        java.nio.file.Path odd = directory.resolve("what?busyTimeout=1s & 100%.db");
        try (Database other = Honker.open(odd)) {
            assertThat(other.path().getFileName()).isEqualTo(odd.getFileName());
        }
        assertThat(Files.exists(odd)).isTrue();
    }

    @Test
    void aBusyTimeoutOfAgesIsAcceptedOrRefusedByName() {
        assertThatThrownBy(() -> Honker.open(
                                directory.resolve("other.db"),
                                OpenOptions.builder()
                                        .busyTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                                        .build())
                        .close())
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("busyTimeout");
    }

    @Test
    void aVisibilityTimeoutBeyondTheTablesLimitIsRefusedBeforeAWorkerStarts() {
        assertThatThrownBy(() -> QueueOptions.builder().visibilityTimeout(Duration.ofSeconds(Long.MAX_VALUE)))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("visibilityTimeout");
    }
}
