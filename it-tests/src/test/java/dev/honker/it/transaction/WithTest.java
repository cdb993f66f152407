package dev.honker.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A statement that begins with WITH is what follows its WITH: a change is counted by rows changed, a query by rows. */
class WithTest extends RuleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "WITH d AS (SELECT id FROM t) UPDATE t SET n = honker_enqueue('q', '{}', null, null, 0, 3, null)"
                        + " WHERE id IN (SELECT id FROM d) ; 3 ; live",
                "WITH v(a) AS (VALUES ('x'), ('y')) INSERT INTO t(n) SELECT honker_enqueue('q', a, null, null, 0, 3, null) FROM v"
                        + " ; 2 ; live",
                "WITH RECURSIVE c(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM c WHERE x < 4)"
                        + " INSERT INTO t(n) SELECT notify('c', 'p' || x) FROM c ; 4 ; notifications",
                "with gone as materialized (select 1 as k) delete from t where id = 3 and notify('c', 'p') > 0 ; 1 ; notifications",
                "WITH v(a) AS (VALUES ('x'), ('y')) SELECT notify('c', a) FROM v ; 2 ; notifications",
                "WITH v AS (SELECT 'update' AS \"insert\") SELECT notify('c', \"insert\") FROM v ; 1 ; notifications"
            })
    void executeUpdateAndBatchesCountIt(String sql, int count, String table) throws Exception {
        onHonker(ground -> {
            Ground.run(ground.open(), "SELECT honker_bootstrap()");
            Connection connection = ground.openManual();
            Ground.run(connection, "INSERT INTO t(id) VALUES (2), (3)");
            connection.commit();
            for (Way way : Way.values()) {
                assertThat(way.call.run(connection, sql)).as("%s", way).isEqualTo(count);
                assertThat(Ground.number(connection, "SELECT count(*) FROM _honker_" + table))
                        .as("calls by %s", way)
                        .isEqualTo(count);
                connection.rollback();
            }
            connection.setAutoCommit(true);
            assertThat(Way.PLAIN.call.run(connection, sql))
                    .as("in auto-commit mode")
                    .isEqualTo(count);
            assertThat(ground.committed("SELECT count(*) FROM _honker_" + table))
                    .isEqualTo(count);
        });
    }

    private enum Way {
        PLAIN((connection, sql) -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        }),
        PLAIN_BATCH((connection, sql) -> {
            try (Statement statement = connection.createStatement()) {
                statement.addBatch(sql);
                return statement.executeBatch()[0];
            }
        }),
        PREPARED((connection, sql) -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return statement.executeUpdate();
            }
        }),
        PREPARED_BATCH((connection, sql) -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.addBatch();
                return statement.executeBatch()[0];
            }
        });

        private final Call call;

        Way(Call call) {
            this.call = call;
        }
    }

    @FunctionalInterface
    private interface Call {
        int run(Connection connection, String sql) throws Exception;
    }
}
