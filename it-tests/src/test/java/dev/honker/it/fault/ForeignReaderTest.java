package dev.honker.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.honker.UpdateEvents;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Sql;
import dev.honker.it.support.SqlProcess;
import dev.honker.jdbc.HonkerConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without a WAL a commit waits for the readers of other processes, and may give up. */
class ForeignReaderTest {

    private static final String ENQUEUE = "SELECT honker_enqueue('q', 'p', null, null, 0, 3, null)";

    @TempDir
    private Path folder;

    private Connection connection;
    private OtherJvm reader;

    @BeforeEach
    void read() throws Exception {
        Path file = folder.resolve("app.db");
        connection = Sql.open(file, "journal_mode=DELETE", "busy_timeout=300");
        OrderWriter.createTables(connection);
        reader = SqlProcess.start(folder, "jdbc:sqlite:" + file);
        assertThat(reader.ask("BEGIN")).isEqualTo("ok");
        assertThat(reader.ask("SELECT count(*) FROM orders")).isEqualTo("0");
    }

    @AfterEach
    void end() throws Exception {
        try (Connection closed = connection) {
            assertThat(closed).isNotNull();
            reader.close();
        }
    }

    @Test
    void commitThatWasBusyKeepsTheTransactionAndMayBeRepeated() throws Exception {
        try (UpdateEvents events = connection.unwrap(HonkerConnection.class).updateEvents()) {
            connection.setAutoCommit(false);
            Sql.run(connection, "INSERT INTO orders(id) VALUES (1)");
            Sql.run(connection, ENQUEUE);
            for (int i = 0; i < 2; i++) {
                requireBusy(connection::commit);
                assertThat(events.awaitUpdate(Duration.ofMillis(50))).isFalse();
            }
            assertThat(reader.ask("SELECT count(*) FROM orders")).isEqualTo("0");
            assertThat(reader.ask("COMMIT")).isEqualTo("ok");
            Sql.run(connection, "SELECT notify('orders', '1')");
            connection.commit();
            assertThat(events.awaitUpdate(Duration.ofSeconds(10))).isTrue();
            assertThat(reader.ask("SELECT count(*) FROM orders")).isEqualTo("1");
            assertThat(reader.ask("SELECT count(*) FROM _honker_live")).isEqualTo("1");
            assertThat(reader.ask("SELECT count(*) FROM _honker_notifications")).isEqualTo("1");
        }
    }

    @Test
    void commitThatWasBusyMayBeRolledBackInstead() throws Exception {
        connection.setAutoCommit(false);
        Sql.run(connection, ENQUEUE);
        requireBusy(connection::commit);
        connection.rollback();
        assertThat(reader.ask("COMMIT")).isEqualTo("ok");
        Sql.run(connection, "INSERT INTO orders(id) VALUES (2)");
        connection.commit();
        assertThat(reader.ask("SELECT count(*) FROM _honker_live")).isEqualTo("0");
        assertThat(reader.ask("SELECT count(*) FROM orders")).isEqualTo("1");
    }

    @Test
    void autocommitFunctionThatWasBusyHasWrittenNothing() throws Exception {
        requireBusy(() -> Sql.text(connection, ENQUEUE));
        requireBusy(() -> Sql.run(connection, "INSERT INTO orders(id) SELECT notify('c', 'p')"));
        assertThat(reader.ask("COMMIT")).isEqualTo("ok");
        assertThat(reader.ask("SELECT count(*) FROM _honker_live")).isEqualTo("0");
        assertThat(reader.ask("SELECT count(*) FROM _honker_notifications")).isEqualTo("0");
        assertThat(Sql.number(connection, ENQUEUE)).isOne();
        assertThat(reader.ask("SELECT count(*) FROM _honker_live")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT honker_fail(1, 'w', 'e')",
                "SELECT honker_sweep_expired('expired')",
                "SELECT honker_scheduler_tick(unixepoch() + 3600)",
                "SELECT honker_claim_batch('exhausted', 'w', 1, 60)",
                "SELECT honker_lock_acquire('l', 'o', 60)"
            })
    void functionOfSeveralStatementsThatWasBusyLeavesNoTransactionBehind(String function) throws Exception {
        assertThat(reader.ask("COMMIT")).isEqualTo("ok");
        Sql.run(connection, ENQUEUE);
        Sql.run(connection, "SELECT honker_claim_batch('q', 'w', 1, 60)");
        Sql.run(connection, "SELECT honker_enqueue('expired', 'p', null, null, 0, 3, -1)");
        Sql.run(connection, "SELECT honker_enqueue('exhausted', 'p', null, null, 0, 0, null)");
        Sql.run(connection, "SELECT honker_scheduler_register('s', 'ticked', '@every 1h', 'p', 0, null)");
        assertThat(reader.ask("BEGIN")).isEqualTo("ok");
        String jobs = "SELECT count(*) || ' ' || group_concat(state) FROM _honker_live";
        String before = reader.ask(jobs);

        requireBusy(() -> Sql.text(connection, function));

        assertThat(reader.ask(jobs)).isEqualTo(before);
        assertThat(reader.ask("COMMIT")).isEqualTo("ok");
        assertThat(reader.ask(jobs)).isEqualTo(before);
        assertThat(reader.ask("INSERT INTO orders(id) VALUES (1)"))
                .as("the write lock is free")
                .isEqualTo("ok");
        assertThat(Sql.text(connection, function)).isNotEqualTo("0");
        Sql.run(connection, "INSERT INTO orders(id) VALUES (2)");
        assertThat(reader.ask("SELECT count(*) FROM orders"))
                .as("autocommit commits")
                .isEqualTo("2");
    }

    private static void requireBusy(ThrowingCallable call) {
        SQLException busy = catchThrowableOfType(SQLException.class, call);
        assertThat((Throwable) busy).as("busy").isNotNull();
        assertThat(busy.getErrorCode() & 0xFF).as(busy.toString()).isEqualTo(5);
        assertThat(busy.getSQLState()).isEqualTo("40001");
    }
}
