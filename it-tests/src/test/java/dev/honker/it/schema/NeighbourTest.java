package dev.honker.it.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Sql;
import dev.honker.it.support.SqlProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What else is in the file, beside it or made by a peer stays as it is. */
class NeighbourTest {

    private static final String ENQUEUE = "SELECT honker_enqueue('q', 'p', null, null, 0, 3, null)";
    private static final String CLAIM = "SELECT honker_claim_batch('q', 'w', 10, 60)";
    private static final String EVERYTHING =
            "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("app.db");
    }

    @Test
    void temporaryTableOfTheSameNameShadowsNothing() throws Exception {
        try (Connection connection = Sql.open(file);
                OtherJvm other = SqlProcess.start(folder, Sql.url(file))) {
            Sql.run(connection, "CREATE TEMP TABLE _honker_live(id, queue, payload)");
            Sql.run(connection, "CREATE TEMP TABLE _honker_notifications(id, channel, payload)");
            Sql.run(connection, "INSERT INTO temp._honker_live VALUES (1, 'q', 'temporary')");
            assertThat(Sql.number(connection, ENQUEUE)).isOne();
            assertThat(Sql.number(connection, "SELECT notify('c', 'p')")).isOne();
            assertThat(other.ask("SELECT count(*) FROM _honker_notifications")).isEqualTo("1");
            assertThat(Sql.text(connection, "SELECT honker_get_job(1)")).contains("\"payload\":\"p\"");
            assertThat(other.ask(CLAIM)).contains("\"id\":1,", "\"payload\":\"p\"");
            assertThat(Sql.number(connection, "SELECT honker_ack(1, 'w')")).isOne();
            assertThat(Sql.texts(connection, "SELECT payload FROM temp._honker_live"))
                    .containsExactly("temporary");
            assertThat(Sql.number(connection, "SELECT count(*) FROM temp._honker_notifications"))
                    .isZero();
        }
    }

    @Test
    void tablesIndexesViewsAndTriggersOfTheUserStayToTheLetter() throws Exception {
        List<String> statements = List.of(
                "CREATE TABLE honker(live, dead)",
                "CREATE TABLE jobs(id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT)",
                "CREATE INDEX jobs_by_queue ON jobs(queue)",
                "CREATE VIEW _honker_jobs AS SELECT id, queue FROM jobs",
                "CREATE TABLE _honker_scheduler_state(name, last)",
                "CREATE TRIGGER count_jobs AFTER INSERT ON jobs BEGIN INSERT INTO honker VALUES (new.id, 0); END",
                "INSERT INTO jobs(queue) VALUES ('q')",
                "INSERT INTO _honker_scheduler_state VALUES ('s', 1)",
                "PRAGMA user_version = 42",
                "PRAGMA application_id = 4711");
        try (Connection plain = Sql.openPlain(file)) {
            for (String statement : statements) {
                Sql.run(plain, statement);
            }
            List<String> before = Sql.texts(plain, EVERYTHING);
            try (Connection connection = Sql.open(file)) {
                Sql.run(connection, "SELECT honker_bootstrap()");
                Sql.run(connection, ENQUEUE);
                Sql.text(connection, CLAIM);
            }
            assertThat(Sql.texts(plain, EVERYTHING)).containsAll(before);
            assertThat(
                            Sql.texts(
                                    plain,
                                    "SELECT name FROM sqlite_master WHERE name NOT GLOB '_honker_*' AND name NOT GLOB 'sqlite_*'"))
                    .containsExactlyInAnyOrder("honker", "jobs", "jobs_by_queue", "count_jobs");
            assertThat(Sql.number(plain, "SELECT count(*) FROM jobs")).isOne();
            assertThat(Sql.number(plain, "SELECT count(*) FROM honker")).isOne();
            assertThat(Sql.number(plain, "SELECT count(*) FROM _honker_scheduler_state"))
                    .isOne();
            assertThat(Sql.number(plain, "SELECT id FROM _honker_jobs")).isOne();
            assertThat(Sql.number(plain, "PRAGMA user_version")).isEqualTo(42);
            assertThat(Sql.number(plain, "PRAGMA application_id")).isEqualTo(4711);
        }
    }

    @Test
    void fileOfAPeerGetsOurIndexesAtTheFirstClaimAndThePeerGoesOn() throws Exception {
        try (Connection connection = Sql.open(file)) {
            Sql.run(connection, ENQUEUE);
            Sql.run(connection, "DROP INDEX _honker_live_ready");
            Sql.run(connection, "DROP INDEX _honker_live_exhausted");
        }
        String ours =
                "SELECT count(*) FROM sqlite_master WHERE name IN ('_honker_live_ready', '_honker_live_exhausted')";
        try (Connection connection = Sql.open(file);
                OtherJvm peer = SqlProcess.start(folder, "jdbc:sqlite:" + file)) {
            String byPeer = "INSERT INTO _honker_live(queue, payload) VALUES ('q', 'of the peer')";
            assertThat(peer.ask(byPeer)).isEqualTo("ok");
            assertThat(Sql.number(connection, ENQUEUE)).isEqualTo(3);
            assertThat(Sql.number(connection, ours)).isZero();
            assertThat(Sql.text(connection, CLAIM)).contains("\"id\":1,", "\"id\":2,", "\"id\":3,");
            assertThat(Sql.number(connection, ours)).isEqualTo(2);
            assertThat(peer.ask(byPeer)).isEqualTo("ok");
            assertThat(Sql.text(connection, CLAIM)).contains("\"id\":4,").doesNotContain("\"id\":1,");
            assertThat(peer.ask("PRAGMA integrity_check")).isEqualTo("ok");
        }
    }

    @Test
    void attachedDatabasesAreNeitherReadNorWritten() throws Exception {
        Path attached = folder.resolve("other.db");
        try (Connection other = Sql.open(attached)) {
            Sql.run(other, "SELECT honker_enqueue('q', 'of the other file', null, null, 0, 3, null)");
        }
        try (Connection connection = Sql.open(file)) {
            Sql.run(connection, "CREATE TABLE mine(i)");
            Sql.run(connection, "ATTACH DATABASE '" + attached + "' AS other");
            assertThat(Sql.text(connection, CLAIM)).isEqualTo("[]");
            for (boolean autoCommit : new boolean[] {true, false}) {
                connection.setAutoCommit(autoCommit);
                assertThat(Sql.number(connection, ENQUEUE)).isPositive();
                Sql.run(connection, "SELECT notify('c', 'p')");
                if (!autoCommit) {
                    connection.commit();
                }
            }
            assertThat(Sql.text(connection, CLAIM)).doesNotContain("of the other file");
            assertThat(Sql.number(connection, "SELECT count(*) FROM other._honker_notifications"))
                    .isZero();
            connection.commit();
        }
        requireOneJob(attached);
    }

    @Test
    void rollbackOverTwoDatabasesTakesTheJobWithIt() throws Exception {
        Path attached = folder.resolve("other.db");
        try (Connection connection = Sql.open(file)) {
            Sql.run(connection, "ATTACH DATABASE '" + attached + "' AS other");
            Sql.run(connection, "CREATE TABLE other.orders(id INTEGER PRIMARY KEY)");
            connection.setAutoCommit(false);
            for (int i = 0; i < 2; i++) {
                Sql.run(connection, "INSERT INTO other.orders DEFAULT VALUES");
                Sql.run(connection, ENQUEUE);
                if (i == 0) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
                assertThat(Sql.number(connection, "SELECT count(*) FROM other.orders"))
                        .isEqualTo(i);
                assertThat(Sql.number(connection, "SELECT count(*) FROM sqlite_master WHERE name = '_honker_live'"))
                        .isEqualTo(i);
                connection.commit();
            }
        }
        requireOneJob(file);
    }

    private static void requireOneJob(Path file) throws SQLException {
        try (Connection connection = Sql.open(file)) {
            assertThat(Sql.texts(connection, "SELECT state FROM _honker_live")).containsExactly("pending");
        }
    }
}
