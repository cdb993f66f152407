package dev.honker.it.wake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker in another process that sleeps, and wakes at the right second without anybody committing then. */
class SleepingWorkerTest {

    /** By commits of the test and of its own empty claims, not by looking again and again. */
    private static final int FEW = 8;

    @TempDir
    private Path folder;

    private Path file;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        file = folder.resolve("app.db");
        connection = Sql.open(file);
        Sql.run(connection, "SELECT honker_bootstrap()");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void delayedJobWakesASleepingProcessInItsSecondWithoutAFurtherCommit() throws Exception {
        try (OtherJvm worker = OtherJvm.start(folder, SleepingWorker.class, Sql.url(file))) {
            worker.expect("sleeps until 0");
            Sql.run(connection, "SELECT honker_enqueue('q', 'p', null, 2, 0, 3, null)");
            long due = Sql.number(connection, "SELECT run_at FROM _honker_live");
            requireWokenAt(worker, due, "\"attempts\":1");
        }
    }

    @Test
    void lapseOfAClaimWakesASleepingProcessInItsSecondWithoutAFurtherCommit() throws Exception {
        Sql.run(connection, "SELECT honker_enqueue('q', 'p', null, null, 0, 3, null)");
        assertThat(Sql.text(connection, "SELECT honker_claim_batch('q', 'forgetful', 1, 1)"))
                .contains("\"attempts\":1");
        long due = 1 + Sql.number(connection, "SELECT claim_expires_at FROM _honker_live");
        try (OtherJvm worker = OtherJvm.start(folder, SleepingWorker.class, Sql.url(file))) {
            requireWokenAt(worker, due, "\"attempts\":2");
        }
    }

    @Test
    void dueJobOfACommittedTransactionWakesASleepingProcessAtOnce() throws Exception {
        try (OtherJvm worker = OtherJvm.start(folder, SleepingWorker.class, Sql.url(file))) {
            worker.expect("sleeps until 0");
            connection.setAutoCommit(false);
            Sql.run(connection, "SELECT honker_enqueue('q', 'p', null, null, 0, 3, null)");
            assertThat(worker.isSilent()).isTrue();
            connection.commit();
            long now = Sql.number(connection, "SELECT unixepoch()");
            connection.commit();
            requireWokenAt(worker, now, "\"attempts\":1");
        }
    }

    private static void requireWokenAt(OtherJvm worker, long due, String content) throws Exception {
        String said = worker.line();
        while (said.startsWith("sleeps")) {
            assertThat(said).isIn("sleeps until 0", "sleeps until " + due);
            said = worker.line();
        }
        String[] words = said.split(" ", 3);
        assertThat(Integer.parseInt(words[0])).as("looked").isLessThan(FEW);
        // why so far: a machine that stands still for a second must not fail the build; by the next look alone it would
        // be
        // a minute
        assertThat(Long.parseLong(words[1])).as("claimed in second").isBetween(due, due + 10);
        assertThat(words[2]).contains(content);
    }
}
