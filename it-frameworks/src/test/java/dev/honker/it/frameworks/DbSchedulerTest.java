package dev.honker.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two schedulers of db-scheduler that share their tasks by one file. */
class DbSchedulerTest {

    private static final int TASKS = 30;

    @TempDir
    Path directory;

    @ParameterizedTest(name = "autoCommit={0}")
    @ValueSource(booleans = {true, false})
    void twoSchedulersRunEachTaskOnce(boolean autoCommit) throws Exception {
        try (AppFile file = new AppFile(Driver.HONKER, directory)) {
            file.run(
                    "CREATE TABLE scheduled_tasks(task_name TEXT, task_instance TEXT, task_data BLOB,"
                            + " execution_time TIMESTAMP, picked BIT, picked_by TEXT, last_success TIMESTAMP,"
                            + " last_failure TIMESTAMP, consecutive_failures INT, last_heartbeat TIMESTAMP, version BIGINT,"
                            + " priority SMALLINT, PRIMARY KEY (task_name, task_instance))",
                    "CREATE INDEX execution_time_idx ON scheduled_tasks(execution_time)");
            Map<String, Integer> runs = new ConcurrentHashMap<>();
            CountDownLatch running = new CountDownLatch(TASKS);
            OneTimeTask<Void> task = Tasks.oneTime("count").execute((instance, context) -> {
                runs.merge(instance.getId(), 1, Integer::sum);
                running.countDown();
            });
            HikariDataSource pool = file.pool(autoCommit);
            Scheduler first = scheduler(pool, task);
            Scheduler second = scheduler(pool, task);
            try {
                first.start();
                second.start();
                for (int n = 1; n <= TASKS; n++) {
                    (n % 2 == 0 ? first : second).schedule(task.instance("task " + n), Instant.now());
                }
                assertThat(running.await(60, TimeUnit.SECONDS))
                        .as("all have run: %s", runs)
                        .isTrue();
            } finally {
                first.stop();
                second.stop();
            }
            assertThat(runs)
                    .hasSize(TASKS)
                    .allSatisfy((id, count) -> assertThat(count).as(id).isOne());
            assertThat(file.number("SELECT count(*) FROM scheduled_tasks")).isZero();
        }
    }

    private static Scheduler scheduler(HikariDataSource pool, OneTimeTask<Void> task) {
        return Scheduler.create(pool, task)
                .threads(3)
                .jdbcCustomization(new SqliteJdbcCustomization())
                .pollingInterval(Duration.ofMillis(50))
                .commitWhenAutocommitDisabled(!pool.isAutoCommit())
                .shutdownMaxWait(Duration.ofSeconds(20))
                .build();
    }
}
