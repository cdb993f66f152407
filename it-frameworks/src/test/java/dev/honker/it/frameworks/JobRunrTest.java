package dev.honker.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jobrunr.server.BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.storage.sql.sqlite.SqLiteStorageProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of JobRunr on the file. */
class JobRunrTest {

    private static final int JOBS = 20;

    private static final Map<Integer, Integer> RUNS = new ConcurrentHashMap<>();

    private static volatile CountDownLatch running = new CountDownLatch(JOBS);

    @TempDir
    Path directory;

    @Test
    void eachJobRunsOnce() throws Exception {
        RUNS.clear();
        running = new CountDownLatch(JOBS);
        try (AppFile file = new AppFile(Driver.HONKER, directory)) {
            var configured = JobRunr.configure()
                    // why: its factory knows databases by the beginning of the URL
                    .useStorageProvider(new SqLiteStorageProvider(file.pool()))
                    .useBackgroundJobServer(
                            usingStandardBackgroundJobServerConfiguration()
                                    .andPollInterval(Duration.ofSeconds(5))
                                    .andWorkerCount(4),
                            false)
                    .initialize();
            JobRequestScheduler scheduler = configured.getJobRequestScheduler();
            for (int n = 1; n <= JOBS; n++) {
                scheduler.enqueue(new Count(n));
            }
            JobRunr.getBackgroundJobServer().start();
            try {
                assertThat(running.await(60, TimeUnit.SECONDS))
                        .as("all have run: %s", RUNS)
                        .isTrue();
            } finally {
                JobRunr.destroy();
            }
            assertThat(RUNS).hasSize(JOBS).containsValue(1).doesNotContainValue(2);
        }
    }

    /** Counts a job's run. */
    public record Count(int number) implements JobRequest {
        @Override
        public Class<Counting> getJobRequestHandler() {
            return Counting.class;
        }
    }

    /** Runs the jobs. */
    public static final class Counting implements JobRequestHandler<Count> {
        @Override
        public void run(Count job) {
            RUNS.merge(job.number(), 1, Integer::sum);
            running.countDown();
        }
    }
}
