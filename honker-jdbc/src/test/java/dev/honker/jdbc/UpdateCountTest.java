package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code executeUpdate(sql)} counts the rows of the statement: on a table never those of triggers, foreign keys and functions, which plain
 * sqlite-jdbc adds; on a view, where only triggers change anything, the rows of its INSTEAD OF triggers, as plain does.
 */
class UpdateCountTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeTables() throws SQLException {
        file = folder.resolve("counts.db");
        try (Connection plain = Sql.plain(file)) {
            for (String sql : new String[] {
                "CREATE TABLE t(n INTEGER UNIQUE)",
                "CREATE TABLE log(n)",
                "CREATE TABLE parent(n INTEGER UNIQUE)",
                "CREATE TABLE child(n REFERENCES parent(n) ON DELETE CASCADE)",
                "CREATE TABLE \"odd \"\"name\"(n)",
                "CREATE VIEW v AS SELECT n FROM t",
                "CREATE VIEW \"odd.view\" AS SELECT n FROM t",
                "INSERT INTO t VALUES (1), (2), (3)",
                "INSERT INTO parent VALUES (1), (2), (3)",
                "INSERT INTO child VALUES (1), (2), (3)",
                "CREATE TRIGGER logged AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.n); END",
                "CREATE TRIGGER before_odd BEFORE INSERT ON \"odd \"\"name\""
                        + " BEGIN INSERT INTO log VALUES (new.n); SELECT raise(IGNORE); END",
                "CREATE TRIGGER vi INSTEAD OF INSERT ON v BEGIN INSERT INTO log VALUES (new.n); END",
                "CREATE TRIGGER vu INSTEAD OF UPDATE ON v BEGIN UPDATE t SET n = new.n WHERE n = old.n; END",
                "CREATE TRIGGER vd INSTEAD OF DELETE ON v BEGIN INSERT INTO log VALUES (old.n); END",
                "CREATE TRIGGER oi INSTEAD OF INSERT ON \"odd.view\" BEGIN INSERT INTO log VALUES (new.n); END"
            }) {
                Sql.run(plain, sql);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE v SET n = n + 10",
                "update OR ignore main . v set n = n + 10",
                "INSERT INTO v VALUES (7), (8), (9)",
                "insert or replace into V values (7), (8), (9);",
                "REPLACE INTO [v] VALUES (7), (8), (9)",
                "DELETE FROM v",
                "delete/* all */from-- of it\n\"v\"",
                "WITH c(n) AS (SELECT n FROM t) INSERT INTO `v` SELECT n FROM c",
                "WITH c(n) AS (SELECT n FROM t) DELETE FROM 'v' WHERE n IN c",
                "INSERT INTO \"odd.view\" VALUES (7), (8), (9)"
            })
    void onAViewTheRowsOfItsTriggersCountAsOnPlain(String sql) throws SQLException {
        assertThat(count(Sql.plain(file), sql)).isEqualTo(3);
        assertThat(count(Sql.honker(file), sql)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO t VALUES (7), (8)                         | 2 | 4",
                "DELETE FROM parent WHERE n < 3                        | 2 | 4",
                "INSERT OR IGNORE INTO t VALUES (1), (7)               | 1 | 2",
                "INSERT INTO \"odd \"\"name\" VALUES (7), (8)          | 0 | 2",
                "INSERT INTO t VALUES (7), (8) RETURNING n             | 2 | 4",
                "INSERT INTO t VALUES (7); INSERT INTO t VALUES (8)    | 4 | 4",
                "UPDATE t SET n = n + 10                               | 3 | 3",
                "DELETE FROM t WHERE n > 99                            | 0 | 0",
                "CREATE TABLE copy AS SELECT * FROM t                  | 0 | 0"
            })
    void onATableOnlyTheRowsOfTheStatementCount(String sql, int honker, int plain) throws SQLException {
        assertThat(count(Sql.plain(file), sql)).isEqualTo(plain);
        assertThat(count(Sql.honker(file), sql)).isEqualTo(honker);
    }

    @Test
    void rowsThatFunctionsWriteDoNotCount() throws SQLException {
        try (Connection connection = Sql.honker(file);
                Statement statement = connection.createStatement()) {
            Sql.text(connection, "SELECT notify('warm', 'up')");
            assertThat(statement.executeUpdate("INSERT INTO v SELECT n + notify('c', 'x') FROM t"))
                    .isEqualTo(3);
            assertThat(statement.executeUpdate("INSERT INTO v SELECT n FROM t WHERE notify('c', 'x') < 0"))
                    .isZero();
            assertThat(statement.executeUpdate("UPDATE t SET n = n + 100 WHERE notify('c', 'x') > 0"))
                    .isEqualTo(3);
            assertThat(statement.executeUpdate("UPDATE t SET n = 0 WHERE notify('c', 'x') < 0"))
                    .isZero();
            assertThat(statement.executeUpdate("SELECT notify('c', 'x') FROM t"))
                    .isEqualTo(3);
        }
    }

    @Test
    void aTemporaryViewIsFoundBeforeATableOfItsName() throws SQLException {
        try (Connection connection = Sql.honker(file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP VIEW parent AS SELECT n FROM t");
            statement.execute(
                    "CREATE TEMP TRIGGER li INSTEAD OF INSERT ON parent BEGIN INSERT INTO t VALUES (new.n); END");
            assertThat(statement.executeUpdate("INSERT INTO parent VALUES (7), (8)"))
                    .isEqualTo(4);
            assertThat(statement.executeUpdate("INSERT INTO main.parent VALUES (7), (8), (9)"))
                    .isEqualTo(3);
        }
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = ON");
            statement.execute("BEGIN");
            int count = statement.executeUpdate(sql);
            statement.execute("ROLLBACK");
            return count;
        }
    }
}
