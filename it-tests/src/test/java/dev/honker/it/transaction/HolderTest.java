package dev.honker.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.honker.it.support.OtherThread;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sqlite.ProgressHandler;

/** Who waited in vain for the write lock is shown the application's own code that holds it. */
@Tag("write-lock")
class HolderTest extends RuleTest {

    private static final String INSERT = "INSERT INTO t(n) VALUES (5)";
    private static final String ENDLESS =
            "WITH RECURSIVE c(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c";

    @Test
    void aHolderThatIsBusyElsewhereIsShownThere() throws Exception {
        onHonker(ground -> {
            Connection holder = ground.openManual();
            CountDownLatch holds = new CountDownLatch(1);
            CountDownLatch over = new CountDownLatch(1);
            OtherThread<Void> other = OtherThread.run("the-holder", () -> holdWhileThinking(holder, holds, over));
            holds.await();
            try {
                requireShown(ground, "holdWhileThinking");
            } finally {
                over.countDown();
                other.get();
            }
        });
    }

    @Test
    void theLockIsHeldSinceItWasGotNotSinceItWasWaitedFor() throws Exception {
        onHonker(ground -> {
            Connection first = ground.openManual();
            Ground.run(first, INSERT);
            Connection second = ground.open(Ground.PATIENT);
            second.setAutoCommit(false);
            OtherThread<Void> waiting =
                    OtherThread.run("second", () -> Ground.run(second, INSERT)).onceItWaitsForALock();
            long released = System.nanoTime();
            first.commit();
            waiting.get();
            Connection third = ground.open();
            SQLException busy = catchThrowableOfType(SQLException.class, () -> Ground.run(third, INSERT));
            long most = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - released);
            Matcher age = Pattern.compile("taken (\\d+) ms ago").matcher(busy.getMessage());
            assertThat(age.find()).as(busy.getMessage()).isTrue();
            assertThat(Long.parseLong(age.group(1))).isBetween((long) Ground.IMPATIENT, most);
            second.rollback();
        });
    }

    private static void holdWhileThinking(Connection holder, CountDownLatch holds, CountDownLatch over)
            throws SQLException, InterruptedException {
        Ground.run(holder, INSERT);
        holds.countDown();
        over.await();
        holder.rollback();
    }

    @Test
    void aHolderThatIsInsideSqliteIsShownWhereItCameFrom() throws Exception {
        onHonker(ground -> {
            Connection holder = ground.openManual();
            Ground.run(holder, INSERT);
            CountDownLatch running = new CountDownLatch(1);
            ProgressHandler.setHandler(holder, 1_000, new ProgressHandler() {
                @Override
                protected int progress() {
                    running.countDown();
                    return 0;
                }
            });
            try (Statement statement = holder.createStatement()) {
                OtherThread<Throwable> other =
                        OtherThread.start("the-holder", () -> holdInsideSqlite(holder, statement));
                running.await();
                try {
                    requireShown(ground, "holdInsideSqlite");
                } finally {
                    statement.cancel();
                    assertThat(other.get()).isInstanceOf(SQLException.class);
                }
            }
            ProgressHandler.clearHandler(holder);
            holder.rollback();
        });
    }

    private static Throwable holdInsideSqlite(Connection holder, Statement statement) throws SQLException {
        Ground.run(holder, "UPDATE t SET n = 6");
        try {
            statement.execute(ENDLESS);
            return new AssertionError("it was to be cancelled");
        } catch (SQLException e) {
            return e;
        }
    }

    private static void requireShown(Ground ground, String method) throws SQLException {
        Connection waiting = ground.open();
        SQLException busy = catchThrowableOfType(SQLException.class, () -> Ground.run(waiting, INSERT));
        assertThat((Throwable) busy)
                .isNotNull()
                .hasMessageContaining("HolderTest." + method)
                .hasMessageContaining("HolderTest.java:")
                .hasMessageNotContaining("dev.honker.internal")
                .hasMessageNotContaining("org.sqlite");
    }
}
