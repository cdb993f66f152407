package dev.honker.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where SQLite sets limits to functions, they show as they are: clearly and without half an effect. */
class FunctionLimitTest extends RuleTest {

    private static final String COUNT = "SELECT count(*) FROM _honker_notifications";

    @Test
    void aTriggerThatCallsTheFunctionThatFiredItFailsTheWholeStatement() throws Exception {
        onHonker(ground -> {
            for (boolean autoCommit : new boolean[] {true, false}) {
                Connection connection = ground.open();
                Ground.run(connection, "SELECT honker_bootstrap()");
                Ground.run(
                        connection,
                        "CREATE TEMP TRIGGER again AFTER INSERT ON main._honker_notifications"
                                + " BEGIN SELECT notify('again', new.payload); END");
                connection.setAutoCommit(autoCommit);
                long rows = Ground.number(connection, "SELECT count(*) FROM t");
                Ground.run(connection, "INSERT INTO t(n) VALUES (5)");
                for (String sql :
                        new String[] {"SELECT notify('c', 'p')", "INSERT INTO t(n) SELECT notify('c', 'p') FROM t"}) {
                    assertThatThrownBy(() -> Ground.run(connection, sql))
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("again from inside");
                    assertThat(Ground.number(connection, COUNT)).isZero();
                }
                if (!autoCommit) {
                    connection.commit();
                }
                assertThat(ground.committed(COUNT)).isZero();
                assertThat(ground.rows()).as("what was written before stays").isEqualTo(rows + 1);
                connection.close();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM (SELECT notify('c', 'p'))",
                "SELECT count(*) FROM (SELECT notify('c', name) FROM t)",
                "SELECT exists(SELECT notify('c', 'p'))",
                "SELECT 1 WHERE exists(SELECT notify('c', name) FROM t)"
            })
    void aFunctionWhoseValueNobodyAsksForIsNotCalled(String sql) throws Exception {
        onBoth(ground -> {
            Connection connection = ground.open();
            Ground.run(connection, "SELECT honker_bootstrap()");
            assertThat(Ground.number(connection, sql)).isOne();
            assertThat(ground.committed(COUNT)).isZero();
            connection.setAutoCommit(false);
            assertThat(Ground.number(connection, sql)).isOne();
            connection.commit();
            assertThat(ground.committed(COUNT)).isZero();
        });
    }
}
