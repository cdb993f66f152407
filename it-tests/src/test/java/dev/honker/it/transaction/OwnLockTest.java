package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.honker.it.support.OtherThread;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A thread that holds the write lock by one connection hears so at once on another, but only where it needs that lock. */
@Tag("write-lock")
class OwnLockTest extends RuleTest {

    private static final String INSERT = "INSERT INTO t(n) VALUES (5)";
    private static final String RETURNING = "INSERT INTO t(n) VALUES (7), (8) RETURNING id";

    @Test
    void anotherConnectionOfItsThreadWritesTemporaryTablesAndOtherFiles() throws Exception {
        onBoth(ground -> {
            Connection second = ground.open(timeout(ground));
            Ground.run(second, "CREATE TEMP TABLE m(x)");
            Ground.run(second, "ATTACH '" + directory.resolve(ground.subject + "-other.db") + "' AS other");
            Ground.run(second, "CREATE TABLE other.o(x)");
            Connection first = ground.openManual();
            Ground.run(first, "UPDATE t SET n = 9");
            for (String table : new String[] {"temp.m", "m", "other.o", "o"}) {
                Ground.run(second, "INSERT INTO " + table + " VALUES (1)");
                try (Statement batch = second.createStatement()) {
                    batch.addBatch("INSERT INTO " + table + " VALUES (2)");
                    assertThat(batch.executeBatch()).containsExactly(1);
                }
            }
            assertThat(Ground.number(second, "SELECT count(*) FROM temp.m")).isEqualTo(4);
            assertThat(Ground.number(second, "SELECT count(*) FROM other.o")).isEqualTo(4);
            if (ground.subject == Subject.HONKER) {
                requireFailsAtOnce(ground, second, "UPDATE t SET n = 9");
            }
            first.commit();
            Ground.run(second, INSERT);
        });
    }

    @Test
    void anotherConnectionOfTheThreadThatReadsReturnedRowsFailsAtOnce() throws Exception {
        rule(PLAIN, "at once", ground -> {
            Connection second = ground.open(timeout(ground));
            Connection first = ground.open();
            try (Statement statement = first.createStatement();
                    ResultSet rows = statement.executeQuery(RETURNING)) {
                assertThat(rows.next()).isTrue();
                requireFailsAtOnce(ground, second, RETURNING);
                assertThat(rows.next()).isTrue();
            }
            Ground.run(second, INSERT);
            assertThat(ground.rows()).isEqualTo(4);
        });
    }

    /** Not as long on plain sqlite-jdbc, where it is waited for. */
    private static int timeout(Ground ground) {
        return ground.subject == PLAIN ? 3_000 : 60_000;
    }

    private static void requireFailsAtOnce(Ground ground, Connection second, String holding) {
        long start = System.nanoTime();
        SQLException busy = catchThrowableOfType(SQLException.class, () -> Ground.run(second, INSERT));
        assertThat(System.nanoTime() - start)
                .as("at once")
                .isLessThan(TimeUnit.MILLISECONDS.toNanos(timeout(ground) / 2));
        assertThat((Throwable) busy)
                .isNotNull()
                .hasMessageContaining("this thread waits for itself")
                .hasMessageContaining("INSERT INTO t(n) VALUES (?)")
                .hasMessageContaining(holding.replaceAll("[0-9]+", "?"));
        assertThat(busy.getErrorCode()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void anotherThreadWaitsForTheEndOfReturnedRows(End end) throws Exception {
        onHonker(ground -> {
            Connection second = ground.open(Ground.PATIENT);
            Connection first = ground.open();
            Statement statement = first.createStatement();
            ResultSet rows = statement.executeQuery(RETURNING);
            assertThat(rows.next()).isTrue();
            OtherThread<Void> other =
                    OtherThread.run("waiting", () -> Ground.run(second, INSERT)).onceItWaitsForALock();
            end.rows.end(rows);
            other.get();
            assertThat(ground.rows()).isEqualTo(4);
            statement.close();
            ground.requireNoLock();
        });
    }

    /** How a cursor that writes comes to its end. */
    enum End {
        ROWS_READ(rows -> {
            while (rows.next()) {
                // why: the commit comes with the end
            }
        }),
        ROWS_CLOSED(ResultSet::close),
        STATEMENT_CLOSED(rows -> rows.getStatement().close()),
        STATEMENT_USED_AGAIN(rows -> {
            try (ResultSet again = rows.getStatement().executeQuery("SELECT 1")) {
                assertThat(again.next()).isTrue();
            }
        }),
        CONNECTION_CLOSED(rows -> rows.getStatement().getConnection().close());

        private final Ending rows;

        End(Ending rows) {
            this.rows = rows;
        }
    }

    @FunctionalInterface
    private interface Ending {
        void end(ResultSet rows) throws SQLException;
    }
}
