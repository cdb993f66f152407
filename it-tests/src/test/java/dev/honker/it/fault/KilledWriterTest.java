package dev.honker.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.UpdateEvents;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Signals;
import dev.honker.it.support.Sql;
import dev.honker.it.support.SqlProcess;
import dev.honker.jdbc.HonkerConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is killed takes with it what it had not committed, all of it and nothing else. */
class KilledWriterTest {

    private static final List<String> COPIES = List.of(
            "SELECT CAST(payload AS INTEGER) FROM _honker_live",
            "SELECT CAST(payload AS INTEGER) FROM _honker_stream",
            "SELECT CAST(payload AS INTEGER) FROM _honker_notifications");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"WAL", "DELETE"})
    void killBetweenEnqueueAndCommitLeavesNothingAndEverybodyGoesOn(String mode) throws Exception {
        Path file = folder.resolve("app.db");
        String journal = "journal_mode=" + mode;
        try (Connection connection = Sql.open(file, journal, "busy_timeout=60000")) {
            OrderWriter.createTables(connection);
            try (OtherJvm subscriber = SqlProcess.start(folder, Sql.url(file, journal));
                    UpdateEvents events =
                            connection.unwrap(HonkerConnection.class).updateEvents()) {
                assertThat(subscriber.ask(".subscribe")).isEqualTo("ok");
                for (int i = 0; i < 2; i++) {
                    boolean woken = true;
                    // why again: a spurious wake of what was before may be late; a death that wakes does so every time
                    for (int death = 0; death < 5 && woken; death++) {
                        dieInTheMiddle(file, journal, i == 1);
                        woken = events.awaitUpdate(Duration.ZERO);
                    }
                    assertThat(woken).as("nothing was committed").isFalse();
                    for (String copy : COPIES) {
                        assertThat(Sql.texts(connection, copy)).as(copy).hasSize(i);
                    }
                    long start = System.nanoTime();
                    commitOrder(connection, 1_000 + i);
                    assertThat(System.nanoTime() - start)
                            .as("usable at once, whatever the busy timeout")
                            .isLessThan(TimeUnit.SECONDS.toNanos(30));
                    assertThat(subscriber.ask(".await 10000")).isEqualTo("true");
                    assertThat(subscriber.ask("SELECT count(*) FROM orders")).isEqualTo(Integer.toString(i + 1));
                    assertThat(events.awaitUpdate(Duration.ofSeconds(10))).isTrue();
                    drain(subscriber, events);
                }
                requireEqualSets(connection);
            }
        }
    }

    private void dieInTheMiddle(Path file, String journal, boolean spilled) throws Exception {
        // why: with a cache of few pages uncommitted pages reach the file or its WAL before the commit
        String cache = spilled ? "cache_size=5" : "cache_size=-2000";
        try (OtherJvm victim = SqlProcess.start(folder, Sql.url(file, journal, cache))) {
            assertThat(victim.ask(".manual")).isEqualTo("ok");
            assertThat(victim.ask("INSERT INTO orders(id) VALUES (1)")).isEqualTo("ok");
            String many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT max(";
            assertThat(victim.ask(many + "honker_enqueue('receipts', '1', null, null, 0, 3, null)) FROM n"))
                    .matches("\\d+");
            assertThat(victim.ask(many + "honker_stream_publish('orders', null, '1')) FROM n"))
                    .matches("\\d+");
            assertThat(victim.ask(many + "notify('orders', '1')) FROM n")).matches("\\d+");
            victim.kill();
        }
    }

    private static void drain(OtherJvm subscriber, UpdateEvents events) throws Exception {
        // why: the eager looks after a commit may leave one spurious wake
        Signals.awaitQuiet(events);
        assertThat(subscriber.ask(".await 0")).isIn("true", "false");
    }

    @ParameterizedTest
    @CsvSource({"WAL, 20", "DELETE, 10"})
    void killsAtRandomPointsLeaveExactlyOneJobEventAndNotificationForEachOrder(String mode, int kills)
            throws Exception {
        Path file = folder.resolve("app.db");
        String journal = "journal_mode=" + mode;
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Connection connection = Sql.open(file, journal)) {
            OrderWriter.createTables(connection);
            int rounds = kills * Integer.getInteger("repeat", 1);
            OtherJvm next = OtherJvm.start(folder, OrderWriter.class, Sql.url(file, journal), "1");
            try {
                for (int i = 1; i <= rounds; i++) {
                    OtherJvm victim = next;
                    next = null;
                    try (victim) {
                        victim.expect("ready");
                        next = OtherJvm.start(
                                folder, OrderWriter.class, Sql.url(file, journal), Long.toString(1_000_000L * i));
                        // why: every other one has begun, lest none of them gets that far on a slow machine
                        List<String> said = new ArrayList<>(i % 2 == 0 ? List.of(victim.line()) : List.of());
                        // why: the moment of death is drawn by lot
                        LockSupport.parkNanos(random.nextLong(TimeUnit.MILLISECONDS.toNanos(60)));
                        victim.kill();
                        commitOrder(connection, -i);
                        said.addAll(victim.linesToTheEnd());
                        requireCommitted(connection, said);
                        requireEqualSets(connection);
                    }
                }
            } finally {
                if (next != null) {
                    next.close();
                }
            }
            requireEqualSets(connection);
            assertThat(Sql.number(connection, "SELECT count(*) FROM orders WHERE id > 0"))
                    .as("seed " + seed)
                    .isGreaterThanOrEqualTo(rounds / 2);
            assertThat(Sql.text(connection, "PRAGMA integrity_check")).isEqualTo("ok");
        }
    }

    @Test
    void rollbackDropsTheJobTheEventAndTheNotificationAndWakesNobody() throws Exception {
        Path file = folder.resolve("app.db");
        try (Connection connection = Sql.open(file);
                OtherJvm subscriber = SqlProcess.start(folder, Sql.url(file))) {
            OrderWriter.createTables(connection);
            assertThat(subscriber.ask(".subscribe")).isEqualTo("ok");
            connection.setAutoCommit(false);
            writeOrder(connection, 1);
            connection.rollback();
            assertThat(subscriber.ask(".await 300")).isEqualTo("false");
            for (String copy : COPIES) {
                assertThat(subscriber.ask("SELECT count(*) FROM (" + copy + ")"))
                        .as(copy)
                        .isEqualTo("0");
            }
            writeOrder(connection, 2);
            connection.commit();
            assertThat(subscriber.ask(".await 10000")).isEqualTo("true");
            requireEqualSets(connection);
        }
    }

    @Test
    void enqueueAddsNoNotification() throws Exception {
        try (Connection connection = Sql.open(folder.resolve("app.db"))) {
            Sql.run(connection, "SELECT honker_bootstrap()");
            Sql.run(connection, "SELECT honker_enqueue('q', 'p', null, null, 0, 3, null)");
            Sql.run(connection, "SELECT honker_claim_batch('q', 'w', 1, 60)");
            assertThat(Sql.number(connection, "SELECT count(*) FROM _honker_notifications"))
                    .isZero();
        }
    }

    private static void commitOrder(Connection connection, long order) throws SQLException {
        connection.setAutoCommit(false);
        writeOrder(connection, order);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static void writeOrder(Connection connection, long order) throws SQLException {
        Sql.run(connection, "INSERT INTO orders(id) VALUES (" + order + ")");
        Sql.run(connection, "SELECT honker_enqueue('receipts', '" + order + "', null, null, 0, 3, null)");
        Sql.run(connection, "SELECT honker_stream_publish('orders', null, '" + order + "')");
        Sql.run(connection, "SELECT notify('orders', '" + order + "')");
    }

    private static void requireCommitted(Connection connection, List<String> said) throws SQLException {
        for (String order : said) {
            assertThat(Sql.number(connection, "SELECT count(*) FROM orders WHERE id = " + Long.parseLong(order)))
                    .as("order %s, whose commit had returned", order)
                    .isOne();
        }
    }

    private static void requireEqualSets(Connection connection) throws SQLException {
        List<String> orders = Sql.texts(connection, "SELECT id FROM orders ORDER BY id");
        for (String copy : COPIES) {
            assertThat(Sql.texts(connection, copy + " ORDER BY 1")).as(copy).isEqualTo(orders);
        }
    }
}
