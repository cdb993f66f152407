package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.HONKER;
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
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** What commit() says is what happened: it returns if the rows are committed, and only then. */
class CommitTest extends RuleTest {

    private static final int THREADS = 8;

    // why: hardly any patience, so that many a transaction does fail
    private static final int IMPATIENT = 1;

    @Test
    void commitNeverThrowsForRowsThatItHasCommitted() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            rule(PLAIN_IMMEDIATE, "commit() threw for rows that are there", ground -> {
                try (Follower follower = new Follower(ground)) {
                    overtake(ground, follower);
                    contend(ground, follower, autoCommit);
                }
            });
        }
    }

    /** Without anybody else, so that nothing but the follower can come between. */
    private static void overtake(Ground ground, Follower follower) throws Exception {
        Kept kept = new Kept(ground);
        try (Connection connection = ground.open(IMPATIENT)) {
            connection.setAutoCommit(false);
            insert(connection, 2);
            follower.follow(connection, () -> kept.commit(connection, 2));
        }
        kept.check();
        assertThat(follower.times()).as("overtaken").isOne();
    }

    private static void contend(Ground ground, Follower follower, boolean autoCommit) throws Exception {
        HikariDataSource pool =
                ground.pool(THREADS, autoCommit, IMPATIENT, config -> config.setConnectionTimeout(2_000));
        for (int round = 0; round < 2 * REPEAT; round++) {
            contend(ground, follower, pool, 10 + 1_000_000 * round);
        }
    }

    private static void contend(Ground ground, Follower follower, HikariDataSource pool, int firstId) throws Exception {
        Kept kept = new Kept(ground);
        Threads.run(THREADS, thread -> {
            for (int i = 0; i < 100; i++) {
                int id = firstId + i * THREADS + thread;
                boolean overtaken = thread == 0 && i % 4 == 0;
                try (Connection connection = pool.getConnection()) {
                    connection.setAutoCommit(false);
                    insert(connection, id);
                    if (overtaken) {
                        follower.follow(connection, () -> kept.commit(connection, id));
                    } else {
                        kept.commit(connection, id);
                    }
                } catch (SQLException e) {
                    // why: not begun or not inserted, so there was no commit() whose word could be tested
                    assertThat(kept.committed).doesNotContain(id);
                }
            }
        });
        kept.check();
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int part = 0; part < 20; part++) {
                statement.executeUpdate("INSERT INTO t(id, name) VALUES (" + id + ", 'x" + id + "')"
                        + " ON CONFLICT(id) DO UPDATE SET n = n + 1");
            }
        }
    }

    /** What commit() said of which row, beside what is there. */
    private static final class Kept {

        final Set<Integer> committed = ConcurrentHashMap.newKeySet();
        private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
        private final Ground ground;
        private final long before;

        Kept(Ground ground) throws SQLException {
            this.ground = ground;
            before = ground.rows();
        }

        void commit(Connection connection, int id) throws SQLException {
            try {
                connection.commit();
                committed.add(id);
            } catch (SQLException e) {
                refused.add(id);
                // why: where plain sqlite-jdbc throws after its commit there is no transaction left, and it would throw
                // again
                if (ground.subject == HONKER) {
                    connection.rollback();
                }
            }
        }

        void check() throws SQLException {
            assertThat(rowsOf(refused))
                    .as("commit() threw for rows that are there")
                    .isZero();
            assertThat(rowsOf(committed)).as("commit() returned").isEqualTo(committed.size());
            assertThat(ground.rows()).as("nothing else was written").isEqualTo(before + committed.size());
        }

        private long rowsOf(Set<Integer> ids) throws SQLException {
            long rows = 0;
            for (int id : ids) {
                rows += ground.committed("SELECT count(*) FROM t WHERE id = " + id);
            }
            return rows;
        }
    }

    /**
     * Takes the write lock as soon as a commit has given it back, and keeps it until commit() has ended. SQLite itself lets
     * it in at the end of the statement that commits, before the driver can run its next one.
     */
    private static final class Follower extends ProgressHandler implements SQLiteCommitListener, AutoCloseable {

        private final Connection own;
        private boolean committing;
        private int times;

        Follower(Ground ground) throws SQLException {
            own = DriverManager.getConnection(Subject.PLAIN.url(ground.file, Ground.PATIENT));
        }

        void follow(Connection connection, Threads.Task commit) throws Exception {
            SQLiteConnection followed = connection.unwrap(SQLiteConnection.class);
            followed.addCommitListener(this);
            ProgressHandler.setHandler(followed, 1, this);
            int before = times;
            try {
                commit.run();
            } finally {
                ProgressHandler.clearHandler(followed);
                followed.removeCommitListener(this);
                committing = false;
                if (times > before) {
                    Ground.run(own, "ROLLBACK");
                }
            }
        }

        int times() {
            return times;
        }

        @Override
        public void onCommit() {
            committing = true;
        }

        @Override
        protected int progress() throws SQLException {
            if (committing) {
                committing = false;
                Ground.run(own, "BEGIN IMMEDIATE");
                times++;
            }
            return 0;
        }

        @Override
        public void onRollback() {}

        @Override
        public void close() throws SQLException {
            own.close();
        }
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
