package dev.honker.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Errors have the SQLState that frameworks translate by, and else the very code and text that sqlite-jdbc gives them. */
class SqlStateTest extends RuleTest {

    private static final String SCHEMA = "CREATE TABLE child(id INTEGER PRIMARY KEY, parent INTEGER NOT NULL"
            + " REFERENCES t(id), amount INTEGER CHECK (amount > 0), code TEXT UNIQUE) STRICT";

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "SQLITE_CONSTRAINT_UNIQUE     | 23505 | INSERT INTO t(name) VALUES ('first')",
                "SQLITE_CONSTRAINT_PRIMARYKEY | 23505 | INSERT INTO t(id) VALUES (1)",
                "SQLITE_CONSTRAINT_ROWID      | 23505 | INSERT INTO keyless(rowid) VALUES (1)",
                "SQLITE_CONSTRAINT_NOTNULL    | 23502 | INSERT INTO t(n) VALUES (NULL)",
                "SQLITE_CONSTRAINT_FOREIGNKEY | 23503 | INSERT INTO child(parent) VALUES (99)",
                "SQLITE_CONSTRAINT_CHECK      | 23514 | INSERT INTO child(parent, amount) VALUES (1, 0)",
                "SQLITE_CONSTRAINT_DATATYPE   | 23000 | INSERT INTO child(parent) VALUES ('x')",
                "SQLITE_CONSTRAINT_TRIGGER    | 23000 | DELETE FROM t WHERE id = 2",
                "SQLITE_MISMATCH              | 22018 | INSERT INTO t(id) VALUES ('x')",
                "SQLITE_ERROR                 | 42000 | SELEKT 1",
                "SQLITE_ERROR                 | 42S02 | SELECT * FROM nowhere",
                "SQLITE_ERROR                 | 42S22 | SELECT missing FROM t",
                "SQLITE_ERROR                 | 42000 | SELECT unheard_of(1)",
                "SQLITE_ERROR                 | HY000 | SELECT abs(-9223372036854775808)",
                "SQLITE_READONLY              | 25006 | CREATE TABLE other.x(a)",
                "SQLITE_CANTOPEN              | 08001 | ATTACH 'file:nowhere/nothing.db?mode=ro' AS gone",
            })
    void statementsThatSqliteRefuses(SQLiteErrorCode code, String state, String sql) throws Exception {
        for (Way way : Way.values()) {
            String[] texts = new String[2];
            for (Subject subject : new Subject[] {Subject.PLAIN, Subject.HONKER}) {
                on(subject, ground -> {
                    Connection connection = ground.open();
                    prepare(ground, connection);
                    SQLException e = catchThrowableOfType(SQLException.class, () -> way.run(connection, sql));
                    assertThat((Throwable) e).isInstanceOf(SQLiteException.class);
                    assertThat(((SQLiteException) e).getResultCode()).isEqualTo(code);
                    assertThat(e.getErrorCode()).isEqualTo(code.code & 0xFF);
                    assertThat(e.getSQLState()).isEqualTo(subject == Subject.HONKER ? state : null);
                    texts[subject == Subject.HONKER ? 1 : 0] = e.getMessage();
                });
            }
            assertThat(texts[1]).as("the very text").isEqualTo(texts[0]);
        }
    }

    private void prepare(Ground ground, Connection connection) throws SQLException {
        Ground.run(connection, "PRAGMA foreign_keys = ON");
        Ground.run(connection, SCHEMA);
        Ground.run(connection, "CREATE TABLE keyless(a)");
        Ground.run(connection, "INSERT INTO keyless VALUES (1)");
        Ground.run(connection, "INSERT INTO t(id, name) VALUES (2, 'second')");
        Ground.run(
                connection,
                "CREATE TRIGGER keep BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'rows of t are kept'); END");
        Ground.run(connection, "ATTACH 'file:" + ground.file + "?mode=ro' AS other");
    }

    /** The ways to run a statement. */
    private enum Way {
        EXECUTE {
            @Override
            void run(Connection connection, String sql) throws SQLException {
                Ground.run(connection, sql);
            }
        },
        UPDATE {
            @Override
            void run(Connection connection, String sql) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate(sql);
                }
            }
        },
        PREPARED {
            @Override
            void run(Connection connection, String sql) throws SQLException {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.execute();
                }
            }
        };

        abstract void run(Connection connection, String sql) throws SQLException;
    }

    @ParameterizedTest(name = "auto-commit {0}")
    @CsvSource({"true", "false"})
    void busyIsSerializationFailure(boolean autoCommit) throws Exception {
        onHonker(ground -> {
            Peer peer = ground.peer();
            peer.run("BEGIN IMMEDIATE");
            Connection connection = ground.open();
            connection.setAutoCommit(autoCommit);
            SQLException e = catchThrowableOfType(
                    SQLException.class, () -> Ground.run(connection, "INSERT INTO t(name) VALUES ('a')"));
            assertThat(e.getSQLState()).isEqualTo("40001");
            assertThat(((SQLiteException) e).getResultCode()).isEqualTo(SQLiteErrorCode.SQLITE_BUSY);
            assertThat(e.getMessage()).startsWith("[SQLITE_BUSY] The database file is locked (database is locked)");
            peer.run("ROLLBACK");
        });
    }

    @ParameterizedTest(name = "auto-commit {0}")
    @CsvSource({"true", "false"})
    void lockedIsSerializationFailure(boolean autoCommit) throws Exception {
        onHonker(ground -> {
            Connection connection = ground.open();
            connection.setAutoCommit(autoCommit);
            try (Statement reading = connection.createStatement();
                    var rows = reading.executeQuery("SELECT id FROM t UNION ALL SELECT id FROM t")) {
                rows.next();
                SQLException e = catchThrowableOfType(SQLException.class, () -> Ground.run(connection, "DROP TABLE t"));
                assertThat(e.getSQLState()).isEqualTo("40001");
                assertThat(e.getErrorCode()).isEqualTo(SQLiteErrorCode.SQLITE_LOCKED.code);
            }
        });
    }
}
