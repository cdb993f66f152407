package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Threads that share one connection, as SQLite allows, each get the counts, keys, rows and errors of their own statements: as on plain
 * sqlite-jdbc, and for queries of honker's functions too.
 */
class SharedConnectionTest {

    private static final int THREADS = 4;
    private static final int STATEMENTS_PER_THREAD = 3_000;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = Sql.honker(folder.resolve("shared.db") + "?synchronous=OFF");
        Sql.run(connection, "CREATE TABLE t(id INTEGER PRIMARY KEY, owner INTEGER)");
        Sql.run(connection, "CREATE TABLE log(id INTEGER)");
        Sql.run(connection, "CREATE VIEW v AS SELECT id, owner FROM t");
        Sql.run(
                connection,
                "CREATE TRIGGER iv INSTEAD OF INSERT ON v BEGIN INSERT INTO t VALUES (new.id, new.owner); END");
        Sql.run(connection, "CREATE TRIGGER tl AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.id); END");
        Sql.text(connection, "SELECT notify('warm', 'up')");
    }

    @AfterEach
    void close() throws Exception {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        connection.close();
    }

    @Test
    void updatesByTextGetTheirOwnCountsAndKeys() throws Exception {
        inAutoCommitAndInATransaction((thread, first) -> {
            try (Statement statement = connection.createStatement()) {
                expect(thread + 1, statement.executeUpdate(insert("t", first, thread + 1)));
                expectKey(first + thread, statement);
                expect(thread + 1, statement.executeUpdate("UPDATE t SET owner = -1 WHERE " + range(first, thread)));
                expect(thread + 1, statement.executeUpdate(insert("v", first + 10, thread + 1)) / 2);
            }
        });
    }

    @Test
    void executedTextsGetTheirOwnCountsAndKeys() throws Exception {
        inAutoCommitAndInATransaction((thread, first) -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(insert("t", first, thread + 1));
                expect(thread + 1, statement.getUpdateCount());
                expectKey(first + thread, statement);
            }
        });
    }

    @Test
    void preparedUpdatesGetTheirOwnCountsAndKeys() throws Exception {
        inAutoCommitAndInATransaction((thread, first) -> {
            try (PreparedStatement insert = connection.prepareStatement(insert("t", first, thread + 1))) {
                expect(thread + 1, insert.executeUpdate());
                expectKey(first + thread, insert);
            }
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE t SET owner = ? WHERE " + range(first, thread))) {
                update.setInt(1, thread);
                update.execute();
                expect(thread + 1, update.getUpdateCount());
                update.addBatch();
                update.addBatch();
                expect(thread + 1, update.executeBatch()[1]);
            }
        });
    }

    @Test
    void batchesOfTextsGetTheirOwnCounts() throws Exception {
        inAutoCommitAndInATransaction((thread, first) -> {
            try (Statement batch = connection.createStatement()) {
                batch.addBatch(insert("t", first, thread + 1));
                batch.addBatch("DELETE FROM t WHERE id = " + first);
                batch.addBatch("SELECT notify('c', 'x')");
                int[] counts = batch.executeBatch();
                expect(thread + 1, counts[0]);
                expect(1, counts[1]);
                expect(1, counts[2]);
            }
        });
    }

    @Test
    void queriesOfFunctionsGetTheirOwnRowsAndCommitByThemselves() throws Exception {
        inAutoCommitAndInATransaction((thread, first) -> {
            String text = thread + ":" + first;
            if (thread % 2 == 0) {
                try (PreparedStatement send = connection.prepareStatement("SELECT notify('c', ?)")) {
                    send.setString(1, text);
                    try (ResultSet row = send.executeQuery()) {
                        row.next();
                        long id = row.getLong(1);
                        expectText(text, "SELECT payload FROM _honker_notifications WHERE id = " + id);
                    }
                    expect(1, send.executeUpdate());
                }
            } else {
                try (Statement statement = connection.createStatement()) {
                    expect(1, statement.executeUpdate(insert("t", first, 1)));
                    expectKey(first, statement);
                }
            }
        });
        try (Connection other = Sql.plain(folder.resolve("shared.db"))) {
            assertThat(Sql.text(other, "SELECT count(*) FROM t"))
                    .isEqualTo(String.valueOf(2 * 2 * STATEMENTS_PER_THREAD));
        }
    }

    @Test
    void errorsReachTheThreadThatMadeThem() throws Exception {
        inAutoCommitAndInATransaction((thread, first) -> {
            String sql =
                    switch (thread) {
                        case 0 -> "SELECT notify(NULL, '" + first + "')";
                        case 1 -> "SELECT honker_ack(1, 'nobody')";
                        case 2 -> "INSERT INTO t VALUES (1, 1), (1, 1)";
                        default -> "SELECT no_such_function(" + first + ")";
                    };
            String expected =
                    switch (thread) {
                        case 0 -> "parameter type Null";
                        case 2 -> "UNIQUE";
                        default -> "no_such_function";
                    };
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(sql);
                if (thread != 1) {
                    wrong.add(sql + " succeeded");
                }
            } catch (SQLException e) {
                if (thread == 1 || !String.valueOf(e.getMessage()).contains(expected)) {
                    wrong.add(sql + " failed with " + e);
                }
            }
        });
    }

    @Test
    void metadataQueriesOfOneThreadKeepNoOtherFromItsTransaction() throws Exception {
        connection.setAutoCommit(false);
        Future<?> metadata = threads.submit(() -> {
            while (!Thread.interrupted()) {
                connection.getMetaData().getTables(null, null, "t", null).close();
            }
            return null;
        });
        for (int i = 0; i < STATEMENTS_PER_THREAD; i++) {
            Sql.run(connection, "INSERT INTO t VALUES (" + i + ", 0)");
            connection.rollback();
        }
        metadata.cancel(true);
        try (Connection other = Sql.plain(folder.resolve("shared.db"))) {
            assertThat(Sql.text(other, "SELECT count(*) FROM t")).isEqualTo("0");
        }
    }

    private void inAutoCommitAndInATransaction(Round round) throws Exception {
        run(0, round);
        connection.setAutoCommit(false);
        run(1, round);
        connection.commit();
        connection.setAutoCommit(true);
        assertThat(wrong).isEmpty();
    }

    private void run(int half, Round round) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            ends.add(threads.submit(() -> {
                start.await(30, TimeUnit.SECONDS);
                for (int i = 0; i < STATEMENTS_PER_THREAD; i++) {
                    round.run(number, 1_000L + 100L * ((2L * i + half) * THREADS + number));
                }
                return null;
            }));
        }
        for (Future<?> end : ends) {
            end.get(120, TimeUnit.SECONDS);
        }
    }

    private static String insert(String into, long first, int rows) {
        StringBuilder sql = new StringBuilder("INSERT INTO " + into + "(id, owner) VALUES ");
        for (int row = 0; row < rows; row++) {
            sql.append(row == 0 ? "(" : ", (").append(first + row).append(", 0)");
        }
        return sql.toString();
    }

    private static String range(long first, int more) {
        return "id BETWEEN " + first + " AND " + (first + more);
    }

    private void expect(long expected, long actual) {
        if (expected != actual) {
            wrong.add("count " + actual + " in place of " + expected);
        }
    }

    private void expectKey(long expected, Statement statement) throws SQLException {
        try (ResultSet keys = statement.getGeneratedKeys()) {
            long actual = keys.next() ? keys.getLong(1) : -1;
            if (expected != actual) {
                wrong.add("key " + actual + " in place of " + expected);
            }
        }
    }

    private void expectText(String expected, String sql) throws SQLException {
        String actual = Sql.text(connection, sql);
        if (!expected.equals(actual)) {
            wrong.add("row " + actual + " in place of " + expected);
        }
    }

    @FunctionalInterface
    private interface Round {
        void run(int thread, long first) throws SQLException;
    }
}
