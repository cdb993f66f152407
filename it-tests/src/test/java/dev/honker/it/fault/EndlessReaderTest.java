package dev.honker.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.honker.UpdateEvents;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Sql;
import dev.honker.it.support.SqlProcess;
import dev.honker.jdbc.HonkerConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A reader that never ends lets the write-ahead log grow; a warning names it before the disk is full. */
@Timeout(120)
class EndlessReaderTest {

    private static final String WRITE = "INSERT INTO t(a, b) VALUES (1, randomblob(50000))";
    private static final String SMALL_LOG = "wal_autocheckpoint=16";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private Path file;
    private Connection writer;
    private final Warnings warnings = new Warnings();
    private final Logger log = Logger.getLogger("dev.honker.connection");

    @BeforeEach
    void open() throws SQLException {
        file = folder.resolve("app.db");
        log.addHandler(warnings);
        writer = Sql.open(file, SMALL_LOG);
        Sql.run(writer, "CREATE TABLE t(a, b)");
        Sql.run(writer, "INSERT INTO t(a) VALUES (1), (2), (3)");
    }

    @AfterEach
    void close() throws SQLException {
        log.removeHandler(warnings);
        writer.close();
    }

    /** Writes until there is a warning. */
    private String writeUntilWarned() throws Exception {
        return untilWarned(() -> Sql.run(writer, WRITE));
    }

    private String untilWarned(Step step) throws Exception {
        long start = System.nanoTime();
        String warning = null;
        while (warning == null) {
            assertThat(System.nanoTime() - start).as("time without a warning").isLessThan(PATIENCE.toNanos());
            step.run();
            warning = warnings.texts.poll(1, TimeUnit.MILLISECONDS);
        }
        return warning;
    }

    @Test
    void aTransactionOfThisProcessIsNamedWithItsAgeAndItsLatestStatement() throws Exception {
        try (Connection reader = Sql.open(file, SMALL_LOG)) {
            reader.setReadOnly(true);
            reader.setAutoCommit(false);
            Sql.number(reader, "SELECT count(*) FROM t WHERE a = 7654321 OR b = 'a customer'");
            String warning = writeUntilWarned();
            assertThat(warning)
                    .startsWith("honker: the write-ahead log of app.db has ")
                    .contains(", more than 262144 bytes, and grows")
                    .contains("it is being read by connection #" + number(reader) + " of this process for ")
                    .containsPattern(" for [0-9.]+ m?s, with the latest statement «SELECT count")
                    .doesNotContain("7654321")
                    .doesNotContain("a customer")
                    .contains("End a transaction");
        }
    }

    @Test
    void rowsThatStayOpenAreNamedWithTheirOwnStatement() throws Exception {
        try (Connection reader = Sql.open(file, SMALL_LOG);
                PreparedStatement open = reader.prepareStatement("SELECT a FROM t ORDER BY rowid");
                ResultSet rows = open.executeQuery()) {
            assertThat(rows.next()).isTrue();
            Sql.number(reader, "SELECT 1");
            assertThat(writeUntilWarned())
                    .contains("read by connection #" + number(reader) + " ")
                    .contains("«SELECT a FROM t ORDER BY rowid»");
        }
    }

    @Test
    void rowsThatOutliveTheCommitAreNamed() throws Exception {
        try (Connection reader = Sql.open(file, SMALL_LOG);
                Statement open = reader.createStatement()) {
            reader.setAutoCommit(false);
            try (ResultSet rows = open.executeQuery("SELECT a FROM t LIMIT 3")) {
                assertThat(rows.next()).isTrue();
                reader.commit();
                assertThat(writeUntilWarned())
                        .contains("read by connection #" + number(reader) + " ")
                        .contains("«SELECT a FROM t LIMIT ?»");
            }
        }
    }

    @Test
    void aTransactionThatWasBegunByAnSqlTextIsNamed() throws Exception {
        try (Connection reader = Sql.open(file, SMALL_LOG)) {
            Sql.run(reader, "BEGIN");
            Sql.number(reader, "SELECT count(*) FROM t");
            assertThat(writeUntilWarned())
                    .contains("read by connection #" + number(reader) + " ")
                    .contains("«SELECT count(*) FROM t»");
        }
    }

    @Test
    void theOldestReaderIsNamedAmongThoseThatComeAndGo() throws Exception {
        try (Connection old = Sql.open(file, SMALL_LOG);
                Connection young = Sql.open(file, SMALL_LOG)) {
            old.setReadOnly(true);
            old.setAutoCommit(false);
            Sql.number(old, "SELECT max(a) FROM t");
            young.setReadOnly(true);
            young.setAutoCommit(false);
            String warning = untilWarned(() -> {
                Sql.number(young, "SELECT min(a) FROM t");
                Sql.run(writer, WRITE);
                young.commit();
            });
            assertThat(warning).contains("«SELECT max(a) FROM t»").doesNotContain("min(a)");
        }
    }

    @Test
    void aProcessThatReadsIsNamed() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/locks")), "the system tells who has a lock");
        OtherJvm reader = SqlProcess.start(folder, "jdbc:sqlite:" + file);
        try {
            assertThat(reader.ask("BEGIN")).isEqualTo("ok");
            assertThat(reader.ask("SELECT max(a) FROM t")).isEqualTo("3");
            assertThat(writeUntilWarned())
                    .contains("it is being read by process " + reader.pid() + " (")
                    .doesNotContain("connection #");
        } finally {
            reader.close();
        }
    }

    @Test
    void aConnectionOfThisProcessThatHonkerDoesNotKnowIsToldOf() throws Exception {
        assumeTrue(Files.isReadable(Path.of("/proc/locks")), "the system tells who has a lock");
        try (Connection plain = Sql.openPlain(file)) {
            Sql.run(plain, "BEGIN");
            Sql.number(plain, "SELECT max(a) FROM t");
            assertThat(writeUntilWarned())
                    .contains("read by this process, perhaps by a connection that honker doesn't know");
        }
    }

    @Test
    void theWatcherWarnsWhereOnlyOthersWrite() throws Exception {
        try (Connection reader = Sql.open(file, SMALL_LOG);
                Connection plain = Sql.openPlain(file);
                UpdateEvents events = writer.unwrap(HonkerConnection.class).updateEvents()) {
            reader.setReadOnly(true);
            reader.setAutoCommit(false);
            Sql.number(reader, "SELECT max(a) FROM t");
            String warning = untilWarned(() -> {
                Sql.run(plain, WRITE);
                events.awaitUpdate(Duration.ofMillis(1));
            });
            assertThat(warning).contains("«SELECT max(a) FROM t»");
        }
    }

    @Test
    void aLogThatDoublesIsWarnedOfAgain() throws Exception {
        try (Connection reader = Sql.open(file, SMALL_LOG)) {
            reader.setReadOnly(true);
            reader.setAutoCommit(false);
            Sql.number(reader, "SELECT max(a) FROM t");
            writeUntilWarned();
            long first = Files.size(folder.resolve("app.db-wal"));
            writeUntilWarned();
            assertThat(Files.size(folder.resolve("app.db-wal"))).isGreaterThanOrEqualTo(2 * first - 100_000);
        }
    }

    @Test
    void nothingIsSaidWhileCheckpointsKeepTheLogSmall() throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2_500);
        while (System.nanoTime() - end < 0) {
            Sql.run(writer, WRITE);
            Sql.number(writer, "SELECT count(*) FROM t");
        }
        assertThat(warnings.texts).isEmpty();
    }

    @Test
    void aLogHandlerThatThrowsHarmsNoTransaction() throws Exception {
        warnings.failure = new IllegalStateException("no log today");
        try (Connection reader = Sql.open(file, SMALL_LOG)) {
            reader.setReadOnly(true);
            reader.setAutoCommit(false);
            Sql.number(reader, "SELECT max(a) FROM t");
            long[] written = {3};
            untilWarned(() -> {
                Sql.run(writer, WRITE);
                written[0]++;
            });
            assertThat(Sql.number(writer, "SELECT count(*) FROM t")).isEqualTo(written[0]);
        }
    }

    private static String number(Connection connection) {
        return connection.toString().replaceAll("^HonkerConnection #(\\d+) .*", "$1");
    }

    /** A thing to do again and again. */
    @FunctionalInterface
    private interface Step {
        void run() throws Exception;
    }

    /** Collects the warnings, and fails then if it should; thread-safe. */
    private static final class Warnings extends Handler {

        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private volatile RuntimeException failure;

        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel() == Level.WARNING) {
                texts.add(entry.getMessage());
                if (failure != null) {
                    throw failure;
                }
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
