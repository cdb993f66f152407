package dev.honker.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.honker.it.support.OtherThread;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thread that waits for its turn to write can be called off like one that is inside SQLite. */
@Tag("write-lock")
class CancelTest extends RuleTest {

    private static final String INSERT = "INSERT INTO t(n) VALUES (5)";

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancelEndsTheWaitOfAStatement(boolean autoCommit) throws Exception {
        onHonker(ground -> {
            Connection waiting = ground.open(60_000);
            waiting.setAutoCommit(autoCommit);
            Connection holder = ground.openManual();
            Ground.run(holder, INSERT);
            try (PreparedStatement prepared = waiting.prepareStatement(INSERT);
                    Statement plain = waiting.createStatement()) {
                requireCancelled(plain, () -> plain.executeUpdate(INSERT));
                requireCancelled(prepared, prepared::executeUpdate);
                plain.addBatch(INSERT);
                requireCancelled(plain, plain::executeBatch);
                prepared.addBatch();
                requireCancelled(prepared, prepared::executeBatch);
                if (!autoCommit) {
                    waiting.rollback();
                }
                holder.rollback();
                assertThat(ground.rows()).as("nothing was written").isEqualTo(1);
                assertThat(prepared.executeUpdate()).as("works again").isOne();
                if (!autoCommit) {
                    waiting.commit();
                }
            }
            assertThat(ground.rows()).isEqualTo(2);
        });
    }

    private static void requireCancelled(Statement statement, OtherThread.Work work) throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        OtherThread<SQLException> other = OtherThread.start("waiting", () -> {
                    SQLException failure = catchThrowableOfType(SQLException.class, work::run);
                    interrupted.set(Thread.currentThread().isInterrupted());
                    return failure;
                })
                .onceItWaitsForALock();
        statement.cancel();
        SQLException failure = other.get(10);
        assertThat((Throwable) failure).isNotNull();
        assertThat(failure.getSQLState()).as(failure.toString()).isEqualTo("57014");
        assertThat(interrupted).as("interrupted").isFalse();
    }

    @Test
    void abortEndsTheWaitOfItsConnection() throws Exception {
        onHonker(ground -> {
            for (boolean autoCommit : new boolean[] {true, false}) {
                Connection waiting = ground.open(60_000);
                waiting.setAutoCommit(autoCommit);
                Connection holder = ground.openManual();
                Ground.run(holder, INSERT);
                OtherThread<Throwable> other = OtherThread.<Throwable>start(
                                "waiting",
                                () -> catchThrowableOfType(SQLException.class, () -> Ground.run(waiting, INSERT)))
                        .onceItWaitsForALock();
                waiting.abort(task -> new Thread(task).start());
                assertThat(other.get(10)).isInstanceOf(SQLException.class);
                assertThat(other.thread().isInterrupted()).isFalse();
                assertThat(waiting.isClosed()).isTrue();
                holder.rollback();
                Ground.run(ground.open(), "UPDATE t SET n = 1");
                assertThat(ground.rows()).as("nothing was written").isEqualTo(1);
                holder.close();
            }
        });
    }

    @Test
    void cancelOfAnInterruptedThreadLeavesItsFlagSet() throws Exception {
        onHonker(ground -> {
            Connection waiting = ground.open(60_000);
            Connection holder = ground.openManual();
            Ground.run(holder, INSERT);
            try (Statement statement = waiting.createStatement()) {
                OtherThread<Boolean> other = OtherThread.start("waiting", () -> {
                            Thread.currentThread().interrupt();
                            SQLException failure =
                                    catchThrowableOfType(SQLException.class, () -> statement.executeUpdate(INSERT));
                            assertThat(failure.getSQLState())
                                    .as(failure.toString())
                                    .isEqualTo("57014");
                            return Thread.currentThread().isInterrupted();
                        })
                        .onceItWaitsForALock();
                statement.cancel();
                assertThat(other.get(10)).as("still interrupted").isTrue();
            }
        });
    }

    @Test
    void cancelWithoutARunningStatementDoesNotHitTheNextOne() throws Exception {
        onHonker(ground -> {
            Connection waiting = ground.open(Ground.PATIENT);
            Connection holder = ground.openManual();
            try (Statement statement = waiting.createStatement()) {
                statement.cancel();
                assertThat(statement.executeUpdate(INSERT)).isOne();
                statement.cancel();
                Ground.run(holder, INSERT);
                OtherThread<Integer> other = OtherThread.start("waiting", () -> statement.executeUpdate(INSERT))
                        .onceItWaitsForALock();
                holder.commit();
                assertThat(other.get()).isOne();
            }
            assertThat(ground.rows()).isEqualTo(4);
        });
    }
}
