package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh file with honker's tables, and ways to write rows of any age into them. */
abstract class EngineFixture {

    /** The columns of a live row that tests look at. */
    static final String STATE = "SELECT id || '|' || state || '|' || coalesce(worker_id, '-') || '|' ||"
            + " coalesce(claim_expires_at - unixepoch(), '-') || '|' || attempts FROM main._honker_live ORDER BY id";

    @TempDir
    private Path directory;

    private Connection connection;
    Session session;

    @BeforeEach
    final void openFile() throws SQLException {
        connection = connect();
        session = new PlainSession(connection);
        execute("PRAGMA journal_mode = WAL");
        Schema.ensure(session);
    }

    @AfterEach
    final void closeFile() throws SQLException {
        connection.close();
    }

    final Connection connect() throws SQLException {
        Connection fresh = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app.db"));
        try (Statement statement = fresh.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
        }
        return fresh;
    }

    final void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Runs the work within one second of the database's clock, so that a row dated to the present has the age it says. The
     * present ends by itself, so a run that met the end of a second is undone and repeated.
     */
    final void withinOneSecond(Work work) throws SQLException {
        for (int attempt = 0; attempt < 50; attempt++) {
            execute("SAVEPOINT second");
            Long before = now();
            try {
                work.run();
            } catch (AssertionError e) {
                if (before.equals(now())) {
                    throw e;
                }
            }
            if (before.equals(now())) {
                execute("RELEASE second");
                return;
            }
            execute("ROLLBACK TO second");
            execute("RELEASE second");
        }
        throw new AssertionError("no run ended within the second in which it began");
    }

    final long now() throws SQLException {
        Long now = session.queryLong("SELECT unixepoch()");
        assertThat(now).isNotNull();
        return now;
    }

    /** Writes a live row with its columns as SQL; returns its id. */
    final long live(String queue, String columns, String values) throws SQLException {
        execute("INSERT INTO _honker_live(queue, payload, " + columns + ") VALUES ('" + queue + "', 'p', " + values
                + ")");
        return number("SELECT last_insert_rowid()");
    }

    /** Writes a job that {@code w} holds for {@code seconds} more, on the given attempt of three. */
    final long held(String queue, long seconds, long attempts) throws SQLException {
        return live(
                queue,
                "state, worker_id, claim_expires_at, attempts",
                "'processing', 'w', unixepoch() + " + seconds + ", " + attempts);
    }

    final long dead(String queue, String columns, String values) throws SQLException {
        execute("INSERT INTO _honker_dead(queue, payload, " + columns + ") VALUES ('" + queue + "', 'p', " + values
                + ")");
        return number("SELECT last_insert_rowid()");
    }

    final long number(String sql) throws SQLException {
        Long value = session.queryLong(sql);
        assertThat(value).as(sql).isNotNull();
        return value;
    }

    final List<@Nullable String> texts(String sql, @Nullable Object... parameters) throws SQLException {
        return session.query(sql, row -> row.text(1), parameters);
    }

    /** Runs a sweep to its end and returns how many rows it took. */
    final long swept(Sweep sweep) throws SQLException {
        return Sweep.run(session, sweep);
    }

    /** How the tables are read, as EXPLAIN QUERY PLAN tells it. */
    final String plan(String sql) throws SQLException {
        return String.join("\n", session.query("EXPLAIN QUERY PLAN " + sql, row -> row.text(4)));
    }

    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }
}
