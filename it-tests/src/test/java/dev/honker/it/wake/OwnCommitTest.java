package dev.honker.it.wake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.UpdateEvents;
import dev.honker.it.support.Signals;
import dev.honker.it.support.Sql;
import dev.honker.jdbc.HonkerConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each way to commit in this process rings: its subscribers wait for no poll, which comes after a minute here. */
class OwnCommitTest {

    private static final String RETURNING = "INSERT INTO t(n) VALUES (5), (6) RETURNING id";
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    private Path folder;

    private Path file;
    private Connection connection;
    private UpdateEvents events;

    @BeforeEach
    void subscribe() throws SQLException {
        file = folder.resolve("app.db");
        connection = Sql.open(file, "honker.poll_interval=60000");
        Sql.run(connection, "CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER)");
        Sql.run(connection, "SELECT honker_bootstrap()");
        events = connection.unwrap(HonkerConnection.class).updateEvents();
        drain();
    }

    @AfterEach
    void close() throws SQLException {
        try (Connection closed = connection) {
            assertThat(closed).isNotNull();
            events.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void itsSubscriberIsWokenByEachWayToCommit(Commit commit) throws SQLException {
        for (int i = 0; i < 3; i++) {
            commit.work.run(connection);
            assertThat(events.awaitUpdate(LONG)).as("round %s", i).isTrue();
            connection.setAutoCommit(true);
            drain();
        }
    }

    /** Takes the wake of the beginning, and what is left of earlier commits. */
    private void drain() {
        boolean woken = true;
        while (woken) {
            woken = events.awaitUpdate(Duration.ofMillis(100));
        }
    }

    @Test
    void queriesDoNotRing() throws SQLException {
        Signals.awaitQuiet(events);
        try (Connection plain = Sql.openPlain(file);
                PreparedStatement query = connection.prepareStatement("SELECT count(*) FROM t")) {
            // why: nobody rings for this commit; whoever looks because a query rang would find it
            Sql.run(plain, "INSERT INTO t(n) VALUES (1)");
            for (int i = 0; i < 100; i++) {
                assertThat(Sql.number(connection, "SELECT count(*) FROM t")).isOne();
                Sql.run(connection, "SELECT 1");
                try (ResultSet rows = query.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.next()).isFalse();
                }
            }
            assertThat(events.awaitUpdate(SHORT)).as("woken by a query").isFalse();
            Sql.run(connection, "SELECT notify('c', 'p')");
            assertThat(events.awaitUpdate(LONG)).isTrue();
        }
    }

    /** How something is committed. */
    enum Commit {
        COMMIT(c -> {
            c.setAutoCommit(false);
            Sql.run(c, "INSERT INTO t(n) VALUES (5)");
            c.commit();
        }),
        COMMIT_OF_A_FUNCTION(c -> {
            c.setAutoCommit(false);
            Sql.text(c, "SELECT notify('c', 'p')");
            c.commit();
        }),
        AUTO_COMMIT_AGAIN(c -> {
            c.setAutoCommit(false);
            Sql.run(c, "INSERT INTO t(n) VALUES (5)");
            c.setAutoCommit(true);
        }),
        COMMIT_AS_TEXT(c -> {
            Sql.run(c, "BEGIN");
            Sql.run(c, "INSERT INTO t(n) VALUES (5)");
            Sql.run(c, "COMMIT");
        }),
        COMMIT_AS_TEXT_IN_MANUAL_MODE(c -> {
            c.setAutoCommit(false);
            Sql.run(c, "INSERT INTO t(n) VALUES (5)");
            Sql.run(c, "COMMIT");
        }),
        RELEASE_AS_TEXT(c -> {
            Sql.run(c, "SAVEPOINT s");
            Sql.run(c, "INSERT INTO t(n) VALUES (5)");
            Sql.run(c, "RELEASE s");
        }),
        INSERT(c -> Sql.run(c, "INSERT INTO t(n) VALUES (5)")),
        PREPARED_INSERT(c -> prepared(c, "INSERT INTO t(n) VALUES (5)")),
        WITH_INSERT(c -> Sql.run(c, "WITH v(a) AS (VALUES (5)) INSERT INTO t(n) SELECT a FROM v")),
        PREPARED_WITH_INSERT(c -> prepared(c, "WITH v(a) AS (VALUES (5)) INSERT INTO t(n) SELECT a FROM v")),
        SEVERAL_STATEMENTS(c -> {
            try (Statement statement = c.createStatement()) {
                statement.executeUpdate("SELECT 1; INSERT INTO t(n) VALUES (5)");
            }
        }),
        FUNCTION(c -> Sql.text(c, "SELECT notify('c', 'p')")),
        FUNCTION_WITH_A_COMMENT(c -> Sql.text(c, "SELECT notify /* channel */ ('c', 'p')")),
        FUNCTION_AS_UPDATE(c -> prepared(c, "SELECT notify('c', 'p')")),
        BATCH(c -> {
            try (Statement statement = c.createStatement()) {
                statement.addBatch("INSERT INTO t(n) VALUES (5)");
                statement.executeBatch();
            }
        }),
        PREPARED_BATCH(c -> {
            try (PreparedStatement statement = c.prepareStatement("INSERT INTO t(n) VALUES (5)")) {
                statement.addBatch();
                statement.executeBatch();
            }
        }),
        RETURNED_ROWS_READ(c -> {
            try (Statement statement = c.createStatement();
                    ResultSet rows = statement.executeQuery(RETURNING)) {
                while (rows.next()) {
                    assertThat(rows.getLong(1)).isPositive();
                }
            }
        }),
        RETURNED_ROWS_CLOSED(c -> {
            try (PreparedStatement statement = c.prepareStatement(RETURNING)) {
                ResultSet rows = statement.executeQuery();
                assertThat(rows.next()).isTrue();
                rows.close();
            }
        }),
        STATEMENT_CLOSED(c -> {
            Statement statement = c.createStatement();
            assertThat(statement.executeQuery(RETURNING).next()).isTrue();
            statement.close();
        }),
        PREPARED_STATEMENT_CLOSED(c -> {
            PreparedStatement statement = c.prepareStatement(RETURNING);
            assertThat(statement.executeQuery().next()).isTrue();
            statement.close();
        });

        private final Work work;

        Commit(Work work) {
            this.work = work;
        }

        private static void prepared(Connection connection, String sql) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                assertThat(statement.executeUpdate()).isOne();
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(Connection connection) throws SQLException;
    }
}
