package dev.honker.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated keys are what they are on plain sqlite-jdbc, although they are read in another way. */
class GeneratedKeyTest {

    @TempDir
    Path directory;

    private int files;

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void preparedInsertHasItsKey(String prefix) throws SQLException {
        try (Connection connection = open(prefix);
                PreparedStatement insert = connection.prepareStatement(
                        "insert into item(name) values (?)", Statement.RETURN_GENERATED_KEYS)) {
            for (long expected = 1; expected <= 3; expected++) {
                insert.setString(1, "something");
                assertThat(insert.executeUpdate()).isEqualTo(1);
                assertKey(insert, expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void keyIsThatOfTheStatementAlsoAfterLaterInserts(String prefix) throws SQLException {
        try (Connection connection = open(prefix);
                PreparedStatement first = connection.prepareStatement("insert into item(name) values ('first')");
                Statement second = connection.createStatement()) {
            first.executeUpdate();
            second.execute("insert into item(name) values ('second'), ('third')");
            assertKey(first, 1);
            assertKey(second, 3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void replaceAndInsertBehindWithHaveKeysToo(String prefix) throws SQLException {
        try (Connection connection = open(prefix);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(" REPLACE INTO item(id, name) VALUES (7, 'seven')");
            assertKey(statement, 7);
            statement.executeUpdate("WITH one(n) AS (SELECT 1) INSERT INTO item(name) SELECT n FROM one");
            assertKey(statement, 8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void updateLeavesNoKeyBehind(String prefix) throws SQLException {
        try (Connection connection = open(prefix);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO item(name) VALUES ('one')");
            statement.executeUpdate("UPDATE item SET name = 'two'");
            try (ResultSet none = statement.getGeneratedKeys()) {
                assertThat(none.next()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void keyCanBeReadWithoutBeginningATransaction(String prefix) throws SQLException {
        try (Connection connection = open(prefix);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO item(name) VALUES ('one')")) {
            connection.setAutoCommit(false);
            insert.executeUpdate();
            connection.commit();
            assertKey(insert, 1);
            connection.rollback();
        }
    }

    private static void assertKey(Statement statement, long expected) throws SQLException {
        ResultSet key = statement.getGeneratedKeys();
        assertThat(key.getMetaData().getColumnName(1)).isEqualTo("last_insert_rowid()");
        assertThat(key.next()).isTrue();
        assertThat(key.getLong(1)).isEqualTo(expected);
        assertThat(key.getLong("last_insert_rowid()")).isEqualTo(expected);
        assertThat(key.next()).isFalse();
        key.close();
    }

    private Connection open(String prefix) throws SQLException {
        Connection connection = DriverManager.getConnection(prefix + directory.resolve("file" + files++ + ".db"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT)");
        }
        return connection;
    }
}
