package dev.honker.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.it.support.OtherThread;
import dev.honker.it.support.Sql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/**
 * Statements that write although they are no INSERT, UPDATE or DELETE, and such that write nothing although they look like it, beside a
 * transaction that has only read. Plain sqlite-jdbc keeps each of these rules in WAL.
 */
class OddStatementTest extends RuleTest {

    private static final String COUNT = "SELECT count(*) FROM t";
    private static final String INSERT = "INSERT INTO t(n) VALUES (5)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANALYZE",
                "REINDEX",
                "PRAGMA user_version = 4",
                "/* why */ PRAGMA application_id = 4",
                "PRAGMA optimize(0x10002)",
                "PRAGMA incremental_vacuum",
                "CREATE INDEX of_n ON t(n)",
                "ALTER TABLE t ADD COLUMN z",
                "WITH x(n) AS (VALUES (7)) INSERT INTO t(n) SELECT n FROM x",
                "SELECT 1; INSERT INTO t(n) VALUES (4)",
                "SELECT 1; WITH x(n) AS (VALUES (7)) INSERT INTO t(n) SELECT n FROM x",
                "BEGIN EXCLUSIVE; COMMIT"
            })
    void whateverWritesIsLetThroughBesideAReaderOfTheSameAndOfAnotherThread(String sql) throws Exception {
        onBoth(ground -> {
            Connection reader = ground.openManual();
            assertThat(Ground.number(reader, COUNT)).isOne();
            Connection writer = ground.open();
            update(writer, sql);
            assertThat(Ground.number(reader, COUNT)).isOne();
            reader.commit();
            ground.requireNoLock();
        });
        onBoth(ground -> {
            Connection reader = ground.openManual();
            assertThat(Ground.number(reader, COUNT)).isOne();
            Connection writer = ground.open(Ground.PATIENT);
            Threads.onThread("writer", () -> update(writer, sql));
            assertThat(Ground.number(reader, COUNT)).isOne();
            reader.commit();
            ground.requireNoLock();
        });
    }

    @Test
    void vacuumWritesAndVacuumIntoDoesNot() throws Exception {
        onBoth(ground -> {
            Connection holder = ground.openManual();
            Ground.run(holder, INSERT);
            Connection copying = ground.open();
            Ground.run(copying, "VACUUM INTO '" + ground.file + ".copy'");
            holder.rollback();
            try (Connection copy = Sql.openPlain(ground.file.resolveSibling(ground.file.getFileName() + ".copy"))) {
                assertThat(Sql.number(copy, COUNT)).isOne();
            }
        });
        onBoth(ground -> {
            Connection holder = ground.openManual();
            Ground.run(holder, INSERT);
            Connection other = ground.open(100);
            assertThatThrownBy(() -> Ground.run(other, "VACUUM")).hasMessageContaining("SQLITE_BUSY");
            holder.rollback();
            Ground.run(other, "VACUUM");
        });
    }

    @Test
    void aPragmaThatWritesIsAWriteWhateverItsCommentSays() throws Exception {
        onBoth(ground -> {
            Connection writer = ground.openManual();
            Ground.number(writer, COUNT);
            Ground.run(writer, "PRAGMA user_version = 5 -- pragma user_version");
            Connection other = ground.open(100);
            assertThatThrownBy(() -> Ground.run(other, INSERT)).hasMessageContaining("SQLITE_BUSY");
            writer.rollback();
            assertThat(ground.committed("PRAGMA user_version")).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRAGMA cache_size = -4000",
                "PRAGMA main.busy_timeout = 100",
                "/* x */ PRAGMA recursive_triggers = on",
                "PRAGMA table_info(t)"
            })
    void aSettingOfTheConnectionIsNoWrite(String setting) throws Exception {
        onBoth(ground -> {
            Connection reader = ground.openManual();
            Ground.number(reader, COUNT);
            Ground.run(reader, setting);
            Connection writer = ground.open(Ground.PATIENT);
            Threads.onThread("writer", () -> Ground.run(writer, INSERT));
            assertThat(Ground.number(reader, COUNT)).isOne();
            reader.commit();
        });
        onBoth(ground -> {
            Connection reader = ground.openManual();
            Ground.number(reader, COUNT);
            Connection holder = ground.openManual();
            Ground.run(holder, INSERT);
            Ground.run(reader, setting);
            reader.commit();
            holder.commit();
        });
    }

    @Test
    void aReaderAttachesAFileAndKeepsNobodyFromWriting() throws Exception {
        onBoth(ground -> {
            Connection reader = ground.openManual();
            Ground.number(reader, COUNT);
            Ground.run(reader, "ATTACH '" + ground.file + ".other' AS other");
            Connection writer = ground.open(Ground.PATIENT);
            Threads.onThread("writer", () -> Ground.run(writer, INSERT));
            assertThat(Ground.number(reader, COUNT)).isOne();
            reader.commit();
        });
    }

    @Test
    void aReaderThatYieldedWritesIntoATemporaryTableWhileAnotherHoldsTheLock() throws Exception {
        onBoth(ground -> {
            Connection reader = ground.openManual();
            Ground.run(reader, "CREATE TEMP TABLE mine(x)");
            reader.commit();
            Ground.number(reader, COUNT);
            Connection holder = ground.openManual();
            Ground.run(holder, INSERT);
            Threads.onThread("reader", () -> Ground.run(reader, "INSERT INTO mine VALUES (1)"));
            reader.commit();
            holder.commit();
            assertThat(Ground.number(reader, "SELECT count(*) FROM mine")).isOne();
        });
    }

    @Test
    void aConnectionWithQueryOnlyReads() throws Exception {
        onBoth(ground -> {
            Connection reader = ground.openManual();
            Ground.run(reader, "PRAGMA query_only = 1");
            assertThat(Ground.number(reader, COUNT)).isOne();
            Connection writer = ground.open(Ground.PATIENT);
            Threads.onThread("writer", () -> Ground.run(writer, INSERT));
            assertThat(Ground.number(reader, COUNT)).isOne();
            assertThatThrownBy(() -> Ground.run(reader, INSERT)).hasMessageContaining("SQLITE_READONLY");
            reader.rollback();
            assertThat(Ground.number(reader, COUNT)).isEqualTo(2);
        });
    }

    /** The step of a cursor runs inside SQLite's monitor, which the thread that makes the reader yield waits for. */
    @Test
    void aFunctionThatRunsSqlGoesOnWhileItsConnectionYields() throws Exception {
        onHonker(ground -> {
            try (Connection reader = DriverManager.getConnection(ground.url(Ground.PATIENT) + "&honker.read_yield=1");
                    Connection writer = ground.openPatient()) {
                for (int i = 0; i < 100; i++) {
                    Ground.run(reader, INSERT);
                }
                reader.setAutoCommit(false);
                Function.create(reader.unwrap(SQLiteConnection.class), "look", new Function() {
                    @Override
                    protected void xFunc() throws SQLException {
                        result(Ground.number(reader, "SELECT 1 FROM t LIMIT 1"));
                    }
                });
                AtomicBoolean over = new AtomicBoolean();
                OtherThread<Integer> other = OtherThread.start("writer", () -> {
                    int written = 0;
                    while (!over.get()) {
                        Ground.run(writer, INSERT);
                        written++;
                    }
                    return written;
                });
                for (int round = 0; round < 5 * REPEAT; round++) {
                    try (Statement statement = reader.createStatement();
                            ResultSet rows = statement.executeQuery("SELECT look() FROM t LIMIT 100")) {
                        while (rows.next()) {
                            assertThat(rows.getLong(1)).isOne();
                            // why: it is made to yield about when it goes on
                            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(800_000, 1_400_000));
                        }
                    }
                    reader.commit();
                }
                over.set(true);
                assertThat(other.get()).isPositive();
            }
        });
    }

    /** By executeUpdate, which goes through all statements of a text. */
    private static void update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (sql.contains(";")) {
                statement.executeUpdate(sql);
            } else {
                statement.execute(sql);
            }
        }
    }
}
