package dev.honker.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.OtherThread;
import dev.honker.it.support.Sql;
import dev.honker.it.support.SqlProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The wait for the turn in this process and the wait for another process's lock share one busy timeout. */
class SharedTimeoutTest {

    private static final int TIMEOUT = 1_500;
    private static final long LONGEST = TIMEOUT * 14L / 10;
    private static final String INSERT = "INSERT INTO orders DEFAULT VALUES";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoHasWaitedForTheTurnWaitsForTheForeignLockOnlyForTheRest(boolean autoCommit) throws Exception {
        Path file = folder.resolve("app.db");
        try (Connection first = Sql.open(file, "busy_timeout=" + (TIMEOUT - 200));
                Connection second = Sql.open(file, "busy_timeout=" + TIMEOUT);
                OtherJvm foreign = SqlProcess.start(folder, "jdbc:sqlite:" + file)) {
            OrderWriter.createTables(first);
            first.setAutoCommit(false);
            second.setAutoCommit(autoCommit);
            assertThat(Sql.number(second, "SELECT 1")).isOne();
            assertThat(foreign.ask("BEGIN IMMEDIATE")).isEqualTo("ok");
            long shortest = Long.MAX_VALUE;
            // why again: the machine is shared, and who waits for both in turn does so every time
            for (int i = 0; i < 5 && shortest > LONGEST; i++) {
                shortest = Math.min(shortest, waitBehind(first, second));
            }
            assertThat(shortest).as("waited").isBetween(TIMEOUT - 50L, LONGEST);
            assertThat(Sql.number(second, "PRAGMA busy_timeout"))
                    .as("whole again")
                    .isEqualTo(TIMEOUT);
            foreign.ask("ROLLBACK");
            Sql.run(second, INSERT);
        }
    }

    /** How many milliseconds the second waits, while the first has the turn and waits too. */
    private static long waitBehind(Connection first, Connection second) throws Exception {
        OtherThread<SQLException> turn = OtherThread.start(
                        "has the turn", () -> catchThrowableOfType(SQLException.class, () -> Sql.run(first, INSERT)))
                .onceItIsInside("org.sqlite.core.NativeDB");
        long start = System.nanoTime();
        SQLException busy = catchThrowableOfType(SQLException.class, () -> Sql.run(second, INSERT));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        assertThat((Throwable) busy).isNotNull();
        assertThat(busy.getErrorCode() & 0xFF).as(busy.toString()).isEqualTo(5);
        assertThat((Throwable) turn.get()).isInstanceOf(SQLException.class);
        return millis;
    }
}
