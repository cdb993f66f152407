package dev.honker.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.honker.UpdateEvents;
import dev.honker.it.support.Mounts;
import dev.honker.it.support.Sql;
import dev.honker.jdbc.HonkerConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that may only be read: what reads works, what writes is refused, and nothing is stricter than plain sqlite-jdbc. */
class ReadOnlyFileTest {

    private static final List<String> READS = List.of(
            "SELECT honker_get_job(1)",
            "SELECT honker_queue_next_claim_at('q')",
            "SELECT honker_result_get(1)",
            "SELECT honker_stream_read_since('t', 0, 10)",
            "SELECT honker_stream_get_offset('c', 't')",
            "SELECT honker_scheduler_list()",
            "SELECT honker_scheduler_soonest()",
            "SELECT honker_cron_next_after('@every 5s', 0)");

    private static final List<String> WRITES = List.of(
            "SELECT notify('c', 'p')",
            "SELECT honker_enqueue('q', 'p', null, null, 0, 3, null)",
            "SELECT honker_claim_batch('q', 'w', 1, 60)",
            "SELECT honker_ack(1, 'w')",
            "SELECT honker_ack_batch('[1]', 'w')",
            "SELECT honker_cancel(1)",
            "SELECT honker_heartbeat(1, 'w', 60)",
            "SELECT honker_stream_publish('t', null, 'p')",
            "SELECT honker_stream_save_offset('c', 't', 1)",
            "SELECT honker_result_save(1, 'v', 60)",
            "SELECT honker_lock_acquire('l', 'o', 60)",
            "SELECT honker_rate_limit_try('r', 1, 60)",
            "SELECT honker_scheduler_register('s', 'q', '@every 5s', 'p', 0, null)",
            "INSERT INTO mine(i) VALUES (2)",
            "UPDATE mine SET i = 3",
            "CREATE TABLE other(i)",
            "PRAGMA user_version = 5");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void create() throws SQLException {
        file = folder.resolve("original").resolve("app.db");
        assertThat(file.getParent().toFile().mkdir()).isTrue();
    }

    private void create(String mode) throws SQLException {
        try (Connection connection = Sql.open(file, "journal_mode=" + mode)) {
            Sql.run(connection, "CREATE TABLE mine(i)");
            Sql.run(connection, "INSERT INTO mine(i) VALUES (1)");
            Sql.run(connection, "SELECT honker_bootstrap()");
            Sql.run(connection, "SELECT honker_enqueue('q', 'p', null, null, 0, 3, null)");
            Sql.run(connection, "SELECT honker_stream_publish('t', null, 'p')");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatReadsWorksWhatWritesIsRefusedAndNothingIsStricterThanPlain(Access access) throws Exception {
        create(access.mode);
        byte[] before = Files.readAllBytes(file);
        try (Mounts mount = access.mounted ? Mounts.readOnly(file.getParent(), folder.resolve("ro")) : null) {
            Path seen = mount == null ? file : folder.resolve("ro").resolve("app.db");
            String location = String.format(access.location, seen);
            try (Connection connection = DriverManager.getConnection("jdbc:honker:sqlite:" + location);
                    Connection plain = DriverManager.getConnection("jdbc:sqlite:" + location)) {
                for (boolean autoCommit : new boolean[] {true, false}) {
                    connection.setAutoCommit(autoCommit);
                    plain.setAutoCommit(autoCommit);
                    requireAlike(plain, connection);
                    requireReads(connection);
                    requireWritesRefused(connection);
                }
                connection.setAutoCommit(true);
                try (UpdateEvents events =
                        connection.unwrap(HonkerConnection.class).updateEvents()) {
                    assertThat(events.awaitUpdate(Duration.ofMillis(20))).isFalse();
                    if (!access.immutable && mount == null) {
                        try (Connection writer = Sql.open(file, "journal_mode=" + access.mode)) {
                            Sql.run(writer, "SELECT notify('c', 'p')");
                        }
                        assertThat(events.awaitUpdate(Duration.ofSeconds(10))).isTrue();
                        assertThat(Sql.number(connection, "SELECT count(*) FROM _honker_notifications"))
                                .isOne();
                    }
                }
            }
        }
        if (access.immutable || access.mounted) {
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
        }
    }

    private static void requireReads(Connection connection) throws SQLException {
        for (String sql : READS) {
            Sql.text(connection, sql);
        }
        assertThat(Sql.text(connection, "SELECT honker_get_job(1)")).contains("\"payload\":\"p\"");
        assertThat(Sql.text(connection, "SELECT honker_stream_read_since('t', 0, 10)"))
                .contains("\"offset\":1");
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    private static void requireWritesRefused(Connection connection) throws SQLException {
        for (String sql : WRITES) {
            SQLException refused = catchThrowableOfType(SQLException.class, () -> Sql.run(connection, sql));
            assertThat((Throwable) refused).as(sql).isNotNull();
            assertThat(refused.getErrorCode() & 0xFF).as(sql + ": " + refused).isEqualTo(8);
            assertThat(refused.getSQLState()).as(sql).isEqualTo("25006");
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            assertThat(Sql.number(connection, "SELECT count(*) FROM mine")).isOne();
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    /** What plain sqlite-jdbc lets pass, honker does, with the same result. */
    private static void requireAlike(Connection plain, Connection honker) throws SQLException {
        List<Probe> probes = new ArrayList<>(List.of(
                c -> Sql.text(c, "SELECT count(*) FROM mine"),
                c -> Sql.text(c, "PRAGMA journal_mode"),
                c -> Sql.text(c, "PRAGMA busy_timeout = 5000"),
                c -> {
                    Sql.run(c, "CREATE TEMP TABLE IF NOT EXISTS scratch(i)");
                    Sql.run(c, "INSERT INTO scratch VALUES (1)");
                    return Sql.text(c, "SELECT max(i) FROM scratch");
                },
                c -> Boolean.toString(c.isValid(1)),
                c -> {
                    try (ResultSet tables = c.getMetaData().getTables(null, null, "mine", null)) {
                        return Boolean.toString(tables.next());
                    }
                }));
        if (!plain.getAutoCommit()) {
            probes.add(c -> {
                c.rollback(c.setSavepoint("s"));
                return "rolled back";
            });
            probes.add(c -> {
                c.commit();
                c.rollback();
                return "ended";
            });
        }
        for (Probe probe : probes) {
            String expected;
            try {
                expected = probe.run(plain);
            } catch (SQLException refused) {
                continue;
            }
            assertThat(probe.run(honker)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s?open_mode=1", "file:%s?mode=ro"})
    void readingFunctionWithoutTablesFindsNothing(String location) throws Exception {
        try (Connection connection = Sql.open(file)) {
            Sql.run(connection, "CREATE TABLE mine(i)");
        }
        try (Connection connection =
                DriverManager.getConnection("jdbc:honker:sqlite:" + String.format(location, file))) {
            assertThat(Sql.text(connection, "SELECT honker_get_job(1)")).isEmpty();
            assertThat(Sql.text(connection, "SELECT honker_stream_read_since('s', 0, 10)"))
                    .isEqualTo("[]");
            SQLException refused = catchThrowableOfType(
                    SQLException.class, () -> Sql.text(connection, "SELECT honker_enqueue('q', 'p')"));
            assertThat((Throwable) refused).isNotNull();
            assertThat(Sql.number(connection, "SELECT count(*) FROM mine")).isZero();
        }
    }

    @Test
    void transactionDeclaredReadOnlyReadsByFunctionsAndRefusesTheOthers() throws Exception {
        create("WAL");
        try (Connection connection = Sql.open(file)) {
            connection.setReadOnly(true);
            for (boolean autoCommit : new boolean[] {true, false}) {
                connection.setAutoCommit(autoCommit);
                requireReads(connection);
                requireWritesRefused(connection);
            }
            connection.setReadOnly(false);
            assertThat(Sql.number(connection, "SELECT notify('c', 'p')")).isOne();
            connection.commit();
        }
    }

    /** A way to a file that allows no writing. */
    enum Access {
        OPEN_MODE_WAL("WAL", "%s?open_mode=1", false),
        OPEN_MODE_DELETE("DELETE", "%s?open_mode=1", false),
        URI_WAL("WAL", "file:%s?mode=ro", false),
        URI_DELETE("DELETE", "file:%s?mode=ro", false),
        IMMUTABLE_URI("DELETE", "file:%s?immutable=1&mode=ro", false),
        READ_ONLY_FILE_SYSTEM("DELETE", "%s", true);

        final String mode;
        final String location;
        final boolean mounted;
        final boolean immutable;

        Access(String mode, String location, boolean mounted) {
            this.mode = mode;
            this.location = location;
            this.mounted = mounted;
            this.immutable = location.contains("immutable");
        }
    }

    /** Something to try on both drivers. */
    @FunctionalInterface
    private interface Probe {
        String run(Connection connection) throws SQLException;
    }
}
