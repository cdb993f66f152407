package dev.honker.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.internal.function.FunctionContext;
import dev.honker.internal.function.SqlFunction;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/** An Error inside a function, such as a full heap or stack, reaches the caller and breaks nothing behind it. */
class ThrownErrorTest {

    @TempDir
    Path directory;

    private final Fragile fragile = new Fragile();
    private Connection connection;
    private Connection other;

    @BeforeEach
    void open() throws Exception {
        String url = "jdbc:honker:sqlite:" + directory.resolve("app.db") + "?busy_timeout=200";
        connection = DriverManager.getConnection(url);
        other = DriverManager.getConnection(url);
        run(other, "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT UNIQUE)");
        run(other, "INSERT INTO item(name) VALUES ('a'), ('b')");
        Function.create(
                connection.unwrap(SQLiteConnection.class),
                fragile.sqlName(),
                new FunctionAdapter(fragile, attachment(connection)),
                fragile.arity(),
                0);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        other.close();
    }

    @Test
    void thePreparedQueryThatRanItCanBeUsedAgain() throws SQLException {
        for (boolean autoCommit : new boolean[] {true, false}) {
            connection.setAutoCommit(autoCommit);
            try (PreparedStatement query = connection.prepareStatement("SELECT fragile('x'), ?")) {
                query.setInt(1, 5);
                requireBroken(query::executeQuery);
                requireBroken(query::execute);
                try (ResultSet rows = query.executeQuery()) {
                    assertThat(rows.getString(1)).isEqualTo("x");
                    assertThat(rows.getInt(2)).isEqualTo(5);
                }
            }
        }
    }

    @Test
    void thePreparedQueryWhoseLaterRowRanItCanBeUsedAgain() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT fragile(name) FROM item")) {
            try (ResultSet rows = query.executeQuery()) {
                // why: the second row is computed when it is asked for
                requireBroken(() -> {
                    assertThat(rows.next()).isTrue();
                    rows.next();
                });
            }
            try (ResultSet rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.next()).isTrue();
            }
        }
    }

    @Test
    void thePreparedWriteThatRanItCanBeUsedAgainAndItsTurnIsGivenBack() throws SQLException {
        for (boolean autoCommit : new boolean[] {true, false}) {
            connection.setAutoCommit(autoCommit);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO item(name) SELECT fragile(?) || name FROM item")) {
                insert.setString(1, "first " + autoCommit);
                requireBroken(insert::executeUpdate);
                if (autoCommit) {
                    run(other, "UPDATE item SET name = name");
                }
                insert.setString(1, "second " + autoCommit);
                assertThat(insert.executeUpdate()).isEqualTo(autoCommit ? 2 : 4);
                insert.setString(1, "third");
                insert.addBatch();
                requireBroken(insert::executeBatch);
            }
            if (!autoCommit) {
                connection.rollback();
            }
        }
        assertThat(count()).isEqualTo(4);
        run(other, "UPDATE item SET name = name");
    }

    @Test
    void theTransactionGoesOnWhereSqliteKeptIt() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "INSERT INTO item(name) VALUES ('c')");
        requireBroken(() -> run(connection, "UPDATE item SET name = fragile(name || '!')"));
        run(connection, "INSERT INTO item(name) VALUES ('d')");
        assertThat(count()).isEqualTo(2);
        connection.commit();
        assertThat(count()).isEqualTo(4);
        run(other, "UPDATE item SET name = name");
    }

    @Test
    void theTransactionIsLostWhereSqliteEndedIt() throws SQLException {
        connection.setAutoCommit(false);
        run(connection, "INSERT INTO item(name) VALUES ('first half')");
        fragile.rollback = true;
        requireBroken(() -> run(connection, "SELECT fragile('x')"));
        assertThatThrownBy(() -> run(connection, "INSERT INTO item(name) VALUES ('second half')"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25P02"));
        connection.rollback();
        assertThat(count()).isEqualTo(2);
        run(connection, "INSERT INTO item(name) VALUES ('whole')");
        connection.commit();
        assertThat(count()).isEqualTo(3);
        run(other, "UPDATE item SET name = name");
    }

    private void requireBroken(ThrowingCallable call) {
        fragile.armed = true;
        assertThatThrownBy(call).isInstanceOf(OutOfMemoryError.class).hasMessage("no heap left");
        fragile.armed = false;
    }

    private long count() throws SQLException {
        try (Statement statement = other.createStatement()) {
            return statement.executeQuery("SELECT count(*) FROM item").getLong(1);
        }
    }

    private static void run(Connection on, String sql) throws SQLException {
        try (Statement statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    // why by reflection: no function of honker's throws an Error when asked to
    private static HonkerAttachment attachment(Connection connection) throws ReflectiveOperationException {
        var field = HonkerSqliteConnection.class.getDeclaredField("honker");
        field.setAccessible(true);
        return (HonkerAttachment) field.get(connection);
    }

    /** Returns its argument, or breaks. */
    private static final class Fragile implements SqlFunction {

        private boolean armed;
        private boolean rollback;

        @Override
        public String sqlName() {
            return "fragile";
        }

        @Override
        public int arity() {
            return 1;
        }

        @Override
        public Effect effect() {
            return Effect.WRITE;
        }

        @Override
        public @Nullable Object call(FunctionContext context, @Nullable Object[] arguments) throws SQLException {
            if (!armed) {
                return arguments[0];
            }
            if (rollback) {
                context.session().update("ROLLBACK");
            }
            throw new OutOfMemoryError("no heap left");
        }
    }
}
