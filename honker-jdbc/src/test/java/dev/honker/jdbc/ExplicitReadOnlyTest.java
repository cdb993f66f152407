package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;

/**
 * {@code jdbc.explicit_readonly=true}: sqlite-jdbc begins what is not declared read-only IMMEDIATE, also where the mode is
 * DEFERRED, so that no transaction that reads first and writes later fails.
 */
class ExplicitReadOnlyTest {

    private static final int THREADS = 4;
    private static final int ROUNDS = 100;
    private static final String EXPLICIT = "?jdbc.explicit_readonly=true&transaction_mode=DEFERRED&busy_timeout=30000";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeTheFile() throws SQLException {
        file = Sql.plainFile(folder.resolve("app.db"));
        try (Connection connection = Sql.plain(file)) {
            Sql.run(connection, "PRAGMA journal_mode = WAL");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void readThenWriteNeverFailsUnderContention(String prefix) throws Exception {
        assertThat(failures(prefix + file + EXPLICIT)).isEmpty();
        try (Connection connection = Sql.plain(file)) {
            assertThat(Sql.text(connection, "SELECT n FROM t")).isEqualTo(String.valueOf(THREADS * ROUNDS));
        }
    }

    @Test
    void withoutItADeferredReadThenWriteFailsAsOnPlain() throws Exception {
        // why shown: the test above must be able to fail
        String deferred = "?transaction_mode=DEFERRED&busy_timeout=30000";
        try (Connection one = Sql.honker(file + deferred);
                Connection two = Sql.honker(file + deferred)) {
            one.setAutoCommit(false);
            Sql.text(one, "SELECT n FROM t");
            Sql.run(two, "UPDATE t SET n = n + 1");
            assertThatThrownBy(() -> Sql.run(one, "UPDATE t SET n = n + 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("BUSY_SNAPSHOT");
        }
    }

    @Test
    void whatIsNotDeclaredReadOnlyKeepsTheWriteLockUnlessItsYieldIsNamed() throws Exception {
        for (String yield : new String[] {"", "&honker.read_yield=1"}) {
            String url = file + EXPLICIT.replace("30000", "300") + yield;
            try (Connection one = Sql.honker(url);
                    Connection two = Sql.honker(url)) {
                one.setAutoCommit(false);
                Sql.text(one, "SELECT n FROM t");
                if (yield.isEmpty()) {
                    assertThatThrownBy(() -> Sql.run(two, "UPDATE t SET n = n + 1"))
                            .hasMessageContaining("this thread waits for itself");
                    Sql.run(one, "UPDATE t SET n = n + 1");
                } else {
                    Sql.run(two, "UPDATE t SET n = n + 1");
                }
                one.commit();
            }
        }
    }

    private List<Throwable> failures(String url) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Throwable> failures = new ArrayList<>();
        try {
            List<Callable<List<Throwable>>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                tasks.add(() -> readThenWrite(url));
            }
            for (Future<List<Throwable>> done : threads.invokeAll(tasks, 120, TimeUnit.SECONDS)) {
                failures.addAll(done.get());
            }
        } finally {
            threads.shutdownNow();
        }
        return failures;
    }

    private static List<Throwable> readThenWrite(String url) throws SQLException {
        List<Throwable> failures = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < ROUNDS; i++) {
                try {
                    int n;
                    try (var row = sql.executeQuery("SELECT n FROM t")) {
                        n = row.getInt(1);
                    }
                    sql.executeUpdate("UPDATE t SET n = " + (n + 1));
                    connection.commit();
                } catch (SQLException e) {
                    failures.add(e);
                    connection.rollback();
                }
            }
        }
        return failures;
    }

    @Test
    void theModeReallyUsedIsReported() throws SQLException {
        for (String prefix : new String[] {"jdbc:sqlite:", "jdbc:honker:sqlite:"}) {
            try (Connection connection = DriverManager.getConnection(prefix + file + EXPLICIT)) {
                SQLiteConnection sqlite = (SQLiteConnection) connection;
                assertThat(sqlite.getDatabase().getConfig().isExplicitReadOnly())
                        .isTrue();
                connection.setAutoCommit(false);
                Sql.text(connection, "SELECT n FROM t");
                assertThat(sqlite.getCurrentTransactionMode()).as(prefix).isEqualTo(TransactionMode.IMMEDIATE);
                connection.rollback();
            }
        }
    }

    @Test
    void transactionsThatAreDeclaredReadOnlyStandBesideAWriter() throws SQLException {
        for (String prefix : new String[] {"jdbc:sqlite:", "jdbc:honker:sqlite:"}) {
            try (Connection writer = DriverManager.getConnection(prefix + file + EXPLICIT);
                    Connection reader = DriverManager.getConnection(prefix + file + EXPLICIT)) {
                writer.setAutoCommit(false);
                Sql.run(writer, "UPDATE t SET n = 7");
                reader.setAutoCommit(false);
                reader.setReadOnly(true);
                assertThat(Sql.text(reader, "SELECT n FROM t")).as(prefix).isEqualTo("0");
                assertThatThrownBy(() -> Sql.run(reader, "UPDATE t SET n = 8"))
                        .as(prefix)
                        .hasMessageContaining("readonly");
                reader.rollback();
                writer.rollback();

                reader.setReadOnly(false);
                Sql.run(reader, "UPDATE t SET n = 0");
                reader.commit();
            }
        }
    }

    @Test
    void theReadOnlyStateCannotChangeInsideATransaction() throws SQLException {
        for (String prefix : new String[] {"jdbc:sqlite:", "jdbc:honker:sqlite:"}) {
            try (Connection connection = DriverManager.getConnection(prefix + file + EXPLICIT)) {
                connection.setAutoCommit(false);
                Sql.text(connection, "SELECT n FROM t");
                assertThatThrownBy(() -> connection.setReadOnly(true))
                        .as(prefix)
                        .isInstanceOf(SQLException.class);
                connection.rollback();
                connection.setReadOnly(true);
                assertThat(connection.isReadOnly()).isTrue();
            }
        }
    }
}
