package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who waits for the write lock waits no longer than the busy timeout, and is told for whom; the lock is always given back. */
@Tag("write-lock")
class WriterLockTest extends RuleTest {

    private static final String INSERT = "INSERT INTO t(name) VALUES ('a')";

    @Test
    void theTimeoutNamesTheHolder() throws Exception {
        rule(PLAIN, "Expecting throwable message", ground -> {
            Connection holder = ground.openManual();
            Threads.onThread("the-holder", () -> Ground.run(holder, "UPDATE t SET n = 5"));
            Connection waiting = ground.openManual();
            long start = System.nanoTime();
            assertThatThrownBy(() -> Ground.run(waiting, INSERT))
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("[SQLITE_BUSY] The database file is locked (")
                    .hasMessageContaining("\"the-holder\"")
                    .hasMessageContaining("UPDATE t SET n = ?")
                    .hasMessageContaining("INSERT INTO t(name) VALUES ('…')")
                    .hasMessageContaining(" ms ago")
                    .hasMessageMatching("(?s).*connection #\\d+.*connection #\\d+.*")
                    .hasMessageContaining(String.valueOf(ground.file.getFileName()));
            assertThat(System.nanoTime() - start)
                    .isBetween(TimeUnit.MILLISECONDS.toNanos(190), TimeUnit.SECONDS.toNanos(20));
            holder.rollback();
            Ground.run(waiting, INSERT);
            waiting.commit();
        });
    }

    @Test
    void theTimeoutIsBusyToWhoeverLooksAtCodes() throws Exception {
        rule(PLAIN, "40001", ground -> {
            Connection holder = ground.openManual();
            Threads.onThread("holder", () -> Ground.run(holder, INSERT));
            Connection waiting = ground.open();
            SQLException busy = catchThrowableOfType(SQLException.class, () -> Ground.run(waiting, INSERT));
            assertThat(busy.getErrorCode()).isEqualTo(5);
            assertThat(busy.getSQLState()).isEqualTo("40001");
        });
    }

    @Test
    void waitingForOneselfFailsAtOnceAndNamesBothPlaces() throws Exception {
        rule(PLAIN, "at once", ground -> {
            // why not as long on plain sqlite-jdbc: there it is waited for
            int timeout = ground.subject == PLAIN ? 3_000 : 60_000;
            Connection first = ground.open(timeout);
            first.setAutoCommit(false);
            Ground.run(first, "UPDATE t SET n = 5");
            for (boolean autoCommit : new boolean[] {true, false}) {
                Connection second = ground.open(timeout);
                second.setAutoCommit(autoCommit);
                long start = System.nanoTime();
                SQLException busy = catchThrowableOfType(SQLException.class, () -> Ground.run(second, INSERT));
                assertThat(System.nanoTime() - start)
                        .as("at once")
                        .isLessThan(TimeUnit.MILLISECONDS.toNanos(timeout / 2));
                assertThat((Throwable) busy)
                        .hasMessageContaining("this thread waits for itself")
                        .hasMessageContaining("INSERT INTO t(name) VALUES ('…')")
                        .hasMessageContaining("UPDATE t SET n = ?», which has written");
                assertThat(busy.getErrorCode()).isEqualTo(5);
            }
            first.commit();
        });
    }

    @Test
    void anInterruptedThreadWaitsOnWorksAndStaysInterrupted() throws Exception {
        onHonker(ground -> {
            Connection holder = ground.openManual();
            Ground.run(holder, INSERT);
            Connection waiting = ground.open(Ground.PATIENT);
            CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
            Thread thread = new Thread(() -> Threads.complete(interrupted, () -> {
                Ground.run(waiting, "UPDATE t SET n = 3");
                return Thread.currentThread().isInterrupted();
            }));
            thread.start();
            thread.interrupt();
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            thread.interrupt();
            holder.commit();
            assertThat(interrupted.get(20, TimeUnit.SECONDS))
                    .as("still interrupted")
                    .isTrue();
            assertThat(ground.committed("SELECT n FROM t WHERE id = 1")).isEqualTo(3);
        });
    }

    @Test
    void theLockIsGivenBackOnceHoweverATransactionEnds() throws Exception {
        onHonker(ground -> {
            Connection next = ground.open(Ground.PATIENT);
            for (Ending ending : endings()) {
                Connection connection = ground.openManual();
                Ground.run(connection, "UPDATE t SET n = n + 1");
                ending.end(connection);
                Ground.run(next, "UPDATE t SET n = 0");
                connection.close();
                requireOneTurn(ground);
            }
        });
    }

    /** A lock that was given back twice would let the second one in, as far as SQLite's own lock. */
    private static void requireOneTurn(Ground ground) throws Exception {
        try (Connection first = ground.open();
                Connection second = ground.open(50)) {
            first.setAutoCommit(false);
            Ground.run(first, INSERT);
            Threads.onThread("second", () -> assertThatThrownBy(() -> Ground.run(second, INSERT))
                    .hasMessageContaining("honker: "));
            first.rollback();
        }
    }

    private static List<Ending> endings() {
        return List.of(
                Connection::commit,
                Connection::rollback,
                Connection::close,
                connection -> connection.setAutoCommit(true),
                connection -> Ground.run(connection, "COMMIT"),
                connection -> Ground.run(connection, "ROLLBACK"),
                connection -> connection.abort(Runnable::run),
                connection -> Threads.onThread("another", connection::close),
                connection -> {
                    assertThatThrownBy(() -> Ground.run(connection, "INSERT OR ROLLBACK INTO t(id) VALUES (1)"))
                            .isInstanceOf(SQLException.class);
                    connection.rollback();
                });
    }

    @Test
    void aFailedStatementInAutoCommitModeGivesTheLockBack() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.open();
            assertThatThrownBy(() -> Ground.run(connection, "INSERT INTO t(id) VALUES (1)"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> Ground.run(connection, "INSERT INTO nowhere VALUES (1)"))
                    .isInstanceOf(SQLException.class);
            requireOneTurn(ground);
        });
    }

    @Test
    void aBeginThatASecondProcessBlockedGivesTheLockBack() throws Exception {
        onHonker(ground -> {
            Peer peer = ground.peer();
            peer.run("BEGIN IMMEDIATE");
            Connection connection = ground.openManual();
            assertThatThrownBy(() -> Ground.run(connection, INSERT)).isInstanceOf(SQLException.class);
            peer.run("ROLLBACK");
            requireOneTurn(ground);
        });
    }

    @FunctionalInterface
    private interface Ending {
        void end(Connection connection) throws Exception;
    }
}
