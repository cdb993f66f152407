package dev.honker.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/** In manual-commit mode rollback takes everything back, however hard it is to see in the text that something is written. */
class DisguisedWriteTest extends RuleTest {

    private static final String WRITTEN = "SELECT (SELECT count(*) FROM _honker_live) + (SELECT count(*) FROM t) - 1"
            + " + (SELECT count(*) FROM _honker_notifications)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select honker_enqueue /* queue, payload */ ('q', '{}', null, null, 0, 3, null)",
                "select honker_enqueue/**/('q', '{}', null, null, 0, 3, null)",
                "select honker_enqueue -- x\n ('q', '{}', null, null, 0, 3, null)",
                "select honker_enqueue -- x (\r\n\t('q', '{}', null, null, 0, 3, null)",
                "select \"honker_enqueue\"('q', '{}', null, null, 0, 3, null)",
                "select \"HONKER_enqueue\" /* ; */ ('q', '{}', null, null, 0, 3, null)",
                "select `notify`('c', 'p')",
                "SELECT [notify]('c', 'p')",
                "select 'it''s', notify('c', 'p')",
                "select \"a\"\"b\", notify('c', 'p') from (select 1 as \"a\"\"b\")",
                "values (notify('c', 'p'))",
                "; select notify('c', 'p')",
                "/* ; */ select -- from\n notify('c', 'p')"
            })
    void aFunctionIsRolledBackHoweverItsCallIsSpelled(String sql) throws Exception {
        onBoth(ground -> {
            Connection connection = prepared(ground);
            Ground.run(connection, sql);
            requireRolledBack(ground, connection);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                assertThat(rows.next()).isTrue();
            }
            requireRolledBack(ground, connection);
            if (!sql.startsWith(";")) {
                try (PreparedStatement statement = connection.prepareStatement(sql);
                        ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                }
                requireRolledBack(ground, connection);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select honker_enqueue /* queue, payload */ ('q', '{}', null, null, 0, 3, null)",
                "select `notify`('c', 'p')",
                "SELECT [notify] -- c\n ('c', 'p')"
            })
    void executeUpdateAndBatchesTakeEachSpellingForAFunctionsQuery(String sql) throws Exception {
        onHonker(ground -> {
            Connection connection = prepared(ground);
            try (Statement plain = connection.createStatement();
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                assertThat(plain.executeUpdate(sql)).isOne();
                assertThat(statement.executeUpdate()).isOne();
                plain.addBatch(sql);
                assertThat(plain.executeBatch()).containsExactly(1);
                statement.addBatch();
                assertThat(statement.executeBatch()).containsExactly(1);
            }
            assertThat(Ground.number(connection, WRITTEN)).isEqualTo(4);
            requireRolledBack(ground, connection);
        });
    }

    @Test
    void anApplicationsOwnFunctionThatWritesIsRolledBack() throws Exception {
        onBoth(ground -> {
            Connection connection = prepared(ground);
            Function.create(connection.unwrap(SQLiteConnection.class), "log_it", new Function() {
                @Override
                protected void xFunc() throws SQLException {
                    Ground.run(connection, "INSERT INTO t(n) VALUES (5)");
                    result(1);
                }
            });
            assertThat(Ground.number(connection, "SELECT log_it()")).isOne();
            requireRolledBack(ground, connection);
            try (PreparedStatement statement = connection.prepareStatement("SELECT log_it()");
                    ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
            }
            requireRolledBack(ground, connection);
            Ground.run(connection, "SELECT log_it()");
            connection.commit();
            assertThat(ground.committed(WRITTEN)).isOne();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pragma foreign_keys = on; insert into t(n) values (5)",
                "pragma cache_size = -4000; insert into t(n) values (5); select notify('c', 'p')",
                "select 1; insert into t(n) values (5)",
                "values (1); delete from t where id = 99; insert into t(n) values (5)",
                "select 1; select notify('c', 'p')",
                "attach ':memory:' as m; insert into t(n) values (5)",
                "pragma foreign_keys = on; insert into t(n) values (5); select honker_enqueue('q', '{}', null, null, 0, 3, null)",
                "explain select 1; insert into t(n) values (5)"
            })
    void aTextOfSeveralStatementsIsRolledBackAsAWhole(String sql) throws Exception {
        onBoth(ground -> {
            Connection connection = prepared(ground);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(sql);
            }
            assertThat(Ground.number(connection, WRITTEN)).isPositive();
            requireRolledBack(ground, connection);
        });
    }

    private static Connection prepared(Ground ground) throws SQLException {
        Ground.run(ground.open(), "SELECT honker_bootstrap()");
        return ground.openManual();
    }

    private static void requireRolledBack(Ground ground, Connection connection) throws SQLException {
        connection.rollback();
        assertThat(ground.committed(WRITTEN))
                .as("written in spite of the rollback")
                .isZero();
        ground.requireNoLock();
    }
}
