package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A statement's query timeout bounds all its waits for locks together: for the lock of this JVM and for SQLite's. */
class QueryTimeoutTest {

    private static final long TIMEOUT = 1_000;
    private static final int ATTEMPTS = 5;

    @TempDir
    Path folder;

    /** Who is in the way. */
    enum Holder {
        /** Another connection of the driver, which has the lock of this JVM. */
        OURS("jdbc:honker:sqlite:"),
        /** A connection that only SQLite knows of. */
        FOREIGN("jdbc:sqlite:");

        private final String prefix;

        Holder(String prefix) {
            this.prefix = prefix;
        }
    }

    /** How a statement is run. */
    enum Form {
        EXECUTE {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = within(connection.createStatement())) {
                    statement.execute("INSERT INTO t VALUES (1)");
                }
            }
        },
        UPDATE {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = within(connection.createStatement())) {
                    statement.executeUpdate("INSERT INTO t VALUES (1)");
                }
            }
        },
        TEXTS {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = within(connection.createStatement())) {
                    statement.executeUpdate("INSERT INTO t VALUES (1); INSERT INTO t VALUES (2)");
                }
            }
        },
        FUNCTION {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = within(connection.createStatement())) {
                    statement
                            .executeQuery("SELECT honker_enqueue('q', '1', NULL, NULL, 0, 3, NULL)")
                            .close();
                }
            }
        },
        RETURNING {
            @Override
            void run(Connection connection) throws SQLException {
                try (PreparedStatement statement =
                        within(connection.prepareStatement("INSERT INTO t VALUES (1) RETURNING n"))) {
                    statement.executeQuery().close();
                }
            }
        },
        PREPARED {
            @Override
            void run(Connection connection) throws SQLException {
                try (PreparedStatement statement = within(connection.prepareStatement("INSERT INTO t VALUES (?)"))) {
                    statement.setInt(1, 1);
                    statement.executeUpdate();
                }
            }
        },
        PREPARED_FUNCTION {
            @Override
            void run(Connection connection) throws SQLException {
                try (PreparedStatement statement = within(connection.prepareStatement("SELECT notify('c', ?)"))) {
                    statement.setString(1, "{}");
                    statement.executeUpdate();
                }
            }
        },
        BATCH {
            @Override
            void run(Connection connection) throws SQLException {
                try (Statement statement = within(connection.createStatement())) {
                    statement.addBatch("INSERT INTO t VALUES (1)");
                    statement.addBatch("INSERT INTO t VALUES (2)");
                    statement.executeBatch();
                }
            }
        },
        PREPARED_BATCH {
            @Override
            void run(Connection connection) throws SQLException {
                try (PreparedStatement statement = within(connection.prepareStatement("INSERT INTO t VALUES (?)"))) {
                    for (int i = 0; i < 3; i++) {
                        statement.setInt(1, i);
                        statement.addBatch();
                    }
                    statement.executeBatch();
                }
            }
        },
        FUNCTION_BATCH {
            @Override
            void run(Connection connection) throws SQLException {
                try (PreparedStatement statement = within(connection.prepareStatement("SELECT notify('c', ?)"))) {
                    for (int i = 0; i < 3; i++) {
                        statement.setString(1, "{}");
                        statement.addBatch();
                    }
                    statement.executeBatch();
                }
            }
        };

        abstract void run(Connection connection) throws SQLException;

        private static <S extends Statement> S within(S statement) throws SQLException {
            statement.setQueryTimeout((int) TimeUnit.MILLISECONDS.toSeconds(TIMEOUT));
            return statement;
        }
    }

    private record Case(Form form, Holder holder, boolean autoCommit) {}

    @Test
    void everyFormOfExecutionWaitsForItOnceAndNotTwice() throws Exception {
        List<Case> cases = Arrays.stream(Form.values())
                .flatMap(form -> Arrays.stream(Holder.values())
                        .flatMap(holder -> Stream.of(true, false).map(mode -> new Case(form, holder, mode))))
                .toList();
        Map<Case, Long> waited = new ConcurrentHashMap<>();
        List<Case> left = cases;
        // why again: on a busy machine a thread may sleep on although it could go on
        for (int i = 0; i < ATTEMPTS && !left.isEmpty(); i++) {
            measure(left, waited, i);
            left = cases.stream()
                    .filter(one -> waited.get(one) > TIMEOUT * 3 / 2)
                    .toList();
        }
        assertThat(waited).hasSize(cases.size()).allSatisfy((one, millis) -> assertThat(millis)
                .as("%s", one)
                .isBetween(TIMEOUT * 9 / 10, TIMEOUT * 3 / 2));
    }

    /** All at once, each on a file of its own: they only wait. */
    private void measure(List<Case> cases, Map<Case, Long> waited, int attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(cases.size());
        try {
            List<Future<?>> all = cases.stream()
                    .<Future<?>>map(one -> threads.submit(() -> {
                        long millis = wait(one, folder.resolve(cases.indexOf(one) + "-" + attempt + ".db"));
                        waited.merge(one, millis, Math::min);
                        return null;
                    }))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void insert(Connection holder) {
        try {
            Sql.run(holder, "INSERT INTO t VALUES (0)");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static long wait(Case one, Path file) throws SQLException {
        try (Connection holder = DriverManager.getConnection(one.holder().prefix + file);
                Connection connection = Sql.honker(file + "?busy_timeout=30000")) {
            Sql.run(connection, "CREATE TABLE t(n INTEGER)");
            Sql.run(connection, "SELECT honker_bootstrap()");
            connection.setAutoCommit(one.autoCommit());
            holder.setAutoCommit(false);
            // why in another thread: this one would be told at once that it waits for itself
            CompletableFuture.runAsync(() -> insert(holder)).join();
            long start = System.nanoTime();
            try {
                one.form().run(connection);
                throw new AssertionError("nobody was in the way of " + one);
            } catch (SQLException e) {
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                assertThat(e.getSQLState()).isEqualTo("40001");
                assertThat(Sql.text(connection, "PRAGMA busy_timeout")).isEqualTo("30000");
                return millis;
            } finally {
                holder.rollback();
            }
        }
    }
}
