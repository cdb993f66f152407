package dev.honker.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * Jobs of Spring Batch that read by a cursor and write what they read, with the job repository on the same file. The cursor's
 * connection is in manual-commit mode: its transaction reads from before the first chunk until after the last.
 */
public abstract class BatchContract {

    /** How many rows each job copies. */
    protected static final int ROWS = 60;

    private static final int JOBS = 6;

    @TempDir
    Path directory;

    /** Returns the name of the script that makes the repository's tables. */
    protected abstract String schema();

    /** Returns jobs with a repository of theirs, which read and write by a data source as well. */
    protected abstract Jobs jobs(DataSource dataSource);

    /** Runs jobs that copy the table {@code source} to {@code copies}, with their name beside each number. */
    public interface Jobs {
        /** Runs a job by the calling thread. */
        Result copy(String name) throws Exception;

        /** Runs a job whose step reads one cursor by several threads. */
        Result copyByThreads(String name) throws Exception;
    }

    /** How a job has ended. */
    public record Result(String status, List<Throwable> failures) {}

    @ParameterizedTest
    @EnumSource
    void aCursorStaysOpenWhileItsChunksAreWritten(Driver driver) throws Exception {
        on(driver, (pool, file) -> {
            requireCompleted(jobs(pool).copy("copy"));
            requireCopied(file, "copy");
        });
    }

    @ParameterizedTest
    @MethodSource("dev.honker.it.frameworks.Driver#repeated")
    void severalThreadsReadOneCursorAndWriteTheirChunks(Driver driver) throws Exception {
        on(driver, (pool, file) -> {
            requireCompleted(jobs(pool).copyByThreads("copy"));
            requireCopied(file, "copy");
        });
    }

    @ParameterizedTest
    @MethodSource("dev.honker.it.frameworks.Driver#repetitions")
    void sixJobsAtOnceCopyByACursorEach(int repetition) throws Exception {
        // why not on sqlite-jdbc as well: the repository's transactions read first and write later, and fail there
        on(Driver.HONKER, (pool, file) -> {
            // why a repository each: jobs that share one may wait for each other on any driver, as it locks sometimes a
            // lock of its own first and sometimes the file
            Threads.run(JOBS, job -> jobs(pool).copy("copy " + job)).forEach(BatchContract::requireCompleted);
            for (int job = 1; job <= JOBS; job++) {
                requireCopied(file, "copy " + job);
            }
        });
    }

    private void on(Driver driver, Scenario scenario) throws Exception {
        try (AppFile file = new AppFile(driver, directory)) {
            file.run(
                    "CREATE TABLE source(n INTEGER PRIMARY KEY)",
                    "CREATE TABLE copies(n INTEGER NOT NULL, job TEXT NOT NULL, UNIQUE (n, job))",
                    "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < " + ROWS + ")"
                            + " INSERT INTO source SELECT n FROM c");
            HikariDataSource pool = file.pool(false);
            DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(new ClassPathResource(schema())), pool);
            scenario.run(pool, file);
        }
    }

    /** What a test does with a pool in manual-commit mode. */
    @FunctionalInterface
    private interface Scenario {
        void run(DataSource pool, AppFile file) throws Exception;
    }

    private static void requireCompleted(Result result) {
        assertThat(result.failures()).isEmpty();
        assertThat(result.status()).isEqualTo("COMPLETED");
    }

    private static void requireCopied(AppFile file, String job) throws Exception {
        assertThat(file.number("SELECT count(*) FROM copies WHERE job = '" + job + "'"))
                .isEqualTo(ROWS);
    }
}
