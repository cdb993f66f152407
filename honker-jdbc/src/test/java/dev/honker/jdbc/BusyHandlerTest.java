package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.BusyHandler;
import org.sqlite.SQLiteConnection;

/** An application's own busy handler decides how long to wait, also for another connection of this JVM. */
class BusyHandlerTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeTheFile() throws SQLException {
        file = Sql.plainFile(folder.resolve("app.db"));
        try (Connection connection = Sql.plain(file)) {
            Sql.run(connection, "PRAGMA journal_mode = WAL");
        }
    }

    /** The ways to write. */
    enum Way {
        AUTOCOMMIT,
        MANUAL_COMMIT,
        SQL_TEXT;

        void write(Connection connection) throws SQLException {
            connection.setAutoCommit(this != MANUAL_COMMIT);
            try {
                if (this == SQL_TEXT) {
                    Sql.run(connection, "BEGIN IMMEDIATE");
                }
                Sql.run(connection, "INSERT INTO t VALUES (1)");
                if (this == SQL_TEXT) {
                    Sql.run(connection, "COMMIT");
                } else if (this == MANUAL_COMMIT) {
                    connection.commit();
                }
            } catch (SQLException e) {
                if (this == MANUAL_COMMIT) {
                    connection.rollback();
                }
                throw e;
            }
        }
    }

    private static List<Integer> handle(Connection connection, IntPredicate again) throws SQLException {
        List<Integer> calls = new ArrayList<>();
        BusyHandler.setHandler(connection, new BusyHandler() {
            @Override
            protected int callback(int earlier) {
                calls.add(earlier);
                return again.test(earlier) ? 1 : 0;
            }
        });
        return calls;
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:sqlite:, AUTOCOMMIT",
        "jdbc:sqlite:, SQL_TEXT",
        "jdbc:honker:sqlite:, AUTOCOMMIT",
        "jdbc:honker:sqlite:, MANUAL_COMMIT",
        "jdbc:honker:sqlite:, SQL_TEXT",
    })
    void theHandlerIsAskedUntilItGivesUp(String prefix, Way way) throws Exception {
        try (Connection holder = DriverManager.getConnection(prefix + file);
                Connection waiting = DriverManager.getConnection(prefix + file)) {
            holder.setAutoCommit(false);
            Sql.run(holder, "INSERT INTO t VALUES (0)");
            List<Integer> calls = handle(waiting, earlier -> earlier < 2);
            for (int round = 0; round < 3; round++) {
                calls.clear();
                SQLException busy = catchThrowableOfType(SQLException.class, () -> inThread(() -> way.write(waiting)));
                assertThat(busy.getErrorCode()).isEqualTo(5);
                assertThat(calls).as("round %s", round).containsExactly(0, 1, 2);
                if (prefix.contains("honker")) {
                    assertThat(busy.getMessage()).contains("busy handler").contains("is held by connection #");
                    assertThat(busy.getSQLState()).isEqualTo("40001");
                }
            }
            holder.rollback();
            way.write(waiting);
            assertThat(calls).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void theHandlerThatGoesOnGetsTheLockWhenItIsFree(Way way) throws Exception {
        try (Connection holder = Sql.honker(file);
                Connection waiting = Sql.honker(file)) {
            for (int round = 0; round < 3; round++) {
                holder.setAutoCommit(false);
                Sql.run(holder, "INSERT INTO t VALUES (0)");
                List<Integer> calls = handle(waiting, earlier -> {
                    if (earlier == 3) {
                        commit(holder);
                    }
                    return true;
                });
                inThread(() -> way.write(waiting));
                assertThat(calls).startsWith(0, 1, 2, 3);
                holder.setAutoCommit(true);
                Sql.run(holder, "INSERT INTO t VALUES (2)");
            }
            assertThat(Sql.text(holder, "SELECT count(*) FROM t")).isEqualTo("10");
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anotherProcessAsksTheHandlerToo() throws Exception {
        try (Connection foreign = Sql.plain(file);
                Connection waiting = Sql.honker(file)) {
            Sql.run(foreign, "BEGIN IMMEDIATE");
            List<Integer> calls = handle(waiting, earlier -> earlier < 1);
            assertThatThrownBy(() -> Way.MANUAL_COMMIT.write(waiting)).hasMessageContaining("SQLITE_BUSY");
            assertThat(calls).containsExactly(0, 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aConnectionWithoutHandlerAndTimeoutFailsAtOnce(Way way) throws Exception {
        try (Connection holder = Sql.honker(file);
                Connection waiting = Sql.honker(file)) {
            holder.setAutoCommit(false);
            Sql.run(holder, "INSERT INTO t VALUES (0)");
            List<Integer> calls = handle(waiting, earlier -> true);
            BusyHandler.clearHandler(waiting);
            long start = System.nanoTime();
            assertThatThrownBy(() -> inThread(() -> way.write(waiting)))
                    .hasMessageContaining("is held by connection #");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            assertThat(calls).isEmpty();
            holder.rollback();
            way.write(waiting);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aTimeoutThatIsSetByAPragmaIsTheOneThatCounts(Way way) throws Exception {
        try (Connection holder = Sql.honker(file);
                Connection waiting = Sql.honker(file + "?busy_timeout=60000")) {
            holder.setAutoCommit(false);
            Sql.run(holder, "INSERT INTO t VALUES (0)");
            Sql.run(waiting, "PRAGMA busy_timeout = 30");
            for (int round = 0; round < 2; round++) {
                assertThatThrownBy(() -> inThread(() -> way.write(waiting)))
                        .hasMessageContaining("waited 30 ms")
                        .hasMessageContaining("is held by connection #");
                assertThat(Sql.text(waiting, "PRAGMA busy_timeout")).isEqualTo("30");
            }
        }
    }

    @Test
    void aTimeoutOfTheConnectionReplacesTheHandlerAsOnPlain() throws Exception {
        try (Connection holder = Sql.honker(file);
                Connection waiting = Sql.honker(file)) {
            holder.setAutoCommit(false);
            Sql.run(holder, "INSERT INTO t VALUES (0)");
            List<Integer> calls = handle(waiting, earlier -> true);
            ((SQLiteConnection) waiting).setBusyTimeout(30);
            assertThatThrownBy(() -> inThread(() -> Way.AUTOCOMMIT.write(waiting)))
                    .hasMessageContaining("waited 30 ms");
            assertThat(calls).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void aTransactionThatHasOnlyReadYieldsToAConnectionWithAHandler(Way way) throws Exception {
        try (Connection reader = Sql.honker(file);
                Connection waiting = Sql.honker(file)) {
            reader.setAutoCommit(false);
            Sql.text(reader, "SELECT n FROM t");
            List<Integer> calls = handle(waiting, earlier -> false);
            way.write(waiting);
            assertThat(calls).isEmpty();
            assertThat(Sql.text(reader, "SELECT count(*) FROM t")).isEqualTo("1");
            reader.commit();

            Sql.text(reader, "SELECT n FROM t");
            inThread(() -> way.write(waiting));
            assertThat(calls).isEmpty();
            reader.commit();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void aThreadThatWaitsForItselfAsksItsHandlerAndFails(String prefix) throws Exception {
        try (Connection holder = DriverManager.getConnection(prefix + file);
                Connection waiting = DriverManager.getConnection(prefix + file)) {
            holder.setAutoCommit(false);
            Sql.run(holder, "INSERT INTO t VALUES (0)");
            List<Integer> calls = handle(waiting, earlier -> earlier < 1);
            assertThatThrownBy(() -> Way.AUTOCOMMIT.write(waiting))
                    .hasMessageContaining(prefix.contains("honker") ? "this thread waits for itself" : "locked");
            assertThat(calls).containsExactly(0, 1);
        }
    }

    @FunctionalInterface
    private interface Step {
        void go() throws SQLException;
    }

    private static void inThread(Step step) throws Exception {
        CompletableFuture<SQLException> failure = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                step.go();
                failure.complete(null);
            } catch (SQLException e) {
                failure.complete(e);
            } catch (RuntimeException | Error e) {
                failure.completeExceptionally(e);
            }
        });
        thread.start();
        SQLException thrown = failure.get(60, TimeUnit.SECONDS);
        thread.join();
        if (thrown != null) {
            throw thrown;
        }
    }
}
