package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A connection that is declared read-only locks nobody out, sees one snapshot a transaction, and writes nothing. */
class ReadOnlyTest extends RuleTest {

    private static final String REFUSED = "Cannot change read-only flag";

    @Test
    void aReadOnlyTransactionReadsOneSnapshotWhileOthersWrite() throws Exception {
        rule(PLAIN, REFUSED, ground -> {
            Connection reader = ground.open();
            reader.setReadOnly(true);
            reader.setAutoCommit(false);
            assertThat(reader.isReadOnly()).isTrue();
            assertThat(Ground.number(reader, "SELECT count(*) FROM t")).isEqualTo(1);
            ground.requireNoLock();
            Connection writer = ground.openManual();
            Ground.run(writer, "INSERT INTO t(name) VALUES ('a')");
            writer.commit();
            ground.peer().run("INSERT INTO t(name) VALUES ('b')");
            assertThat(Ground.number(reader, "SELECT count(*) FROM t"))
                    .as("the same snapshot")
                    .isEqualTo(1);
            reader.commit();
            assertThat(Ground.number(reader, "SELECT count(*) FROM t")).isEqualTo(3);
        });
    }

    @Test
    void aReadOnlyConnectionRefusesWritesAlsoThoseOfFunctions() throws Exception {
        rule(PLAIN, REFUSED, ground -> {
            Connection connection = ground.open();
            for (boolean autoCommit : new boolean[] {true, false}) {
                connection.setReadOnly(true);
                connection.setAutoCommit(autoCommit);
                requireReadOnly(() -> Ground.run(connection, "INSERT INTO t(name) VALUES ('x')"));
                requireReadOnly(() -> Ground.number(connection, "SELECT notify('c', 'x')"));
                requireReadOnly(() ->
                        connection.prepareStatement("SELECT notify('c', 'x')").executeUpdate());
                connection.setAutoCommit(true);
                connection.setReadOnly(false);
                Ground.run(connection, "INSERT INTO t(name) VALUES ('" + autoCommit + "')");
            }
            assertThat(ground.rows()).isEqualTo(3);
        });
    }

    private static void requireReadOnly(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(SQLException.class, e -> {
            assertThat(e.getSQLState()).isEqualTo("25006");
            assertThat(e.getErrorCode()).isEqualTo(8);
        });
    }

    @Test
    void readOnlyCannotChangeInTheMiddleOfATransaction() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.openManual();
            Ground.run(connection, "INSERT INTO t(name) VALUES ('a')");
            assertThatThrownBy(() -> connection.setReadOnly(true))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("setReadOnly(true)")
                    .hasMessageContaining("commit or roll back first");
            connection.setReadOnly(false);
            assertThat(connection.isReadOnly()).isFalse();
            connection.commit();
            connection.setReadOnly(true);
            assertThat(Ground.number(connection, "SELECT count(*) FROM t")).isEqualTo(2);
        });
    }

    @Test
    void thePoolTakesReadOnlyBackWhenTheConnectionReturns() throws Exception {
        rule(PLAIN, REFUSED, ground -> {
            for (boolean autoCommit : new boolean[] {true, false}) {
                HikariDataSource pool = ground.pool(1, autoCommit, Ground.IMPATIENT);
                try (Connection connection = pool.getConnection()) {
                    connection.setReadOnly(true);
                    Ground.number(connection, "SELECT count(*) FROM t");
                }
                try (Connection connection = pool.getConnection()) {
                    assertThat(connection.isReadOnly()).isFalse();
                    connection.setAutoCommit(false);
                    Ground.run(connection, "INSERT INTO t(name) VALUES ('" + autoCommit + "')");
                    connection.commit();
                }
            }
            assertThat(ground.rows()).isEqualTo(3);
        });
    }

    @Test
    void aReadOnlyPoolServesEightReadersWhileAWriterHoldsTheLock() throws Exception {
        rule(PLAIN, REFUSED, ground -> {
            for (boolean autoCommit : new boolean[] {true, false}) {
                HikariDataSource pool = ground.pool(8, autoCommit, Ground.IMPATIENT, config -> {
                    config.setReadOnly(true);
                    config.setConnectionTimeout(ground.subject == PLAIN ? 2_000 : 30_000);
                });
                Connection writer = ground.openManual();
                Ground.run(writer, "INSERT INTO t(name) VALUES ('" + autoCommit + "')");
                CountDownLatch reading = new CountDownLatch(8);
                Threads.run(8, thread -> {
                    try (Connection connection = pool.getConnection()) {
                        connection.setAutoCommit(false);
                        assertThat(Ground.number(
                                        connection, "SELECT count(*) FROM t WHERE name = '" + autoCommit + "'"))
                                .isZero();
                        reading.countDown();
                        reading.await();
                        requireReadOnly(() -> Ground.run(connection, "DELETE FROM t"));
                        connection.rollback();
                    }
                });
                writer.commit();
                pool.close();
            }
            assertThat(ground.rows()).isEqualTo(3);
        });
    }
}
