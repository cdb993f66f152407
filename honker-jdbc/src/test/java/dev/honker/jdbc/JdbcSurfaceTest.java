package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every method of the JDBC interfaces, called on honker and on plain sqlite-jdbc, has the same outcome. */
class JdbcSurfaceTest {

    /** Where honker differs on purpose: the method, and what honker does instead. */
    private static final Map<String, String> DIFFERENT = Map.ofEntries(
            Map.entry("Connection.unwrap(Class)", "SQLException, as JDBC asks, where plain has a ClassCastException"),
            Map.entry("Connection.setReadOnly(boolean)", "accepted as a hint, where plain refuses after opening"),
            Map.entry("Connection.commit()", "outside a transaction: a longer message, with a code"),
            Map.entry("Connection.rollback()", "outside a transaction: a longer message, with a code"),
            Map.entry("Statement.cancel()", "quiet on a closed connection, where plain throws"),
            Map.entry("DatabaseMetaData.getURL()", "honker's own URL"),
            Map.entry("DatabaseMetaData.getDriverVersion()", "honker's own version"),
            Map.entry("DatabaseMetaData.getDriverMajorVersion()", "honker's own version"),
            Map.entry("DatabaseMetaData.getDriverMinorVersion()", "honker's own version"));

    @TempDir
    Path folder;

    private final Arguments arguments = new Arguments();
    private Path template;
    private int number;

    @BeforeEach
    void makeTheTemplate() throws SQLException {
        template = folder.resolve("template.db");
        try (Connection connection = Sql.plain(template)) {
            Sql.run(connection, "CREATE TABLE parent(id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL UNIQUE)");
            Sql.run(
                    connection,
                    "CREATE TABLE t(n INTEGER, s TEXT DEFAULT 'x', r REAL, b BLOB, p REFERENCES parent(id))");
            Sql.run(connection, "CREATE INDEX i ON t(n, s)");
            Sql.run(connection, "CREATE VIEW v AS SELECT n FROM t");
            Sql.run(connection, "INSERT INTO parent VALUES (1, 'one')");
            Sql.run(connection, "INSERT INTO t VALUES (1, 'a', 1.5, x'01', 1), (2, NULL, NULL, NULL, NULL)");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyMethodOfConnectionIsAlike(boolean autoCommit) throws Exception {
        compare(Connection.class, autoCommit, "SELECT n, s FROM t ORDER BY n", connection -> connection);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT n, s FROM t ORDER BY n",
                "INSERT INTO t(n) VALUES (3)",
                "INSERT INTO parent(name) VALUES ('two')",
                "UPDATE t SET n = n + 1",
                "DELETE FROM nowhere",
                "CREATE TABLE x(y)",
                "INSERT INTO parent VALUES (1, 'twice')",
                "INSERT INTO t(n) VALUES (9) RETURNING n",
                "",
                "not SQL"
            })
    void everyMethodOfStatementIsAlike(String sql) throws Exception {
        compare(Statement.class, true, sql, connection -> {
            Statement used = connection.createStatement();
            used.execute("SELECT n FROM t");
            return used;
        });
        compare(Statement.class, false, sql, connection -> {
            Statement fresh = connection.createStatement();
            fresh.addBatch("UPDATE t SET n = 5");
            fresh.addBatch(sql.isEmpty() ? "DELETE FROM t" : sql);
            return fresh;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT n, s FROM t WHERE n <> ? ORDER BY n",
                "INSERT INTO t(n) VALUES (?)",
                "UPDATE t SET s = ?",
                "DELETE FROM t WHERE n = ?",
                "INSERT INTO t(n) VALUES (?) RETURNING n",
            })
    void everyMethodOfPreparedStatementIsAlike(String sql) throws Exception {
        compare(PreparedStatement.class, true, "1", connection -> connection.prepareStatement(sql));
        compare(PreparedStatement.class, false, "1", connection -> {
            PreparedStatement bound = connection.prepareStatement(sql);
            bound.setInt(1, 1);
            bound.addBatch();
            bound.setInt(1, 2);
            return bound;
        });
        compare(PreparedStatement.class, true, "1", connection -> {
            PreparedStatement executed = connection.prepareStatement(sql);
            executed.setInt(1, 2);
            executed.execute();
            return executed;
        });
    }

    @Test
    void everyMethodOfResultSetIsAlike() throws Exception {
        String sql = "SELECT n, s, r, b FROM t ORDER BY n";
        compare(ResultSet.class, true, "n", connection -> connection
                .createStatement()
                .executeQuery(sql));
        compare(ResultSet.class, true, "s", connection -> {
            Statement statement = connection.createStatement();
            statement.execute(sql);
            ResultSet rows = statement.getResultSet();
            rows.next();
            return rows;
        });
        compare(ResultSet.class, false, "b", connection -> {
            ResultSet rows = connection.prepareStatement(sql).executeQuery();
            rows.next();
            return rows;
        });
        compare(ResultSet.class, false, "nowhere", connection -> {
            ResultSet rows = connection.prepareStatement(sql).executeQuery();
            while (rows.next()) {
                // to the end
            }
            return rows;
        });
        compare(ResultSet.class, true, "n", connection -> {
            ResultSet rows =
                    connection.prepareStatement("SELECT n FROM t WHERE n > 7").executeQuery();
            rows.close();
            return rows;
        });
    }

    @Test
    void everyMethodOfTheMetadataIsAlike() throws Exception {
        for (String name : new String[] {"t", "parent", "%", "v"}) {
            compare(DatabaseMetaData.class, true, name, Connection::getMetaData);
            compare(DatabaseMetaData.class, false, name, Connection::getMetaData);
        }
        String sql = "SELECT n, s, r, b, n + ? AS e FROM t";
        compare(ResultSetMetaData.class, true, "n", connection -> connection
                .createStatement()
                .executeQuery("SELECT * FROM t")
                .getMetaData());
        compare(ResultSetMetaData.class, true, "n", connection -> connection
                .prepareStatement(sql)
                .getMetaData());
        compare(ParameterMetaData.class, true, "n", connection -> connection
                .prepareStatement(sql)
                .getParameterMetaData());
    }

    @Test
    void everyMethodOfAClosedConnectionIsAlike() throws Exception {
        compare(Connection.class, true, "SELECT 1", connection -> {
            connection.close();
            return connection;
        });
        compare(Statement.class, true, "SELECT 1", connection -> {
            Statement statement = connection.createStatement();
            connection.close();
            return statement;
        });
        compare(Statement.class, true, "SELECT 1", connection -> {
            Statement statement = connection.createStatement();
            statement.close();
            return statement;
        });
        compare(PreparedStatement.class, true, "1", connection -> {
            PreparedStatement statement = connection.prepareStatement("SELECT ?");
            statement.close();
            return statement;
        });
    }

    private <T> void compare(Class<T> type, boolean autoCommit, String text, Outcome.Maker<T> maker) throws Exception {
        List<Method> methods = Arrays.stream(type.getMethods())
                .filter(method ->
                        !Modifier.isStatic(method.getModifiers()) && method.getDeclaringClass() != Object.class)
                .sorted(Comparator.comparing(JdbcSurfaceTest::describe))
                .toList();
        assertThat(methods).hasSizeGreaterThan(5);
        List<String> differences = new ArrayList<>();
        for (Method method : methods) {
            String name = describe(method);
            String honker = outcome("jdbc:honker:sqlite:", method, autoCommit, text, maker);
            String plain = outcome("jdbc:sqlite:", method, autoCommit, text, maker);
            if (!honker.equals(plain) && !DIFFERENT.containsKey(name)) {
                differences.add(name + "\n  honker: " + honker + "\n  plain:  " + plain + "\n");
            }
        }
        assertThat(differences).isEmpty();
    }

    private <T> String outcome(String prefix, Method method, boolean autoCommit, String text, Outcome.Maker<T> maker)
            throws Exception {
        Path file = folder.resolve(number++ + ".db");
        Files.copy(template, file);
        String url = prefix + file + "?journal_mode=MEMORY&synchronous=OFF";
        try (Connection connection = java.sql.DriverManager.getConnection(url)) {
            connection.setAutoCommit(autoCommit);
            T subject = maker.make(connection);
            return Outcome.of(method, subject, arguments.of(method, text)).replace(file.toString(), "FILE");
        } finally {
            Files.delete(file);
        }
    }

    private static String describe(Method method) {
        Class<?> owner =
                method.getDeclaringClass() == java.sql.Wrapper.class ? Connection.class : method.getDeclaringClass();
        return owner.getSimpleName() + "." + method.getName() + "("
                + String.join(
                        ",",
                        Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .toList())
                + ")";
    }
}
