package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN_IMMEDIATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** What commit() says is what happened: it returns if the rows are committed, and only then. */
class CommitTest extends RuleTest {

    private static final int THREADS = 8;

    @Test
    void commitNeverThrowsForRowsThatItHasCommitted() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            rule(PLAIN_IMMEDIATE, "commit() threw for rows that are there", ground -> contend(ground, autoCommit));
        }
    }

    private static void contend(Ground ground, boolean autoCommit) throws Exception {
        // why: hardly any patience, so that many a transaction does fail; plain sqlite-jdbc breaks the rule now and
        // then only
        HikariDataSource pool = ground.pool(THREADS, autoCommit, 1, config -> config.setConnectionTimeout(2_000));
        int rounds = ground.subject == PLAIN_IMMEDIATE ? 200 : 2 * REPEAT;
        for (int round = 0; round < rounds; round++) {
            contend(ground, pool, 10 + 1_000_000 * round);
        }
    }

    private static void contend(Ground ground, HikariDataSource pool, int firstId) throws Exception {
        long before = ground.rows();
        Set<Integer> committed = ConcurrentHashMap.newKeySet();
        Set<Integer> refused = ConcurrentHashMap.newKeySet();
        Threads.run(THREADS, thread -> {
            for (int i = 0; i < 100; i++) {
                int id = firstId + i * THREADS + thread;
                try (Connection connection = pool.getConnection()) {
                    connection.setAutoCommit(false);
                    insert(connection, id);
                    try {
                        connection.commit();
                        committed.add(id);
                    } catch (SQLException e) {
                        refused.add(id);
                        connection.rollback();
                    }
                } catch (SQLException e) {
                    // why: not begun or not inserted, so there was no commit() whose word could be tested
                    assertThat(committed).doesNotContain(id);
                }
            }
        });
        assertThat(rowsOf(ground, refused))
                .as("commit() threw for rows that are there")
                .isZero();
        assertThat(rowsOf(ground, committed)).as("commit() returned").isEqualTo(committed.size());
        assertThat(ground.rows()).as("nothing else was written").isEqualTo(before + committed.size());
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int part = 0; part < 20; part++) {
                statement.executeUpdate("INSERT INTO t(id, name) VALUES (" + id + ", 'x" + id + "')"
                        + " ON CONFLICT(id) DO UPDATE SET n = n + 1");
            }
        }
    }

    private static long rowsOf(Ground ground, Set<Integer> ids) throws SQLException {
        long rows = 0;
        for (int id : ids) {
            rows += ground.committed("SELECT count(*) FROM t WHERE id = " + id);
        }
        return rows;
    }

    @Test
    void aCommitThatFailedKeepsTheTransactionForAnotherTry() throws Exception {
        onHonker(ground -> {
            // why: in a rollback journal a reader keeps the writer from committing
            Path file = directory.resolve("journal.db");
            Connection plain = DriverManager.getConnection("jdbc:sqlite:" + file);
            Ground.run(plain, "CREATE TABLE t(name)");
            String url = "jdbc:honker:sqlite:" + file + "?journal_mode=DELETE&busy_timeout=100";
            try (plain;
                    Connection writer = DriverManager.getConnection(url)) {
                writer.setAutoCommit(false);
                Ground.run(writer, "INSERT INTO t(name) VALUES ('a')");
                Ground.run(plain, "BEGIN");
                Ground.number(plain, "SELECT count(*) FROM t");
                assertThatThrownBy(writer::commit)
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("40001"));
                Ground.run(plain, "COMMIT");
                writer.commit();
                assertThat(Ground.number(plain, "SELECT count(*) FROM t")).isEqualTo(1);
            }
        });
    }

    @Test
    void aCommitListenerThatThrowsKeepsNoLock() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.openManual();
            connection.unwrap(SQLiteConnection.class).addCommitListener(new Throwing());
            Ground.run(connection, "INSERT INTO t(name) VALUES ('a')");
            assertThatThrownBy(connection::commit).isInstanceOf(RuntimeException.class);
            assertThat(ground.rows()).isEqualTo(2);
            Threads.onThread("another", () -> Ground.run(ground.open(), "INSERT INTO t(name) VALUES ('b')"));
            Ground.run(ground.open(), "INSERT INTO t(name) VALUES ('c')");
        });
    }

    private static final class Throwing implements SQLiteCommitListener {

        @Override
        public void onCommit() {
            throw new IllegalStateException("the listener's own");
        }

        @Override
        public void onRollback() {}
    }
}
