package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Transactions that the application steers by SQL texts of its own are noticed, because SQLite is asked, not the text. */
class TextTransactionTest extends RuleTest {

    private static final String INSERT = "INSERT INTO t(name) VALUES ('%s')";

    @Test
    void aCommitTextEndsTheTransactionAndTheNextStatementBeginsAnother() throws Exception {
        rule(PLAIN, "rows that must be 0", ground -> {
            for (String end : new String[] {"COMMIT", "end", "/* x */ COMMIT TRANSACTION; -- done", "ROLLBACK"}) {
                Connection connection = ground.openManual();
                long before = ground.rows();
                Ground.run(connection, String.format(INSERT, "kept by " + end));
                Ground.run(connection, end);
                long kept = end.equals("ROLLBACK") ? 0 : 1;
                assertThat(ground.rows() - before).isEqualTo(kept);
                ground.requireNoLock();
                Ground.run(connection, String.format(INSERT, "not kept"));
                assertThat(ground.rows() - before - kept)
                        .as("rows that must be 0")
                        .isZero();
                connection.rollback();
                assertThat(ground.rows() - before - kept)
                        .as("rows that must be 0")
                        .isZero();
            }
        });
    }

    @Test
    void aBeginTextIsAsGoodAsOurs() throws Exception {
        rule(PLAIN, "cannot start a transaction within a transaction", ground -> {
            for (String begin : new String[] {"BEGIN", "BEGIN IMMEDIATE", "begin exclusive transaction"}) {
                Connection connection = ground.openManual();
                long before = ground.rows();
                Ground.run(connection, begin);
                Ground.run(connection, String.format(INSERT, begin));
                connection.rollback();
                assertThat(ground.rows()).isEqualTo(before);
                ground.requireNoLock();
                Ground.run(connection, begin);
                Ground.run(connection, String.format(INSERT, begin));
                connection.commit();
                assertThat(ground.rows()).isEqualTo(before + 1);
            }
        });
    }

    @Test
    void aBeginTextInAutoCommitModeBecomesTheManualTransaction() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.open();
            Ground.run(connection, "BEGIN");
            Ground.run(connection, String.format(INSERT, "a"));
            connection.setAutoCommit(false);
            Ground.run(connection, String.format(INSERT, "b"));
            assertThat(ground.rows()).isEqualTo(1);
            connection.commit();
            assertThat(ground.rows()).isEqualTo(3);
            ground.requireNoLock();
        });
    }

    @Test
    void aBeginTextInAutoCommitModeIsEndedByTheConnectionThatIsSetToManualCommit() throws Exception {
        onHonker(ground -> {
            for (String begin : new String[] {"BEGIN", "BEGIN IMMEDIATE"}) {
                for (boolean commit : new boolean[] {true, false}) {
                    long before = ground.rows();
                    Connection connection = ground.open();
                    Ground.run(connection, begin);
                    Ground.run(connection, String.format(INSERT, begin + commit));
                    connection.setAutoCommit(false);
                    if (commit) {
                        connection.commit();
                    } else {
                        connection.rollback();
                    }
                    assertThat(ground.rows()).isEqualTo(commit ? before + 1 : before);
                    ground.requireNoLock();
                    connection.setAutoCommit(true);
                    Ground.run(ground.open(), String.format(INSERT, "other " + begin + commit));
                }
            }
        });
    }

    @Test
    void aTextTransactionThatSqliteRolledBackKeepsNobodyFromWriting() throws Exception {
        onBoth(ground -> {
            for (String begin : new String[] {"BEGIN", "BEGIN IMMEDIATE"}) {
                Connection connection = ground.open();
                Ground.run(connection, begin);
                Ground.run(connection, String.format(INSERT, begin));
                assertThatThrownBy(() -> Ground.run(connection, "INSERT OR ROLLBACK INTO t(id) VALUES (1)"))
                        .hasMessageContaining("SQLITE_CONSTRAINT");
                long before = ground.rows();
                Connection other = ground.openManual();
                Threads.onThread("other", () -> {
                    Ground.run(other, String.format(INSERT, "other " + begin));
                    other.commit();
                });
                Ground.run(connection, String.format(INSERT, "own " + begin));
                assertThat(ground.rows()).isEqualTo(before + 2);
            }
        });
    }

    @Test
    void autoCommitModeStillRunsTransactionTexts() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.open();
            for (String end : new String[] {"COMMIT", "ROLLBACK"}) {
                Ground.run(connection, "BEGIN IMMEDIATE");
                Ground.run(connection, String.format(INSERT, end));
                assertThat(ground.rows()).as("inside").isEqualTo(end.equals("COMMIT") ? 1 : 2);
                Ground.run(connection, end);
                ground.requireNoLock();
            }
            assertThat(ground.rows()).isEqualTo(2);
        });
    }

    @Test
    void severalStatementsInOneStringMayEndAndBeginTransactions() throws Exception {
        rule(PLAIN, "no transaction is active", ground -> {
            Connection connection = ground.openManual();
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(String.format(INSERT, "a") + "; COMMIT");
                ground.requireNoLock();
                statement.executeUpdate(String.format(INSERT, "b"));
                connection.rollback();
                assertThat(ground.rows() - 2).as("rows that must be 0").isZero();
                statement.executeUpdate(String.format(INSERT, "c") + "; COMMIT; BEGIN; " + String.format(INSERT, "d"));
                assertThat(ground.rows()).isEqualTo(3);
                connection.rollback();
                assertThat(ground.rows()).isEqualTo(3);
                ground.requireNoLock();
            }
        });
    }

    @Test
    void savepointTextsStayInsideTheTransaction() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.openManual();
            Ground.run(connection, "SAVEPOINT one");
            Ground.run(connection, String.format(INSERT, "a"));
            Ground.run(connection, "ROLLBACK TO one");
            Ground.run(connection, String.format(INSERT, "b"));
            Ground.run(connection, "RELEASE one");
            assertThat(ground.rows()).as("not committed").isEqualTo(1);
            connection.commit();
            assertThat(ground.rows()).isEqualTo(2);
            ground.requireNoLock();
        });
    }
}
