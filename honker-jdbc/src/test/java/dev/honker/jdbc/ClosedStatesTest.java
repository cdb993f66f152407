package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.honker.Honker;
import dev.honker.HonkerSqlException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments.ArgumentSet;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is used after it was closed fails with a SQLState that says what is closed: pools evict a connection by it. */
class ClosedStatesTest {

    private static final String NO_CONNECTION = "08003";
    private static final String NO_STATEMENT = "HY010";
    private static final String NO_ROWS = "24000";

    @TempDir
    Path folder;

    private final Arguments arguments = new Arguments();
    private Path file;

    @BeforeEach
    void makeTheFile() throws SQLException {
        file = Sql.plainFile(folder.resolve("app.db"));
    }

    /** How a connection ends. */
    enum End {
        CLOSED {
            @Override
            void end(Connection connection) throws SQLException {
                connection.close();
            }
        },
        ABORTED {
            @Override
            void end(Connection connection) throws SQLException {
                connection.abort(Runnable::run);
            }
        },
        BEING_ABORTED {
            @Override
            void end(Connection connection) throws SQLException {
                // why: until the executor comes to it, SQLite's own connection is open
                connection.abort(close -> {});
            }
        };

        abstract void end(Connection connection) throws SQLException;
    }

    /** What is made on a connection, and by which interface it is used. */
    record Used<T>(Class<T> type, Outcome.Maker<T> maker) {}

    static Stream<ArgumentSet> everythingThatIsMadeOnAConnection() {
        String query = "SELECT n FROM t WHERE n <> ?";
        List<Used<?>> made = List.of(
                new Used<>(Connection.class, connection -> connection),
                new Used<>(Statement.class, Connection::createStatement),
                new Used<>(Statement.class, connection -> {
                    Statement used = connection.createStatement();
                    used.execute("SELECT 1");
                    return used;
                }),
                new Used<>(PreparedStatement.class, connection -> connection.prepareStatement(query)),
                new Used<>(PreparedStatement.class, connection -> {
                    PreparedStatement used = connection.prepareStatement(query);
                    used.setInt(1, 7);
                    used.addBatch();
                    used.execute();
                    return used;
                }),
                new Used<>(
                        ResultSet.class,
                        connection -> connection.createStatement().executeQuery("SELECT n FROM t")),
                new Used<>(ResultSet.class, connection -> {
                    ResultSet rows = connection.createStatement().executeQuery("SELECT n FROM t");
                    rows.next();
                    return rows;
                }),
                new Used<>(DatabaseMetaData.class, Connection::getMetaData),
                new Used<>(
                        ParameterMetaData.class,
                        connection -> connection.prepareStatement(query).getParameterMetaData()),
                new Used<>(
                        ResultSetMetaData.class,
                        connection -> connection.prepareStatement(query).getMetaData()));
        return made.stream().flatMap(used -> Arrays.stream(End.values())
                .map(end -> org.junit.jupiter.params.provider.Arguments.argumentSet(
                        used.type().getSimpleName() + " " + end, used, end)));
    }

    @ParameterizedTest
    @MethodSource("everythingThatIsMadeOnAConnection")
    void whateverAnEndedConnectionRefusesSaysSo(Used<?> used, End end) throws Exception {
        requireState(NO_CONNECTION, used, (connection, subject) -> end.end(connection));
    }

    @Test
    void whateverAClosedStatementRefusesSaysSo() throws Exception {
        requireState(NO_STATEMENT, new Used<>(Statement.class, Connection::createStatement), (c, s) -> s.close());
        requireState(
                NO_STATEMENT,
                new Used<>(PreparedStatement.class, c -> c.prepareStatement("SELECT n FROM t WHERE n <> ?")),
                (c, s) -> s.close());
        requireState(
                NO_STATEMENT,
                new Used<>(PreparedStatement.class, c -> c.prepareStatement("INSERT INTO t VALUES (?)")),
                (c, s) -> s.close());
    }

    @Test
    void whateverClosedRowsRefuseSaysSo() throws Exception {
        Used<ResultSet> rows = new Used<>(ResultSet.class, connection -> {
            ResultSet opened = connection.createStatement().executeQuery("SELECT n FROM t");
            opened.next();
            return opened;
        });
        requireState(NO_ROWS, rows, (connection, subject) -> subject.close());
        requireState(
                NO_ROWS, rows, (connection, subject) -> subject.getStatement().close());
        requireState(
                NO_ROWS, rows, (connection, subject) -> subject.getStatement().execute("SELECT 2"));
    }

    private <T> void requireState(String state, Used<T> used, Ending<T> ending) throws Exception {
        List<String> wrong = new ArrayList<>();
        int refused = 0;
        for (Method method : used.type().getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) || method.getDeclaringClass() == Object.class) {
                continue;
            }
            // why: what is refused on an open one too is not refused because it is closed
            if (thrownBy(method, used, (connection, subject) -> {}) != null) {
                continue;
            }
            Throwable thrown = thrownBy(method, used, ending);
            if (thrown instanceof SQLFeatureNotSupportedException || thrown == null) {
                continue;
            }
            refused++;
            if (!(thrown instanceof SQLException e) || !state.equals(e.getSQLState())) {
                wrong.add(method.getName() + " throws " + thrown
                        + (thrown instanceof SQLException e ? ", SQLState " + e.getSQLState() : ""));
            }
        }
        assertThat(wrong).as("%d of %s were refused", refused, used.type()).isEmpty();
    }

    private <T> @Nullable Throwable thrownBy(Method method, Used<T> used, Ending<T> ending) throws Exception {
        try (Connection connection = Sql.honker(file)) {
            T subject = used.maker().make(connection);
            ending.end(connection, subject);
            try {
                method.invoke(subject, arguments.of(method, "SELECT 1"));
                return null;
            } catch (InvocationTargetException e) {
                return e.getTargetException();
            }
        }
    }

    @Test
    void theJavaApiSaysSoToo() throws SQLException {
        try (Connection connection = Sql.honker(file)) {
            End.CLOSED.end(connection);
            assertThatThrownBy(() -> Honker.on(connection).queue("mail").enqueue("{}"))
                    .isInstanceOfSatisfying(HonkerSqlException.class, e -> assertThat(
                                    ((SQLException) Objects.requireNonNull(e.getCause())).getSQLState())
                            .isEqualTo(NO_CONNECTION));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPoolThrowsTheConnectionAway(End end) throws SQLException {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl("jdbc:honker:sqlite:" + file);
            pool.setMaximumPoolSize(1);
            try (Connection connection = pool.getConnection()) {
                end.end(connection.unwrap(HonkerConnection.class));
            }
            int failures = 0;
            while (failures < 100) {
                try (Connection connection = pool.getConnection()) {
                    Sql.run(connection, "INSERT INTO t VALUES (2)");
                    break;
                } catch (SQLException e) {
                    failures++;
                }
            }
            assertThat(failures).as("failures before the pool opens another").isLessThanOrEqualTo(1);
        }
    }

    @Test
    void theThreadOfAnAbortedWriterWaitsForItsEndAndNotForItself() throws Exception {
        CountDownLatch wanted = new CountDownLatch(1);
        try (Connection aborted = Sql.honker(file);
                Connection next = Sql.honker(file + "?busy_timeout=20000")) {
            aborted.setAutoCommit(false);
            Sql.run(aborted, "INSERT INTO t VALUES (1)");
            Thread closing = new Thread(() -> {
                try {
                    wanted.await();
                    End.CLOSED.end(aborted);
                } catch (InterruptedException | SQLException e) {
                    throw new AssertionError(e);
                }
            });
            closing.start();
            aborted.abort(close -> wanted.countDown());
            Sql.run(next, "INSERT INTO t VALUES (2)");
            closing.join();
            assertThat(Sql.text(next, "SELECT group_concat(n) FROM t")).isEqualTo("0,2");
        }
    }

    /** Closes what is used. */
    @FunctionalInterface
    private interface Ending<T> {
        void end(Connection connection, T subject) throws SQLException;
    }
}
