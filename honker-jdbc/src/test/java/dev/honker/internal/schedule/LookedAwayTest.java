package dev.honker.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.CronSchedule;
import dev.honker.SchedulerHandle;
import dev.honker.SchedulerOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.access.Operation;
import dev.honker.internal.access.Time;
import dev.honker.internal.lock.ApiFile;
import dev.honker.internal.wake.CommitSubscription;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to the lock between a leader's look and its tick. */
class LookedAwayTest {

    @TempDir
    private Path directory;

    private final Heard heard = new Heard();
    private final AtomicReference<String> beforeTick = new AtomicReference<>();
    private ApiFile file;
    private ScheduleBook book;

    @BeforeEach
    void open() throws Exception {
        file = new ApiFile(directory);
        book = new ScheduleBook(new Suspended(file.access()), file.children(), ZoneOffset.UTC, new BrokenSchedules());
        book.add("n", "q", CronSchedule.every(Duration.ofHours(1)), "1");
    }

    @AfterEach
    void close() throws Exception {
        file.close();
    }

    @Test
    void aLeaderThatIsSuspendedBetweenItsLookAndItsTickFiresNothingWithoutTheLock() throws Exception {
        try (SchedulerHandle scheduler =
                book.run(SchedulerOptions.builder().listener(heard).build())) {
            heard.await("acquired");
            beforeTick.set("UPDATE _honker_locks SET owner = 'thief', expires_at = unixepoch() + 100");
            file.execute("UPDATE _honker_scheduler_tasks SET next_fire_at = unixepoch()");
            assertThat(heard.next()).startsWith("lost");
            assertThat(scheduler.fired()).isZero();
            assertThat(file.number("SELECT count(*) FROM _honker_live")).isZero();
        }
    }

    @Test
    void aLeaderWhoseLockLapsesBetweenItsLookAndItsTickLosesTheLeadFirst() throws Exception {
        try (SchedulerHandle scheduler =
                book.run(SchedulerOptions.builder().listener(heard).build())) {
            heard.await("acquired");
            beforeTick.set("UPDATE _honker_locks SET expires_at = unixepoch()");
            file.execute("UPDATE _honker_scheduler_tasks SET next_fire_at = unixepoch()");
            assertThat(heard.next()).startsWith("lost");
            assertThat(heard.next()).startsWith("acquired");
            assertThat(heard.next()).isEqualTo("fired n");
            assertThat(scheduler.fired()).isEqualTo(1);
        }
    }

    /** Runs a statement of somebody else's right before a unit. */
    private final class Suspended implements Access {

        private final Access access;

        Suspended(Access access) {
            this.access = access;
        }

        @Override
        public <T> T unit(String what, Operation<T> operation) {
            String statement = beforeTick.getAndSet(null);
            if (statement != null) {
                try {
                    file.execute(statement);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }
            return access.unit(what, operation);
        }

        @Override
        public <T> T call(Operation<T> operation) {
            return access.call(operation);
        }

        @Override
        public boolean isBound() {
            return access.isBound();
        }

        @Override
        public boolean isInTransaction() {
            return access.isInTransaction();
        }

        @Override
        public CommitSubscription subscribe() {
            return access.subscribe();
        }

        @Override
        public Time time() {
            return access.time();
        }

        @Override
        public ZoneId zone() {
            return access.zone();
        }

        @Override
        public void requireOpen() {
            access.requireOpen();
        }
    }
}
