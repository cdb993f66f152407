package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.honker.Honker;
import dev.honker.UpdateEvents;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A savepoint that is set in autocommit mode: a transaction that begins with it and ends with its release, as in sqlite-jdbc. */
class AutoCommitSavepointTest {

    private static final String PLAIN = "jdbc:sqlite:";
    private static final String HONKER = "jdbc:honker:sqlite:";
    private static final String END_OF_COMPARISON = "plain goes no further";

    @TempDir
    Path folder;

    private Path file;
    private Connection look;

    @BeforeEach
    void makeTheFile() throws SQLException {
        file = folder.resolve("app.db");
        look = Sql.plain(file + "?busy_timeout=0&synchronous=OFF");
        Sql.run(look, "PRAGMA journal_mode = WAL");
        Sql.run(look, "CREATE TABLE t(n INTEGER)");
    }

    @AfterEach
    void closeTheFile() throws SQLException {
        look.close();
    }

    @Test
    void everySequenceOfCallsKeepsTheRowsAndLocksThatPlainKeeps() throws Exception {
        List<List<Step>> sequences = List.of(List.of(Step.SET));
        for (int length = 2; length <= 4; length++) {
            sequences = sequences.stream()
                    .flatMap(steps -> List.of(Step.values()).stream().map(step -> {
                        List<Step> longer = new ArrayList<>(steps);
                        longer.add(step);
                        return longer;
                    }))
                    .toList();
        }
        for (List<Step> steps : sequences) {
            List<String> plain = trace(PLAIN, steps);
            List<String> honker = trace(HONKER, steps);
            int end = plain.indexOf(END_OF_COMPARISON);
            int length = end < 0 ? plain.size() : end;
            assertThat(honker.subList(0, Math.min(length, honker.size())))
                    .as("%s", steps)
                    .isEqualTo(plain.subList(0, length));
        }
    }

    @Test
    void afterTheReleaseTheConnectionIsInAutocommitModeAgainAndSaysSo() throws SQLException {
        try (Connection connection = Sql.honker(file)) {
            Savepoint outer = connection.setSavepoint();
            Savepoint inner = connection.setSavepoint("inner");
            assertThat(connection.getAutoCommit()).isFalse();
            connection.releaseSavepoint(inner);
            assertThat(connection.getAutoCommit()).isFalse();
            connection.releaseSavepoint(outer);
            assertThat(connection.getAutoCommit()).isTrue();
            assertThatThrownBy(() -> connection.releaseSavepoint(outer))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25000"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PLAIN, HONKER})
    void theNextCallerOfAPooledConnectionKeepsItsRowsToo(String prefix) throws SQLException {
        try (HikariDataSource pool = pool(prefix)) {
            try (Connection connection = pool.getConnection()) {
                Savepoint savepoint = connection.setSavepoint();
                Sql.run(connection, "INSERT INTO t VALUES (1)");
                connection.releaseSavepoint(savepoint);
            }
            requireFree();
            try (Connection connection = pool.getConnection()) {
                Sql.run(connection, "INSERT INTO t VALUES (2)");
            }
            requireFree();
        }
        assertThat(rows()).isEqualTo("1,2");
    }

    /** As Spring begins transactions: it doesn't switch autocommit off if the connection says that it is off. */
    @ParameterizedTest
    @ValueSource(strings = {PLAIN, HONKER})
    void aTransactionOfTheNextCallerIsOne(String prefix) throws SQLException {
        try (HikariDataSource pool = pool(prefix)) {
            try (Connection connection = pool.getConnection()) {
                connection.releaseSavepoint(connection.setSavepoint());
            }
            try (Connection connection = pool.getConnection()) {
                if (connection.getAutoCommit()) {
                    connection.setAutoCommit(false);
                }
                Sql.run(connection, "INSERT INTO t VALUES (1)");
                try {
                    connection.rollback();
                } catch (SQLException e) {
                    assertThat(prefix).as("plain fails here: " + e.getMessage()).isEqualTo(PLAIN);
                }
            }
        }
        assertThat(rows()).isEqualTo(prefix.equals(PLAIN) ? "1" : null);
    }

    @Test
    void jobsBelongToItsTransaction() throws SQLException {
        try (Connection connection = Sql.honker(file)) {
            Savepoint savepoint = connection.setSavepoint();
            Honker.on(connection).queue("mail").enqueue("1");
            connection.rollback(savepoint);
            Honker.on(connection).queue("mail").enqueue("2");
            Honker.on(connection).queue("mail").enqueueAll(List.of("3", "4"));
            connection.releaseSavepoint(savepoint);
            assertThat(Sql.text(look, "SELECT group_concat(payload) FROM _honker_live"))
                    .isEqualTo("2,3,4");

            connection.setSavepoint();
            Honker.on(connection).queue("mail").enqueue("5");
            connection.rollback();
            assertThat(Sql.text(look, "SELECT count(*) FROM _honker_live")).isEqualTo("3");
        }
    }

    @Test
    void theLastReleaseWakesWhoWaitsForTheCommit() throws SQLException {
        try (Connection connection = Sql.honker(file);
                UpdateEvents updates = connection.unwrap(HonkerConnection.class).updateEvents()) {
            Savepoint savepoint = connection.setSavepoint();
            Sql.run(connection, "INSERT INTO t VALUES (1)");
            while (updates.awaitUpdate(Duration.ofMillis(20))) {
                assertThat(rows()).isNull();
            }
            connection.releaseSavepoint(savepoint);
            assertThat(updates.awaitUpdate(Duration.ofSeconds(30))).isTrue();
        }
    }

    /** What the calls have done, up to where plain says one thing and does another. */
    private List<String> trace(String prefix, List<Step> steps) throws SQLException {
        Sql.run(look, "DELETE FROM t");
        List<String> trace = new ArrayList<>();
        // why deferred: in manual-commit mode, after a commit, ours would take the lock at once
        try (Connection connection = DriverManager.getConnection(
                prefix + file + "?busy_timeout=20000&synchronous=OFF&transaction_mode=DEFERRED")) {
            Deque<Savepoint> savepoints = new ArrayDeque<>();
            boolean manual = false;
            boolean released = false;
            for (Step step : steps) {
                boolean inside = !savepoints.isEmpty();
                try {
                    step.run(connection, savepoints);
                } catch (SQLException e) {
                    // why: plain fails where a transaction is to end that it has never begun
                    trace.add(END_OF_COMPARISON);
                    break;
                }
                trace.add(step + " " + rows() + (isLocked() ? " locked" : "")
                        + (savepoints.isEmpty() ? "" : " " + connection.getAutoCommit()));
                released |= inside && step.isRelease() && savepoints.isEmpty();
                manual |= step == Step.MANUAL;
                if (released && manual) {
                    // why: plain begins no transaction although it was told to, and says that it has one
                    trace.add(END_OF_COMPARISON);
                    break;
                }
            }
        }
        trace.add("closed " + rows() + (isLocked() ? " locked" : ""));
        return trace;
    }

    private HikariDataSource pool(String prefix) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(prefix + file);
        pool.setMaximumPoolSize(1);
        return pool;
    }

    private String rows() throws SQLException {
        return Sql.text(look, "SELECT group_concat(n) FROM t");
    }

    private void requireFree() throws SQLException {
        assertThat(isLocked()).as("somebody holds the write lock").isFalse();
    }

    private boolean isLocked() throws SQLException {
        try {
            Sql.run(look, "BEGIN IMMEDIATE");
        } catch (SQLException e) {
            assertThat(Objects.requireNonNull(e.getMessage())).contains("SQLITE_BUSY");
            return true;
        }
        Sql.run(look, "ROLLBACK");
        return false;
    }

    /** What an application does. */
    private enum Step {
        SET {
            @Override
            void run(Connection connection, Deque<Savepoint> savepoints) throws SQLException {
                savepoints.push(connection.setSavepoint());
            }
        },
        INSERT {
            @Override
            void run(Connection connection, Deque<Savepoint> savepoints) throws SQLException {
                Sql.run(connection, "INSERT INTO t SELECT count(*) FROM t");
            }
        },
        READ {
            @Override
            void run(Connection connection, Deque<Savepoint> savepoints) throws SQLException {
                Sql.text(connection, "SELECT count(*) FROM t");
            }
        },
        RELEASE {
            @Override
            void run(Connection connection, Deque<Savepoint> savepoints) throws SQLException {
                if (!savepoints.isEmpty()) {
                    connection.releaseSavepoint(savepoints.pop());
                }
            }
        },
        RELEASE_OUTERMOST {
            @Override
            void run(Connection connection, Deque<Savepoint> savepoints) throws SQLException {
                if (!savepoints.isEmpty()) {
                    connection.releaseSavepoint(savepoints.getLast());
                    savepoints.clear();
                }
            }
        },
        ROLLBACK_TO {
            @Override
            void run(Connection connection, Deque<Savepoint> savepoints) throws SQLException {
                if (!savepoints.isEmpty()) {
                    connection.rollback(savepoints.getFirst());
                }
            }
        },
        COMMIT {
            @Override
            void run(Connection connection, Deque<Savepoint> savepoints) throws SQLException {
                savepoints.clear();
                connection.commit();
            }
        },
        ROLLBACK {
            @Override
            void run(Connection connection, Deque<Savepoint> savepoints) throws SQLException {
                savepoints.clear();
                connection.rollback();
            }
        },
        AUTOCOMMIT {
            @Override
            void run(Connection connection, Deque<Savepoint> savepoints) throws SQLException {
                savepoints.clear();
                connection.setAutoCommit(true);
            }
        },
        MANUAL {
            @Override
            void run(Connection connection, Deque<Savepoint> savepoints) throws SQLException {
                connection.setAutoCommit(false);
            }
        };

        boolean isRelease() {
            return this == RELEASE || this == RELEASE_OUTERMOST;
        }

        abstract void run(Connection connection, Deque<Savepoint> savepoints) throws SQLException;
    }
}
