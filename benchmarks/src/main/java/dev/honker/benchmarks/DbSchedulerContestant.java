package dev.honker.benchmarks;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * db-scheduler in the fastest of the configurations that it has for SQLite: immediate execution, much fetched at a time and
 * little polled, a connection for each thread, and no JSON or Java serialization. It polls by fetching, because its SQLite
 * customization knows no other way.
 */
final class DbSchedulerContestant implements Contestant {

    private static final String TABLE = """
            CREATE TABLE scheduled_tasks(
              task_name TEXT, task_instance TEXT, task_data BLOB, execution_time TIMESTAMP, picked BIT, picked_by TEXT,
              last_success TIMESTAMP, last_failure TIMESTAMP, consecutive_failures INT, last_heartbeat TIMESTAMP,
              version BIGINT, priority SMALLINT, PRIMARY KEY(task_name, task_instance))
            """;

    private final HikariDataSource pool;
    private final Scheduler scheduler;
    private final OneTimeTask<String> task;
    private final LongAdder run = new LongAdder();
    private final LongAdder done = new LongAdder();
    private final int batch;
    private long instances;

    DbSchedulerContestant(Run run, int threads, int batch) throws SQLException {
        this.batch = batch;
        pool = pool(run.freshFile(), threads, batch);
        createTable();
        task = Tasks.oneTime("mail", String.class)
                .execute((instance, context) -> this.run.add(instance.getData().length()));
        scheduler = Scheduler.create(pool, task)
                .threads(threads)
                .serializer(new Texts())
                .jdbcCustomization(new SqliteJdbcCustomization())
                .pollUsingFetch(1, 10)
                .pollingInterval(Duration.ofSeconds(1))
                .enableImmediateExecution()
                .commitWhenAutocommitDisabled(true)
                .addSchedulerListener(new Completions())
                .shutdownMaxWait(Duration.ofSeconds(10))
                .build();
        scheduler.start();
    }

    private static HikariDataSource pool(Path file, int threads, int batch) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Side.PLAIN.url(file));
        // why two more: one for the thread that polls, one for the producer
        config.setMaximumPoolSize(threads + 2);
        // why: in autocommit, which is faster for single statements, a batch is not one transaction
        config.setAutoCommit(batch == 1);
        return new HikariDataSource(config);
    }

    private void createTable() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.execute("CREATE INDEX execution_time_idx ON scheduled_tasks(execution_time)");
            statement.execute("CREATE INDEX last_heartbeat_idx ON scheduled_tasks(last_heartbeat)");
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    /** One of its connections, to be closed. */
    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void enqueue() {
        Instant now = Instant.now();
        if (batch == 1) {
            scheduler.schedule(next(), now);
        } else {
            List<TaskInstance<?>> tasks = new ArrayList<>(batch);
            for (int i = 0; i < batch; i++) {
                tasks.add(next());
            }
            scheduler.scheduleBatch(tasks, now);
        }
    }

    private TaskInstance<String> next() {
        return task.instance(String.valueOf(instances++), Backlog.PAYLOAD);
    }

    @Override
    public long done() {
        return done.sum();
    }

    @Override
    public long stop() throws SQLException {
        scheduler.stop();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM scheduled_tasks")) {
            return count.getLong(1);
        }
    }

    @Override
    public void close() {
        if (!scheduler.getSchedulerState().isShuttingDown()) {
            scheduler.stop();
        }
        pool.close();
    }

    private final class Completions extends AbstractSchedulerListener {

        @Override
        public void onExecutionComplete(ExecutionComplete execution) {
            done.increment();
        }
    }

    private static final class Texts implements Serializer {

        @Override
        public byte[] serialize(Object data) {
            return data.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return type.cast(new String(data, StandardCharsets.UTF_8));
        }
    }
}
