package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN_IMMEDIATE;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan is asked for without locking anything, also the plan of a write. */
class ExplainTest extends RuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXPLAIN QUERY PLAN SELECT * FROM t",
                "explain query plan select * from t where name = 'a'",
                "EXPLAIN SELECT count(*) FROM t",
                "EXPLAIN INSERT INTO t(n) VALUES (5)",
                "EXPLAIN UPDATE t SET n = 5",
                "EXPLAIN SELECT notify('c', 'p')"
            })
    void inManualCommitModeItTakesNoWriteLock(String sql) throws Exception {
        rule(PLAIN_IMMEDIATE, "SQLITE_BUSY", ground -> {
            Connection connection = ground.openManual();
            Ground.run(connection, sql);
            ground.requireNoLock();
            Ground.run(ground.open(), "UPDATE t SET n = 6");
            connection.rollback();
            assertThat(ground.rows()).isEqualTo(1);
        });
    }
}
