package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.ProgressHandler;

/** Connections may be closed, aborted and cancelled by other threads at any time; the JVM survives and nothing stays locked. */
class ClosingTest extends RuleTest {

    private static final String ENDLESS =
            "WITH RECURSIVE c(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c";

    @Test
    void abortClosesAtOnceInterruptsAndReleases() throws Exception {
        rule(PLAIN, "closed at once", ground -> {
            Connection connection = ground.openManual();
            CountDownLatch running = new CountDownLatch(1);
            ProgressHandler.setHandler(connection, 1_000, new ProgressHandler() {
                @Override
                protected int progress() {
                    running.countDown();
                    return ground.subject == PLAIN ? 1 : 0;
                }
            });
            Ground.run(connection, "INSERT INTO t(name) VALUES ('never')");
            CompletableFuture<Void> endless = startThread(() -> {
                try {
                    Ground.number(connection, ENDLESS);
                } catch (SQLException e) {
                    throw new IllegalStateException(e.getSQLState(), e);
                }
            });
            running.await();
            List<Runnable> later = new ArrayList<>();
            connection.abort(later::add);
            assertThat(connection.isClosed()).as("closed at once").isTrue();
            assertThatThrownBy(() -> endless.get(20, TimeUnit.SECONDS)).hasStackTraceContaining("57014");
            assertThatThrownBy(connection::createStatement).isInstanceOf(SQLException.class);
            assertThat(later).hasSize(1);
            later.get(0).run();
            ground.requireNoLock();
            assertThat(ground.rows()).isEqualTo(1);
            connection.abort(Runnable::run);
            connection.close();
        });
    }

    @Test
    void cancelStopsTheStatementAndTheConnectionGoesOn() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.open();
            for (int round = 0; round < 3; round++) {
                assertThatThrownBy(() -> Interrupt.during(connection, ENDLESS))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("57014"));
                Ground.run(connection, "INSERT INTO t(n) VALUES (" + round + ")");
            }
            assertThat(ground.rows()).isEqualTo(4);
        });
    }

    @Test
    void cancelAfterCloseIsHarmless() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.open();
            Statement statement = connection.createStatement();
            Statement prepared = connection.prepareStatement("SELECT 1");
            connection.close();
            statement.cancel();
            prepared.cancel();
            statement.close();
            prepared.close();
            assertThat(connection.isClosed()).isTrue();
            assertThat(connection.isValid(1)).isFalse();
        });
    }

    @Test
    void aClosedConnectionRollsBackAndRefusesEverything() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.openManual();
            Ground.run(connection, "INSERT INTO t(name) VALUES ('never')");
            connection.close();
            connection.close();
            assertThatThrownBy(() -> Ground.run(connection, "SELECT 1")).isInstanceOf(SQLException.class);
            assertThatThrownBy(connection::commit).isInstanceOf(SQLException.class);
            assertThatThrownBy(connection::getMetaData).isInstanceOf(SQLException.class);
            ground.requireNoLock();
            assertThat(ground.rows()).isEqualTo(1);
        });
    }

    @Test
    void aConnectionThatIsClosedWhileItWaitsForItsTurnGivesTheTurnBack() throws Exception {
        onHonker(ground -> {
            Connection holder = ground.openManual();
            Ground.run(holder, "UPDATE t SET n = 1");
            Connection waiting = ground.open(60_000);
            CompletableFuture<Void> done = new CompletableFuture<>();
            Thread thread = new Thread(() -> Threads.complete(done, () -> Ground.run(waiting, "UPDATE t SET n = 2")));
            thread.start();
            while (thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            waiting.close();
            // why before the commit: whoever closes a connection is not kept waiting for another's transaction
            assertThatThrownBy(() -> done.get(10, TimeUnit.SECONDS)).hasRootCauseInstanceOf(SQLException.class);
            holder.commit();
            Ground.run(ground.open(), "UPDATE t SET n = n + 2");
            assertThat(ground.committed("SELECT n FROM t WHERE id = 1")).isEqualTo(3);
        });
    }

    @ParameterizedTest
    @EnumSource(ClosingStorm.Target.class)
    void theJvmSurvivesClosingWhileEightThreadsWork(ClosingStorm.Target target) throws Exception {
        onHonker(ground -> {
            Process process = Peer.start(
                    ClosingStorm.class, target.name(), ground.url(Ground.PATIENT), String.valueOf(10 * REPEAT));
            String output = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor()).as(output).isZero();
            assertThat(output).contains("survived " + 10 * REPEAT + " rounds");
            ground.requireNoLock();
        });
    }

    // why threads of their own: the common pool of a machine with two cores runs one task at a time
    private static CompletableFuture<Void> startThread(Runnable task) {
        return CompletableFuture.runAsync(task, run -> new Thread(run).start());
    }
}
