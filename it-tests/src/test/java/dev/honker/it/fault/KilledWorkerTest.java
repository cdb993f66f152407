package dev.honker.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Sql;
import dev.honker.it.support.SqlProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that is killed, or too slow, between its claim and its acknowledgement. */
class KilledWorkerTest {

    private static final String DEAD =
            "SELECT id || ' ' || attempts || ' ' || max_attempts || ' ' || last_error FROM _honker_dead";

    @TempDir
    private Path folder;

    private Path file;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        file = folder.resolve("app.db");
        connection = Sql.open(file);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void killedWorkersJobIsReclaimedOneSecondAfterItsTimeoutAndNotBefore() throws Exception {
        enqueue(3);
        dieHolding("victim", 1);
        String reclaimed = claimWhenLapsed("heir");
        assertThat(reclaimed).contains("\"attempts\":2", "\"worker_id\":\"heir\"");
        assertThat(Sql.number(connection, "SELECT honker_ack(1, 'heir')")).isOne();
        assertThat(Sql.number(connection, "SELECT count(*) FROM _honker_live")).isZero();
    }

    @Test
    void jobThatKillsEveryWorkerBecomesADeadLetter() throws Exception {
        enqueue(2);
        dieHolding("first", 0);
        awaitLapse();
        dieHolding("second", 0);
        awaitLapse();
        assertThat(claim("third", 60)).isEqualTo("[]");
        assertThat(Sql.texts(connection, DEAD)).containsExactly("1 2 2 max attempts exceeded");
        assertThat(Sql.number(connection, "SELECT count(*) FROM _honker_live")).isZero();
        assertThat(claim("fourth", 60)).isEqualTo("[]");
        assertThat(Sql.texts(connection, DEAD)).hasSize(1);
    }

    @Test
    void lastAttemptThatIsStillHeldIsNeitherStolenNorBuried() throws Exception {
        enqueue(1);
        try (OtherJvm holder = SqlProcess.start(folder, Sql.url(file))) {
            assertThat(holder.ask("SELECT honker_claim_batch('q', 'holder', 1, 60)"))
                    .contains("\"attempts\":1");
            for (int i = 0; i < 3; i++) {
                assertThat(claim("thief", 60)).isEqualTo("[]");
            }
            assertThat(Sql.texts(connection, DEAD)).isEmpty();
            assertThat(holder.ask("SELECT honker_ack(1, 'holder')")).isEqualTo("1");
            assertThat(Sql.number(connection, "SELECT count(*) FROM _honker_live"))
                    .isZero();
        }
    }

    @Test
    void nothingCanBeDoneWithALapsedClaimEvenIfNobodyHasTakenIt() throws Exception {
        enqueue(3);
        try (OtherJvm slow = SqlProcess.start(folder, Sql.url(file))) {
            assertThat(slow.ask("SELECT honker_claim_batch('q', 'slow', 1, 0)")).contains("\"attempts\":1");
            awaitLapse();
            assertThat(slow.ask("SELECT honker_heartbeat(1, 'slow', 60)")).isEqualTo("0");
            assertThat(slow.ask("SELECT honker_ack(1, 'slow')")).isEqualTo("0");
            assertThat(slow.ask("SELECT honker_ack_batch('[1]', 'slow')")).isEqualTo("0");
            assertThat(slow.ask("SELECT honker_retry(1, 'slow', 0, 'e')")).isEqualTo("0");
            assertThat(slow.ask("SELECT honker_fail(1, 'slow', 'e')")).isEqualTo("0");
            assertThat(Sql.texts(connection, DEAD)).isEmpty();
            assertThat(claim("heir", 60)).contains("\"attempts\":2");
        }
    }

    @Test
    void heartbeatKeepsTheClaimBeyondItsFirstTimeout() throws Exception {
        enqueue(3);
        try (OtherJvm alive = SqlProcess.start(folder, Sql.url(file))) {
            // why 3 s: a machine that stands still for a second must not let the claim lapse before its heartbeat
            assertThat(alive.ask("SELECT honker_claim_batch('q', 'alive', 1, 3)"))
                    .contains("\"attempts\":1");
            long deadline = deadline();
            assertThat(alive.ask("SELECT honker_heartbeat(1, 'alive', 60)")).isEqualTo("1");
            Sql.awaitAfter(connection, deadline);
            assertThat(claim("thief", 60)).isEqualTo("[]");
            assertThat(alive.ask("SELECT honker_ack(1, 'alive')")).isEqualTo("1");
        }
    }

    @Test
    void killInsideTheTransactionOfAClaimCostsNoAttempt() throws Exception {
        enqueue(1);
        try (OtherJvm victim = SqlProcess.start(folder, Sql.url(file))) {
            assertThat(victim.ask(".manual")).isEqualTo("ok");
            assertThat(victim.ask("SELECT honker_claim_batch('q', 'victim', 1, 60)"))
                    .contains("\"attempts\":1");
            victim.kill();
        }
        assertThat(claim("heir", 60)).contains("\"attempts\":1");
    }

    private void enqueue(int maxAttempts) throws SQLException {
        Sql.run(connection, "SELECT honker_enqueue('q', 'p', null, null, 0, " + maxAttempts + ", null)");
    }

    private String claim(String worker, long timeout) throws SQLException {
        return Sql.text(connection, "SELECT honker_claim_batch('q', '" + worker + "', 10, " + timeout + ")");
    }

    private void dieHolding(String worker, long timeout) throws Exception {
        try (OtherJvm victim = SqlProcess.start(folder, Sql.url(file))) {
            assertThat(victim.ask("SELECT honker_claim_batch('q', '" + worker + "', 1, " + timeout + ")"))
                    .contains("\"id\":1,");
            victim.kill();
        }
    }

    private long deadline() throws SQLException {
        return Sql.number(connection, "SELECT claim_expires_at FROM _honker_live WHERE id = 1");
    }

    private void awaitLapse() throws SQLException {
        Sql.awaitAfter(connection, deadline());
    }

    /** Tries all the time; the clock is read before and after each attempt, so that no attempt may be early or late. */
    private String claimWhenLapsed(String worker) throws SQLException {
        long deadline = deadline();
        for (int i = 0; i < 3_000; i++) {
            long before = Sql.number(connection, "SELECT unixepoch()");
            String claimed = claim(worker, 60);
            long after = Sql.number(connection, "SELECT unixepoch()");
            if (!claimed.equals("[]")) {
                assertThat(after).as("not before the second after its deadline").isGreaterThan(deadline);
                return claimed;
            }
            assertThat(before).as("claimable in the second after its deadline").isLessThanOrEqualTo(deadline);
            // why: nothing is committed when a claim lapses, only the clock tells
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        throw new AssertionError("never claimable");
    }
}
