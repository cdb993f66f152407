package dev.honker.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.honker.internal.engine.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;

/** A unit that read before somebody else committed is begun anew, where it is a transaction of its own. */
class AtomicUnitTest {

    private static final int BUSY_SNAPSHOT = 517;

    @TempDir
    Path directory;

    private SQLiteConnection connection;
    private Connection other;
    private NestedSession session;
    private int attempts;

    @BeforeEach
    void open() throws SQLException {
        String url = "jdbc:sqlite:" + directory.resolve("app.db") + "?journal_mode=WAL&busy_timeout=200";
        connection = DriverManager.getConnection(url).unwrap(SQLiteConnection.class);
        other = DriverManager.getConnection(url);
        run(other, "CREATE TABLE item(name TEXT)");
        session = new NestedSession(connection);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        other.close();
    }

    @Test
    void aUnitThatAnotherConnectionOvertookOnceIsRunAgain() throws SQLException {
        // why: what FunctionAdapter does around each function
        connection.getConnectionConfig().setAutoCommit(false);
        assertThat(session.atomically("the unit", unit(1))).isEqualTo(1);
        connection.getConnectionConfig().setAutoCommit(true);
        assertThat(attempts).isEqualTo(2);
        assertThat(names(other)).isEqualTo(2);
        run(other, "INSERT INTO item VALUES ('nobody holds a lock')");
    }

    @Test
    void aUnitThatIsOvertakenAgainAndAgainGivesUpAndLeavesNothing() throws SQLException {
        connection.getConnectionConfig().setAutoCommit(false);
        requireSnapshotError(unit(Integer.MAX_VALUE));
        connection.getConnectionConfig().setAutoCommit(true);
        assertThat(attempts).isBetween(2, 100);
        assertThat(names(other)).isEqualTo(attempts);
        assertThat(names(connection)).isEqualTo(attempts);
    }

    @Test
    void aUnitInsideAnExplicitTransactionThatHasReadCanOnlyFail() throws SQLException {
        run(connection, "BEGIN");
        connection.getConnectionConfig().setAutoCommit(false);
        assertThat(session.queryLong("SELECT count(*) FROM item")).isZero();
        requireSnapshotError(unit(1));
        assertThat(attempts).isBetween(1, 100);
        connection.getConnectionConfig().setAutoCommit(true);
        assertThat(names(connection)).as("the transaction is still there").isZero();
        run(connection, "ROLLBACK");
        assertThat(names(connection)).isEqualTo(1);
        run(connection, "INSERT INTO item VALUES ('next')");
        assertThat(names(other)).isEqualTo(2);
    }

    private void requireSnapshotError(Session.Work<Long> unit) {
        SQLException failure = catchThrowableOfType(SQLException.class, () -> session.atomically("the unit", unit));
        assertThat((Throwable) failure).isNotNull();
        assertThat(SqlErrors.resultCode(failure)).as(failure.toString()).isEqualTo(BUSY_SNAPSHOT);
    }

    /** Reads, is overtaken at so many of its first attempts, and writes; returns what it read. */
    private Session.Work<Long> unit(int overtaken) {
        return () -> {
            Long read = session.queryLong("SELECT count(*) FROM item");
            if (++attempts <= overtaken) {
                run(other, "INSERT INTO item VALUES ('overtakes')");
            }
            session.update("INSERT INTO item VALUES (?)", "unit");
            return read;
        };
    }

    private static void run(Connection on, String sql) throws SQLException {
        try (Statement statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long names(Connection on) throws SQLException {
        try (Statement statement = on.createStatement()) {
            return statement.executeQuery("SELECT count(*) FROM item").getLong(1);
        }
    }
}
