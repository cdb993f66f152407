package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.HONKER;
import static dev.honker.it.transaction.Subject.PLAIN_IMMEDIATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** A transaction that could not begin leaves a connection as good as new. */
class PoisonTest extends RuleTest {

    @Test
    void afterABeginThatASecondProcessBlockedTheNextTransactionIsSound() throws Exception {
        rule(PLAIN_IMMEDIATE, "rows that must be 0", ground -> {
            Peer peer = ground.peer();
            Connection connection = ground.open();
            peer.run("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> {
                        connection.setAutoCommit(false);
                        Ground.run(connection, "INSERT INTO t(name) VALUES ('never')");
                    })
                    .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getErrorCode())
                            .isEqualTo(5));
            peer.run("ROLLBACK");
            rollBackQuietly(connection);
            connection.setAutoCommit(false);
            Ground.run(connection, "INSERT INTO t(name) VALUES ('rolled back')");
            rollBackQuietly(connection);
            assertThat(ground.rows() - 1).as("rows that must be 0").isZero();
            ground.requireNoLock();
            Ground.run(connection, "INSERT INTO t(name) VALUES ('committed')");
            connection.commit();
            assertThat(ground.rows()).isEqualTo(2);
        });
    }

    private static void rollBackQuietly(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            assertThat((Throwable) e).hasMessageContaining("no transaction is active");
        }
    }

    @Test
    void rolledBackRowsStayAwayInAPoolUnderContention() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            rule(
                    PLAIN_IMMEDIATE,
                    autoCommit ? "rows that must be 0" : "the second process answered: [SQLITE_BUSY]",
                    ground -> contend(ground, autoCommit));
        }
    }

    private static void contend(Ground ground, boolean autoCommit) throws Exception {
        HikariDataSource pool = ground.pool(
                8, autoCommit, 10, config -> config.setConnectionTimeout(ground.subject == HONKER ? 30_000 : 2_000));
        Peer peer = ground.peer();
        pool.getConnection().close();
        peer.run("BEGIN IMMEDIATE");
        Queue<String> others = new ConcurrentLinkedQueue<>();
        Threads.run(8, thread -> {
            for (int i = 0; i < 60 * REPEAT; i++) {
                try (Connection connection = pool.getConnection()) {
                    connection.setAutoCommit(false);
                    Ground.run(connection, "INSERT INTO t(name) VALUES ('" + thread + " " + i + "')");
                    connection.rollback();
                } catch (SQLException e) {
                    if (e.getErrorCode() != 5) {
                        others.add(String.valueOf(e));
                    }
                }
                if (thread == 0 && i % 6 == 5) {
                    peer.send(i % 12 == 5 ? "ROLLBACK" : "BEGIN IMMEDIATE");
                    peer.readAnswer();
                }
            }
        });
        peer.send("ROLLBACK");
        peer.readAnswer();
        assertThat(ground.rows() - 1).as("rows that must be 0").isZero();
        assertThat(others).as("other errors than SQLITE_BUSY").isEmpty();
        ground.requireNoLock();
    }

    @Test
    void aSavepointWhoseStatementWasRefusedLeavesTheConnectionInAutoCommitMode() throws Exception {
        onHonker(ground -> {
            Peer peer = ground.peer();
            Connection connection = ground.open();
            peer.run("BEGIN IMMEDIATE");
            Savepoint savepoint = connection.setSavepoint();
            assertThatThrownBy(() -> Ground.run(connection, "INSERT INTO t(name) VALUES ('a')"))
                    .isInstanceOf(SQLException.class);
            peer.run("ROLLBACK");
            connection.releaseSavepoint(savepoint);
            assertThat(connection.getAutoCommit()).isTrue();
            Ground.run(connection, "INSERT INTO t(name) VALUES ('a')");
            assertThat(ground.rows()).isEqualTo(2);
        });
    }
}
