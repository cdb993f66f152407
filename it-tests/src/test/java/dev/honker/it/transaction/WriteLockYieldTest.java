package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN_IMMEDIATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.honker.it.support.OtherThread;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.Function;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** A transaction that has only read keeps nobody from writing, and loses neither its snapshot nor its rows by that. */
@Tag("write-lock")
class WriteLockYieldTest extends RuleTest {

    private static final String COUNT = "SELECT count(*) FROM t";
    private static final String INSERT = "INSERT INTO t(n) VALUES (5)";

    @Test
    void theSameThreadWritesThroughAnotherConnectionAfterAMereRead() throws Exception {
        rule(PLAIN_IMMEDIATE, "SQLITE_BUSY", ground -> {
            for (boolean autoCommit : new boolean[] {true, false}) {
                Connection first = ground.openManual();
                long before = Ground.number(first, COUNT);
                Connection second = ground.open();
                second.setAutoCommit(autoCommit);
                long start = System.nanoTime();
                Ground.run(second, INSERT);
                if (!autoCommit) {
                    second.commit();
                }
                assertThat(System.nanoTime() - start).as("at once").isLessThan(TimeUnit.SECONDS.toNanos(10));
                assertThat(ground.rows()).isEqualTo(before + 1);
                assertThat(Ground.number(first, COUNT)).as("its snapshot").isEqualTo(before);
                first.commit();
                assertThat(Ground.number(first, COUNT)).as("the next one").isEqualTo(before + 1);
                first.rollback();
            }
        });
    }

    @Test
    void anotherThreadWritesOnceAReaderRests() throws Exception {
        rule(PLAIN_IMMEDIATE, "SQLITE_BUSY", ground -> {
            Connection first = ground.openManual();
            assertThat(Ground.number(first, COUNT)).isEqualTo(1);
            Connection second = ground.open(ground.subject == PLAIN_IMMEDIATE ? 500 : Ground.PATIENT);
            Threads.onThread("another", () -> Ground.run(second, INSERT));
            assertThat(Ground.number(first, COUNT)).isEqualTo(1);
            first.commit();
            assertThat(ground.rows()).isEqualTo(2);
            ground.requireNoLock();
        });
    }

    @Test
    void anOpenCursorIsReadOnInTheSameSnapshot() throws Exception {
        onHonker(ground -> {
            for (int i = 0; i < 5_000; i++) {
                ground.committed("INSERT INTO t(n) VALUES (" + i + ") RETURNING 1");
            }
            Connection first = ground.openManual();
            Connection second = ground.open();
            try (Statement statement = first.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT id FROM t ORDER BY id")) {
                assertThat(rows.next()).isTrue();
                long read = 1;
                for (int i = 0; i < 10; i++) {
                    Ground.run(second, "DELETE FROM t WHERE id > " + (5_000 - 100 * i));
                    rows.next();
                    read++;
                }
                while (rows.next()) {
                    read++;
                }
                assertThat(read).isEqualTo(5_001);
            }
            first.commit();
            assertThat(ground.rows()).isEqualTo(4_100);
        });
    }

    @Test
    void aTransactionThatYieldedWritesIfNobodyHasCommittedSince() throws Exception {
        onHonker(ground -> {
            Connection first = ground.openManual();
            long seen = Ground.number(first, "SELECT n FROM t WHERE id = 1");
            Connection second = ground.open();
            second.setAutoCommit(false);
            Ground.run(second, "UPDATE t SET n = 99 WHERE id = 1");
            second.rollback();
            Ground.run(first, "UPDATE t SET n = " + (seen + 1) + " WHERE id = 1");
            requireKept(ground, first);
            first.commit();
            assertThat(ground.committed("SELECT n FROM t WHERE id = 1")).isEqualTo(seen + 1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE t SET n = 7",
                "SELECT honker_enqueue('q', '{}', null, null, 0, 3, null)",
                "CREATE TABLE u(x)"
            })
    void aTransactionThatYieldedHearsWhoseCommitCameFirst(String write) throws Exception {
        onHonker(ground -> {
            Connection prepared = ground.open();
            Ground.run(prepared, "SELECT honker_enqueue('q', '{}', null, null, 0, 3, null)");
            Connection first = ground.openManual();
            Ground.number(first, COUNT);
            Connection second = ground.open(Ground.PATIENT);
            Threads.onThread("the-writer", () -> Ground.run(second, "INSERT INTO t(name) VALUES ('secret')"));
            for (int attempt = 0; attempt < 2; attempt++) {
                SQLException outdated = catchThrowableOfType(SQLException.class, () -> Ground.run(first, write));
                assertThat((Throwable) outdated)
                        .isNotNull()
                        .hasMessageStartingWith("[SQLITE_BUSY_SNAPSHOT]")
                        .hasMessageContaining("\"the-writer\"")
                        .hasMessageContaining("INSERT INTO t(name) VALUES ('…')")
                        .hasMessageContaining("Roll back and run the transaction again")
                        .hasMessageNotContaining("secret");
                assertThat(outdated.getSQLState()).isEqualTo("40001");
                assertThat(outdated.getErrorCode()).isEqualTo(5);
                ground.requireNoLock();
            }
            assertThat(Ground.number(first, COUNT)).as("its snapshot").isEqualTo(1);
            first.rollback();
            Ground.run(first, write);
            first.commit();
            ground.requireNoLock();
        });
    }

    @Test
    void aTransactionThatYieldedHearsOfTheCommitOfASecondProcess() throws Exception {
        onHonker(ground -> {
            Connection first = ground.openManual();
            Ground.number(first, COUNT);
            Connection second = ground.open();
            second.setAutoCommit(false);
            Ground.run(second, INSERT);
            second.rollback();
            ground.peer().run(INSERT);
            assertThatThrownBy(() -> Ground.run(first, INSERT))
                    .hasMessageStartingWith("[SQLITE_BUSY_SNAPSHOT]")
                    .hasMessageContaining("another process has committed");
        });
    }

    @Test
    void aTransactionThatHasWrittenKeepsTheLock() throws Exception {
        onHonker(ground -> {
            for (String write : List.of(
                    "UPDATE t SET n = n",
                    "UPDATE t SET n = 1 WHERE id = -1",
                    "CREATE TEMP TABLE own(x)",
                    "PRAGMA user_version = 5",
                    "PRAGMA defer_foreign_keys = 1",
                    "SAVEPOINT mine",
                    "SELECT notify('c', 'p')",
                    "WITH x(n) AS (VALUES (1)) INSERT INTO t(n) SELECT n FROM x")) {
                Connection first = ground.openManual();
                Ground.number(first, COUNT);
                Ground.run(first, write);
                requireKept(ground, first);
                first.rollback();
            }
            Connection first = ground.openManual();
            Ground.number(first, COUNT);
            first.setSavepoint("mine");
            requireKept(ground, first);
        });
    }

    @Test
    void aSelectWhoseFunctionWritesBelowJdbcHasWritten() throws Exception {
        onHonker(ground -> {
            Connection first = ground.openManual();
            SQLiteConnection sqlite = first.unwrap(SQLiteConnection.class);
            Function.create(first, "hidden_write", new Function() {
                @Override
                protected void xFunc() throws SQLException {
                    sqlite.getDatabase()._exec("UPDATE t SET n = 77");
                    result(1);
                }
            });
            assertThat(Ground.number(first, "SELECT hidden_write()")).isEqualTo(1);
            requireKept(ground, first);
            first.rollback();
            assertThat(ground.committed("SELECT n FROM t")).isZero();
        });
    }

    @Test
    void aTransactionThatYieldedCanBeEndedByAnSqlText() throws Exception {
        onHonker(ground -> {
            for (String end : List.of("COMMIT", "END", "ROLLBACK")) {
                Connection first = ground.openManual();
                Ground.number(first, COUNT);
                Connection second = ground.openManual();
                Ground.run(second, INSERT);
                Ground.run(first, end);
                second.commit();
                Ground.run(first, INSERT);
                first.commit();
            }
        });
    }

    @Test
    void readingPragmasAndExplanationsAreNoWrites() throws Exception {
        onHonker(ground -> {
            for (String read : List.of(
                    "PRAGMA user_version",
                    "PRAGMA main.table_info(t)",
                    "pragma table_info = t;",
                    "EXPLAIN QUERY PLAN UPDATE t SET n = 1",
                    "SELECT honker_stream_read_since('s', 0, 10)")) {
                Connection first = ground.openManual();
                Ground.number(first, COUNT);
                try (Statement statement = first.createStatement()) {
                    statement.execute(read);
                }
                Ground.run(ground.open(), INSERT);
                first.commit();
            }
        });
    }

    private static void requireKept(Ground ground, Connection first) throws SQLException {
        Connection second = ground.open();
        assertThatThrownBy(() -> Ground.run(second, INSERT)).hasMessageContaining("this thread waits for itself");
        second.close();
        assertThat(first.getAutoCommit()).isFalse();
    }

    @Test
    void aTransactionThatGoesOnReadingKeepsTheLock() throws Exception {
        onHonker(ground -> {
            Connection first = ground.openPatientReader();
            Connection second = ground.open(Ground.PATIENT);
            long seen = Ground.number(first, "SELECT n FROM t WHERE id = 1");
            OtherThread<Void> other = OtherThread.run("another", () -> Ground.run(second, "UPDATE t SET n = n + 1"));
            CountDownLatch over = new CountDownLatch(1);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * Ground.PATIENT_READ_MILLIS);
            try (Statement statement = first.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "WITH RECURSIVE c(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM c) SELECT x FROM c, t")) {
                while (System.nanoTime() < end) {
                    assertThat(rows.next()).isTrue();
                    // why: an application works on each row, for less than it takes to count as resting
                    over.await(1, TimeUnit.MILLISECONDS);
                }
            }
            Ground.run(first, "UPDATE t SET n = " + (seen + 1));
            first.commit();
            other.get();
            assertThat(ground.committed("SELECT n FROM t WHERE id = 1")).isEqualTo(seen + 2);
        });
    }

    @Test
    void aReaderGoesOnBesideAWriterThatWaitsForItsJavaLock() throws Exception {
        onHonker(ground -> {
            ReentrantLock lock = new ReentrantLock();
            Connection writer = ground.openManual();
            Connection reader = ground.open(Ground.PATIENT);
            reader.setAutoCommit(false);
            Ground.run(writer, INSERT);
            lock.lock();
            OtherThread<Void> writing = OtherThread.run("writer", () -> {
                Ground.run(writer, INSERT);
                lock.lock();
                writer.commit();
                lock.unlock();
            });
            while (!lock.hasQueuedThreads()) {
                Thread.onSpinWait();
            }
            assertThat(Ground.number(reader, COUNT)).isEqualTo(1);
            SQLException deadlock = catchThrowableOfType(SQLException.class, () -> Ground.run(reader, INSERT));
            assertThat((Throwable) deadlock)
                    .hasMessageContaining("deadlock: ")
                    .hasMessageContaining("used by thread \"writer\"")
                    .hasMessageContaining("waits for a Java lock of this one");
            assertThat(deadlock.getSQLState()).isEqualTo("40001");
            lock.unlock();
            writing.get();
            assertThat(Ground.number(reader, COUNT)).as("its snapshot").isEqualTo(1);
            reader.rollback();
            assertThat(ground.rows()).isEqualTo(3);
        });
    }

    @Test
    void withReadYieldZeroNothingIsYielded() throws Exception {
        onHonker(ground -> {
            try (Connection first = DriverManager.getConnection(ground.url(500) + "&honker.read_yield=0")) {
                first.setAutoCommit(false);
                Ground.number(first, COUNT);
                requireKept(ground, first);
                Connection second = ground.open();
                assertThatThrownBy(() -> Threads.onThread("another", () -> Ground.run(second, INSERT)))
                        .hasStackTraceContaining("never yields because of honker.read_yield=0");
                Ground.run(first, INSERT);
                first.commit();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "TRUNCATE", "PERSIST"})
    void inAnotherJournalModeTheReaderKeepsTheLockAndTheMessageSaysWhy(String mode) throws Exception {
        onHonker(ground -> {
            String url = ground.subject.url(directory.resolve("own.db"), 500) + "&journal_mode=" + mode;
            try (Connection first = DriverManager.getConnection(url);
                    Connection second = DriverManager.getConnection(url)) {
                Ground.run(second, "CREATE TABLE t(n)");
                first.setAutoCommit(false);
                Ground.number(first, COUNT);
                assertThatThrownBy(() -> Ground.run(second, INSERT))
                        .hasMessageContaining("this thread waits for itself")
                        .hasMessageContaining("journal_mode=" + mode.toLowerCase(java.util.Locale.ROOT));
                Ground.run(first, INSERT);
                first.commit();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEFERRED", "EXCLUSIVE"})
    void otherTransactionModesStayAsTheyAre(String mode) throws Exception {
        onHonker(ground -> {
            try (Connection first = DriverManager.getConnection(ground.url(500) + "&transaction_mode=" + mode)) {
                first.setAutoCommit(false);
                Ground.number(first, COUNT);
                Connection second = ground.open();
                if (mode.equals("DEFERRED")) {
                    Ground.run(second, INSERT);
                    assertThatThrownBy(() -> Ground.run(first, INSERT))
                            .hasMessageStartingWith("[SQLITE_BUSY_SNAPSHOT]")
                            .hasMessageNotContaining("let others write");
                } else {
                    requireKept(ground, first);
                }
            }
        });
    }

    @Test
    void commitListenersHearOfCommitsThatWroteOnly() throws Exception {
        onBoth(ground -> {
            Connection first = ground.openManual();
            List<String> heard = new ArrayList<>();
            SQLiteCommitListener listener = new SQLiteCommitListener() {
                @Override
                public void onCommit() {
                    heard.add("commit");
                }

                @Override
                public void onRollback() {
                    heard.add("rollback");
                }
            };
            SQLiteConnection sqlite = first.unwrap(SQLiteConnection.class);
            sqlite.addCommitListener(listener);
            Ground.number(first, COUNT);
            Ground.run(ground.open(), INSERT);
            Ground.number(first, COUNT);
            first.commit();
            Ground.number(first, COUNT);
            first.commit();
            assertThat(heard).isEmpty();
            Ground.run(first, INSERT);
            first.commit();
            assertThat(heard).containsExactly("commit");
            sqlite.removeCommitListener(listener);
            Ground.run(first, INSERT);
            first.commit();
            assertThat(heard).containsExactly("commit");
        });
    }

    @Test
    void deferredForeignKeysStayDeferred() throws Exception {
        onHonker(ground -> {
            Connection setup = ground.open();
            Ground.run(setup, "CREATE TABLE child(parent REFERENCES t(id))");
            Connection first = ground.openManual();
            Ground.run(first, "PRAGMA foreign_keys = 1");
            Ground.run(first, "PRAGMA defer_foreign_keys = 1");
            Ground.number(first, COUNT);
            Connection second = ground.open();
            second.setAutoCommit(false);
            Ground.run(second, INSERT);
            second.rollback();
            Ground.run(first, "INSERT INTO child VALUES (1234)");
            Ground.run(first, "INSERT INTO t(id) VALUES (1234)");
            first.commit();
            assertThat(ground.committed("SELECT count(*) FROM child")).isEqualTo(1);
        });
    }
}
