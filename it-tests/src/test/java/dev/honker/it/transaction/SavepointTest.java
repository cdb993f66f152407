package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN_IMMEDIATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Savepoints undo a part of a transaction, functions' rows included, and never end it. */
@Tag("write-lock")
class SavepointTest extends RuleTest {

    @Test
    void nestedSavepointsUndoTheirPartsAndTheirNotifications() throws Exception {
        rule(PLAIN_IMMEDIATE, "SQLITE_BUSY", ground -> {
            Connection connection = ground.openManual();
            ground.requireNoLock();
            Savepoint outer = connection.setSavepoint("outer");
            write(connection, "a");
            Savepoint inner = connection.setSavepoint();
            write(connection, "b");
            connection.rollback(inner);
            write(connection, "c");
            connection.releaseSavepoint(outer);
            write(connection, "d");
            connection.commit();
            assertThat(ground.rows()).isEqualTo(4);
            assertThat(ground.committed("SELECT count(*) FROM _honker_notifications WHERE payload IN ('a', 'c', 'd')"))
                    .isEqualTo(3);
            assertThat(ground.committed("SELECT count(*) FROM _honker_notifications"))
                    .isEqualTo(3);
            ground.requireNoLock();
        });
    }

    private static void write(Connection connection, String name) throws SQLException {
        Ground.run(connection, "INSERT INTO t(name) VALUES ('" + name + "')");
        Ground.number(connection, "SELECT notify('c', '" + name + "')");
    }

    @Test
    void aReleasedSavepointFromAutoCommitModeIsCommittedAndACommitAfterItIsNoError() throws Exception {
        rule(PLAIN_IMMEDIATE, "no transaction is active", ground -> {
            Connection connection = ground.open();
            Savepoint savepoint = connection.setSavepoint();
            assertThat(connection.getAutoCommit()).isFalse();
            Ground.run(connection, "INSERT INTO t(name) VALUES ('a')");
            connection.releaseSavepoint(savepoint);
            assertThat(ground.rows()).isEqualTo(2);
            ground.requireNoLock();
            connection.commit();
            connection.setAutoCommit(true);
            assertThat(ground.rows()).isEqualTo(2);
        });
    }

    @Test
    void aSavepointThatIsGoneIsAnErrorAndNoHarm() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.openManual();
            Savepoint savepoint = connection.setSavepoint();
            connection.releaseSavepoint(savepoint);
            assertThatThrownBy(() -> connection.rollback(savepoint))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).as("3B001").isEqualTo("3B001"));
            assertThatThrownBy(() -> connection.releaseSavepoint(savepoint)).isInstanceOf(SQLException.class);
            Ground.run(connection, "INSERT INTO t(name) VALUES ('a')");
            connection.commit();
            assertThat(ground.rows()).isEqualTo(2);
        });
    }

    @Test
    void eightThreadsUndoPartsThroughAPool() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            onHonker(ground -> {
                HikariDataSource pool = ground.pool(8, autoCommit, Ground.PATIENT);
                Threads.run(8, thread -> {
                    for (int i = 0; i < 20 * REPEAT; i++) {
                        try (Connection connection = pool.getConnection()) {
                            connection.setAutoCommit(false);
                            write(connection, "kept " + thread + " " + i);
                            Savepoint savepoint = connection.setSavepoint();
                            write(connection, "undone " + thread + " " + i);
                            connection.rollback(savepoint);
                            connection.commit();
                        }
                    }
                });
                assertThat(ground.rows()).isEqualTo(1 + 160L * REPEAT);
                assertThat(ground.committed("SELECT count(*) FROM _honker_notifications"))
                        .isEqualTo(160L * REPEAT);
            });
        }
    }
}
