package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN_IMMEDIATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.honker.it.support.OtherThread;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A transaction locks of its attached databases only those that it writes, and waits for these as for the main one. */
class AttachTest extends RuleTest {

    private static final String INSERT = "INSERT INTO t(n) VALUES (5)";

    @Test
    void aTransactionThatUsesTheMainDatabaseKeepsNobodyFromWritingAnAttachedOne() throws Exception {
        rule(PLAIN_IMMEDIATE, "SQLITE_BUSY", ground -> {
            Path other = other(ground);
            Connection first = attached(ground, other);
            first.setAutoCommit(false);
            Ground.run(first, INSERT);
            assertThat(Ground.number(first, "SELECT count(*) FROM b.o")).isZero();
            try (Connection second = DriverManager.getConnection(ground.subject.url(other, 500))) {
                Ground.run(second, "INSERT INTO o VALUES (1)");
            }
            assertThat(Ground.number(first, "SELECT count(*) FROM b.o"))
                    .as("its snapshot")
                    .isZero();
            first.commit();
            assertThat(Ground.number(first, "SELECT count(*) FROM b.o")).isEqualTo(1);
            first.rollback();
        });
    }

    @Test
    void crossedAttachmentsOfWhichEachWritesItsOwnMainDatabaseNeverCollide() throws Exception {
        rule(PLAIN_IMMEDIATE, "SQLITE_BUSY", ground -> {
            Path other = other(ground);
            int rounds = 200 * REPEAT;
            CyclicBarrier begun = new CyclicBarrier(2);
            Threads.run(2, thread -> {
                Path main = thread == 0 ? ground.file : other;
                String table = thread == 0 ? "t(n)" : "o(x)";
                // why the barrier and short waits: so that the subject that locks both files fails in each run
                try (Connection connection = DriverManager.getConnection(ground.subject.url(main, 300))) {
                    Ground.run(connection, "ATTACH '" + (thread == 0 ? other : ground.file) + "' AS b");
                    connection.setAutoCommit(false);
                    for (int i = 0; i < rounds; i++) {
                        Ground.run(connection, "INSERT INTO main." + table + " VALUES (1)");
                        if (i == 0) {
                            begun.await(2, TimeUnit.SECONDS);
                        }
                        connection.commit();
                    }
                }
            });
            assertThat(ground.rows()).isEqualTo(1 + rounds);
        });
    }

    @Test
    void theHolderOfAnAttachedDatabaseIsNamed() throws Exception {
        onHonker(ground -> {
            Path other = other(ground);
            Connection holder = attached(ground, other);
            holder.setAutoCommit(false);
            Threads.onThread("the-holder", () -> Ground.run(holder, "INSERT INTO b.o VALUES (7)"));
            for (boolean autoCommit : new boolean[] {true, false}) {
                Connection waiting = attached(ground, other);
                waiting.setAutoCommit(autoCommit);
                SQLException busy =
                        catchThrowableOfType(SQLException.class, () -> Ground.run(waiting, "DELETE FROM b.o"));
                assertThat((Throwable) busy)
                        .hasMessageStartingWith("[SQLITE_BUSY]")
                        .hasMessageContaining("\"the-holder\"")
                        .hasMessageContaining("write lock of b ")
                        .hasMessageContaining("INSERT INTO b.o VALUES (?)");
                assertThat(busy.getSQLState()).isEqualTo("40001");
                waiting.close();
            }
            Connection main = ground.open();
            Ground.run(main, INSERT);
            holder.commit();
            try (Connection writer = DriverManager.getConnection(ground.subject.url(other, 500))) {
                Ground.run(writer, "DELETE FROM o");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO o VALUES (2)",
                "UPDATE b.o SET x = 3",
                "INSERT INTO temp.triggering VALUES (1)",
                "WITH v(x) AS (VALUES (1)) INSERT INTO o SELECT x FROM v",
                "CREATE INDEX b.i ON o(x)"
            })
    void aWriteIntoAnAttachedDatabaseWaitsForItsWriters(String write) throws Exception {
        onHonker(ground -> {
            Path other = other(ground);
            Connection holder = attached(ground, other);
            holder.setAutoCommit(false);
            Ground.run(holder, "INSERT INTO b.o VALUES (1)");
            Connection waiting = keep(ground, other, Ground.PATIENT);
            Ground.run(waiting, "CREATE TEMP TABLE triggering(x)");
            Ground.run(
                    waiting, "CREATE TEMP TRIGGER tr AFTER INSERT ON triggering BEGIN INSERT INTO o VALUES (9); END");
            waiting.setAutoCommit(false);
            OtherThread<Void> other2 = OtherThread.run("waiting", () -> {
                        Ground.run(waiting, write);
                        waiting.commit();
                    })
                    .onceItIsInside("dev.honker.internal.sqlite.WriterLock");
            holder.commit();
            other2.get();
        });
    }

    @Test
    void whatWasReadOfTheMainDatabaseCanBeWritten() throws Exception {
        rule(Subject.PLAIN, "SQLITE_BUSY", ground -> {
            Path other = other(ground);
            int each = 50 * REPEAT;
            CyclicBarrier ready = new CyclicBarrier(4);
            Threads.run(4, thread -> {
                try (Connection connection =
                        DriverManager.getConnection(ground.subject.url(ground.file, Ground.PATIENT))) {
                    Ground.run(connection, "ATTACH '" + other + "' AS b");
                    connection.setAutoCommit(false);
                    ready.await(20, TimeUnit.SECONDS);
                    for (int i = 0; i < each; i++) {
                        Ground.number(connection, "SELECT count(*) FROM b.o");
                        ImmediateBeginTest.loadChangeFlush(connection);
                    }
                }
            });
            assertThat(ground.committed("SELECT n FROM t WHERE id = 1")).isEqualTo(4 * each);
        });
    }

    @Test
    void aTransactionWithAttachedDatabasesThatHasOnlyReadYields() throws Exception {
        onHonker(ground -> {
            Path other = other(ground);
            Connection first = attached(ground, other);
            first.setAutoCommit(false);
            Ground.number(first, "SELECT count(*) FROM t, b.o");
            Ground.run(ground.open(), INSERT);
            try (Connection second = DriverManager.getConnection(ground.subject.url(other, 500))) {
                Ground.run(second, "INSERT INTO o VALUES (1)");
            }
            assertThat(Ground.number(first, "SELECT count(*) FROM t")).isEqualTo(1);
            assertThat(Ground.number(first, "SELECT count(*) FROM b.o")).isZero();
            assertThatThrownBy(() -> Ground.run(first, INSERT)).hasMessageStartingWith("[SQLITE_BUSY_SNAPSHOT]");
            first.rollback();
            Ground.run(first, INSERT);
            first.commit();
        });
    }

    @Test
    void functionsOfHonkerAreJobsOfTheMainDatabaseWhateverIsAttached() throws Exception {
        onHonker(ground -> {
            Connection connection = attached(ground, other(ground));
            connection.setAutoCommit(false);
            try (PreparedStatement enqueue =
                    connection.prepareStatement("SELECT honker_enqueue(?, '{}', null, null, 0, 3, null)")) {
                enqueue.setString(1, "q");
                enqueue.executeQuery().close();
                Ground.run(connection, "INSERT INTO b.o VALUES (1)");
                connection.rollback();
                enqueue.executeQuery().close();
                Ground.run(connection, "INSERT INTO b.o VALUES (1)");
                connection.commit();
            }
            assertThat(Ground.number(connection, "SELECT count(*) FROM _honker_live WHERE queue = 'q'"))
                    .isEqualTo(1);
            assertThat(Ground.number(connection, "SELECT count(*) FROM b.o")).isEqualTo(1);
        });
    }

    @Test
    void afterDetachNothingIsHeldOnTheFile() throws Exception {
        onHonker(ground -> {
            Path other = other(ground);
            Connection connection = attached(ground, other);
            connection.setAutoCommit(false);
            Ground.run(connection, "INSERT INTO b.o VALUES (1)");
            connection.commit();
            Ground.run(connection, "DETACH b");
            Ground.run(connection, INSERT);
            try (Connection second = DriverManager.getConnection(ground.subject.url(other, 500))) {
                Ground.run(second, "INSERT INTO o VALUES (1)");
            }
            connection.commit();
        });
    }

    private Path other(Ground ground) throws SQLException {
        Path other = directory.resolve(ground.subject + "-" + ground.file.getFileName() + "-other.db");
        try (Connection connection = DriverManager.getConnection(ground.subject.url(other, 500))) {
            Ground.run(connection, "CREATE TABLE o(x)");
        }
        return other;
    }

    private static Connection attached(Ground ground, Path other) throws SQLException {
        return keep(ground, other, Ground.IMPATIENT);
    }

    private static Connection keep(Ground ground, Path other, int timeout) throws SQLException {
        Connection connection = ground.open(timeout);
        Ground.run(connection, "ATTACH '" + other + "' AS b");
        return connection;
    }
}
