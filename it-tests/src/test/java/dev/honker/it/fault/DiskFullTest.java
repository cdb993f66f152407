package dev.honker.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.honker.UpdateEvents;
import dev.honker.it.support.Mounts;
import dev.honker.it.support.Signals;
import dev.honker.it.support.Sql;
import dev.honker.jdbc.HonkerConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When there is no room, what was asked for is refused as a whole; when there is room again, everything goes on. */
class DiskFullTest {

    private static final int FULL = 13;
    private static final String LARGE = "zeroblob(100000)";
    private static final String LARGE_TEXT = "replace(hex(zeroblob(50000)), '00', 'ab')";
    private static final String ENQUEUE_LARGE =
            "SELECT honker_enqueue('q', " + LARGE_TEXT + ", null, null, 0, 3, null)";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                ENQUEUE_LARGE,
                "SELECT notify('c', " + LARGE_TEXT + ")",
                "SELECT honker_stream_publish('t', null, " + LARGE_TEXT + ")",
                "SELECT honker_result_save(1, " + LARGE_TEXT + ", 60)",
                "INSERT INTO orders(note) VALUES (" + LARGE + ")",
                "INSERT INTO orders(note) SELECT honker_enqueue('q', " + LARGE_TEXT + ", null, null, 0, 3, null)"
            })
    void transactionWithoutRoomIsNeverHalfCommitted(String large) throws Exception {
        Path file = folder.resolve("app.db");
        try (Connection connection = create(file);
                UpdateEvents events = connection.unwrap(HonkerConnection.class).updateEvents()) {
            connection.setAutoCommit(false);
            limit(connection);
            try (PreparedStatement small = connection.prepareStatement("INSERT INTO orders(note) VALUES (?)");
                    PreparedStatement refused = connection.prepareStatement(large)) {
                small.setString(1, "before");
                small.executeUpdate();
                requireFull(refused::executeUpdate);
                boolean lost = isLost(small);
                if (lost) {
                    assertThat(catchThrowableOfType(SQLException.class, connection::commit)
                                    .getSQLState())
                            .isEqualTo("25P02");
                    connection.rollback();
                } else {
                    connection.commit();
                }
                assertThat(events.awaitUpdate(Duration.ofMillis(lost ? 100 : 10_000)))
                        .isEqualTo(!lost);
                requireRows(file, lost ? 0 : 2, 0);

                Sql.run(connection, "PRAGMA max_page_count = 1000000");
                small.setString(1, "after");
                small.executeUpdate();
                refused.executeUpdate();
                connection.commit();
                assertThat(events.awaitUpdate(Duration.ofSeconds(10))).isTrue();
            }
            assertThat(Sql.number(connection, "SELECT count(*) FROM orders WHERE note = 'after'"))
                    .isOne();
        }
    }

    /** Whether SQLite has given the transaction up, which it may, or only the statement. */
    private static boolean isLost(PreparedStatement next) throws SQLException {
        next.setString(1, "between");
        try {
            next.executeUpdate();
            return false;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("25P02");
            assertThat(e.getMessage()).contains("rollback()");
            assertThat(String.valueOf(e.getCause())).contains("full");
            return true;
        }
    }

    @Test
    void autocommitFunctionWithoutRoomLeavesNothingAndWorksAgainWithRoom() throws Exception {
        Path file = folder.resolve("app.db");
        try (Connection connection = create(file);
                PreparedStatement enqueue = connection.prepareStatement(ENQUEUE_LARGE)) {
            limit(connection);
            for (int i = 0; i < 3; i++) {
                requireFull(enqueue::executeUpdate);
            }
            Sql.run(connection, "INSERT INTO orders(note) VALUES ('there is room for this')");
            requireRows(file, 1, 0);
            Sql.run(connection, "PRAGMA max_page_count = 1000000");
            enqueue.executeUpdate();
            requireRows(file, 1, 1);
        }
    }

    @Test
    void jobThatCannotBeBuriedForLackOfRoomStaysWhereItIs() throws Exception {
        Path file = folder.resolve("app.db");
        try (Connection connection = create(file)) {
            Sql.run(connection, ENQUEUE_LARGE);
            Sql.run(connection, "SELECT honker_claim_batch('q', 'w', 1, 60)");
            // why: the claim has left free pages behind
            Sql.run(connection, "VACUUM");
            limit(connection);
            requireFull(() -> Sql.run(connection, "SELECT honker_fail(1, 'w', 'e')"));
            requireRows(file, 0, 1);
            assertThat(Sql.number(connection, "SELECT count(*) FROM _honker_dead"))
                    .isZero();
            Sql.run(connection, "PRAGMA max_page_count = 1000000");
            assertThat(Sql.number(connection, "SELECT honker_fail(1, 'w', 'e')"))
                    .isOne();
            requireRows(file, 0, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAL", "DELETE"})
    void fullFileSystemRefusesTheCommitAndLaterLetsItPass(String mode) throws Exception {
        Path disk = folder.resolve("disk");
        try (Mounts mount = Mounts.small(disk, 3 << 20);
                Connection connection = Sql.open(disk.resolve("app.db"), "journal_mode=" + mode)) {
            assertThat(mount).isNotNull();
            Sql.run(connection, "CREATE TABLE orders(id INTEGER PRIMARY KEY, note)");
            Sql.run(connection, "SELECT honker_bootstrap()");
            Path file = disk.resolve("app.db");
            try (UpdateEvents events = connection.unwrap(HonkerConnection.class).updateEvents()) {
                Signals.awaitQuiet(events);
                for (int round = 0; round < 2; round++) {
                    Path filler = fill(disk);
                    connection.setAutoCommit(false);
                    requireFull(() -> {
                        writeMuch(connection);
                        connection.commit();
                    });
                    connection.rollback();
                    connection.setAutoCommit(true);
                    requireFull(() -> Sql.run(connection, ENQUEUE_LARGE));
                    assertThat(events.awaitUpdate(Duration.ofMillis(50))).isFalse();
                    requireRows(file, 5L * round, 5L * round);

                    Files.delete(filler);
                    connection.setAutoCommit(false);
                    writeMuch(connection);
                    connection.commit();
                    connection.setAutoCommit(true);
                    assertThat(events.awaitUpdate(Duration.ofSeconds(10))).isTrue();
                    requireRows(file, 5L * (round + 1), 5L * (round + 1));
                    assertThat(Sql.text(connection, "PRAGMA integrity_check")).isEqualTo("ok");
                    Sql.run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
                    // why: a checkpoint that truncates may wake
                    Signals.awaitQuiet(events);
                }
            }
        }
    }

    private static void writeMuch(Connection connection) throws SQLException {
        for (int i = 0; i < 5; i++) {
            Sql.run(connection, "INSERT INTO orders(note) VALUES (" + i + ")");
            Sql.run(connection, ENQUEUE_LARGE);
        }
    }

    private static Path fill(Path disk) throws Exception {
        Path filler = disk.resolve("filler");
        byte[] block = new byte[4096];
        try (var out = Files.newOutputStream(filler, StandardOpenOption.CREATE)) {
            while (true) {
                out.write(block);
            }
        } catch (FileSystemException e) {
            throw e;
        } catch (java.io.IOException full) {
            assertThat(full).hasMessageContaining("No space left");
            return filler;
        }
    }

    private static Connection create(Path file) throws SQLException {
        Connection connection = Sql.open(file);
        Sql.run(connection, "CREATE TABLE orders(id INTEGER PRIMARY KEY, note)");
        Sql.run(connection, "SELECT honker_bootstrap()");
        return connection;
    }

    private static void limit(Connection connection) throws SQLException {
        Sql.run(connection, "PRAGMA max_page_count = " + (Sql.number(connection, "PRAGMA page_count") + 4));
    }

    private static void requireFull(ThrowingCallable call) {
        SQLException full = catchThrowableOfType(SQLException.class, call);
        assertThat((Throwable) full).as("no room").isNotNull();
        assertThat(full.getErrorCode()).as(full.toString()).isEqualTo(FULL);
        assertThat(full.getSQLState()).isEqualTo("53100");
    }

    /** As another connection sees them. */
    private static void requireRows(Path file, long orders, long jobs) throws SQLException {
        try (Connection observer = Sql.open(file, "open_mode=1")) {
            assertThat(Sql.number(observer, "SELECT count(*) FROM orders")).isEqualTo(orders);
            assertThat(Sql.number(observer, "SELECT count(*) FROM _honker_live"))
                    .isEqualTo(jobs);
        }
    }
}
