package dev.honker.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.impl.jdbcjobstore.UpdateLockRowSemaphore;
import org.quartz.simpl.SimpleThreadPool;

/**
 * Two schedulers of Quartz that share their jobs by one file. Quartz looks for due triggers first and marks them as acquired later
 * in one transaction, which fails again and again on sqlite-jdbc; so this is for honker alone.
 */
class QuartzClusterTest {

    private static final int JOBS = 150;
    private static final String NAME = "cluster";

    /** How often each job has run. */
    private static final Map<String, Integer> RUNS = new ConcurrentHashMap<>();

    private static volatile CountDownLatch running = new CountDownLatch(JOBS);

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("dev.honker.it.frameworks.Driver#repetitions")
    void twoSchedulersRunEachOfTheirJobsOnce(int repetition) throws Exception {
        RUNS.clear();
        running = new CountDownLatch(JOBS);
        try (AppFile file = new AppFile(Driver.HONKER, directory)) {
            file.run(tables());
            Scheduler first = scheduler(file);
            Scheduler second = scheduler(file);
            try {
                first.start();
                second.start();
                for (int job = 1; job <= JOBS; job++) {
                    (job % 2 == 0 ? first : second)
                            .scheduleJob(
                                    JobBuilder.newJob(Counted.class)
                                            .withIdentity("job " + job)
                                            .usingJobData("number", job)
                                            .build(),
                                    TriggerBuilder.newTrigger()
                                            .withIdentity("now " + job)
                                            .startNow()
                                            .build());
                }
                assertThat(running.await(60, TimeUnit.SECONDS))
                        .as("all have run: %s", RUNS)
                        .isTrue();
            } finally {
                first.shutdown(true);
                second.shutdown(true);
            }
            assertThat(RUNS)
                    .hasSize(JOBS)
                    .allSatisfy((job, runs) -> assertThat(runs).as(job).isOne());
            assertThat(file.number("SELECT count(*) FROM QRTZ_TRIGGERS")).isZero();
            assertThat(file.number("SELECT count(*) FROM QRTZ_FIRED_TRIGGERS")).isZero();
        }
    }

    private static Scheduler scheduler(AppFile file) throws SchedulerException {
        Properties properties = new Properties();
        properties.setProperty(StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, NAME);
        properties.setProperty(
                StdSchedulerFactory.PROP_SCHED_INSTANCE_ID, StdSchedulerFactory.AUTO_GENERATE_INSTANCE_ID);
        properties.setProperty(StdSchedulerFactory.PROP_SCHED_MAKE_SCHEDULER_THREAD_DAEMON, "true");
        properties.setProperty(StdSchedulerFactory.PROP_THREAD_POOL_CLASS, SimpleThreadPool.class.getName());
        properties.setProperty("org.quartz.threadPool.threadCount", "4");
        properties.setProperty("org.quartz.jobStore.class", JobStoreTX.class.getName());
        // why: sqlite-jdbc has no getBlob, which the standard delegate reads job data by
        properties.setProperty("org.quartz.jobStore.driverDelegateClass", PostgreSQLDelegate.class.getName());
        properties.setProperty("org.quartz.jobStore.lockHandler.class", UpdateLockRowSemaphore.class.getName());
        properties.setProperty("org.quartz.jobStore.isClustered", "true");
        properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", "500");
        properties.setProperty("org.quartz.jobStore.dataSource", "app");
        properties.setProperty("org.quartz.dataSource.app.provider", "hikaricp");
        properties.setProperty("org.quartz.dataSource.app.driver", Driver.HONKER.className());
        properties.setProperty("org.quartz.dataSource.app.URL", file.url());
        properties.setProperty("org.quartz.dataSource.app.maxConnections", "6");
        Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
        // why: within one JVM the next factory would return this one, by its name
        SchedulerRepository.getInstance().remove(NAME);
        return scheduler;
    }

    /** Quartz has no script for SQLite; that for PostgreSQL is understood but for its settings and DROPs. */
    private static String[] tables() throws Exception {
        try (InputStream script =
                PostgreSQLDelegate.class.getResourceAsStream("/org/quartz/impl/jdbcjobstore/tables_postgres.sql")) {
            return Stream.of(new String(script.readAllBytes(), StandardCharsets.UTF_8).split(";"))
                    .map(String::strip)
                    .filter(sql -> sql.startsWith("CREATE"))
                    .toArray(String[]::new);
        }
    }

    /** Counts its runs. */
    public static class Counted implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            RUNS.merge(context.getJobDetail().getKey().getName(), 1, Integer::sum);
            running.countDown();
        }
    }
}
