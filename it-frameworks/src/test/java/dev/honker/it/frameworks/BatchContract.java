package dev.honker.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jobs of Spring Batch that read by a cursor and write what they read, with the job repository on the same file. The cursor's
 * connection is in manual-commit mode: its transaction reads from before the first chunk until after the last.
 */
public abstract class BatchContract {

    /** How many rows each job copies. */
    private static final int ROWS = 60;

    @TempDir
    Path directory;

    /** Returns jobs whose repository, readers and writers use a data source. */
    protected abstract Jobs jobs(DataSource dataSource);

    /** Runs jobs that copy the table {@code source} to {@code copies}, with their name beside each number. */
    @FunctionalInterface
    public interface Jobs {
        /** Runs a job by that many threads to its end. */
        Result copy(String name, int threads) throws Exception;
    }

    /** How a job has ended. */
    public record Result(String status, List<Throwable> failures) {}

    @ParameterizedTest
    @EnumSource
    void aCursorStaysOpenWhileItsChunksAreWritten(Driver driver) throws Exception {
        try (AppFile file = file(driver)) {
            requireCompleted(jobs(file.pool(false)).copy("copy", 1));
            requireCopied(file, "copy");
        }
    }

    @ParameterizedTest
    @EnumSource
    void severalThreadsReadOneCursorAndWriteTheirChunks(Driver driver) throws Exception {
        try (AppFile file = file(driver)) {
            requireCompleted(jobs(file.pool(false)).copy("copy", 4));
            requireCopied(file, "copy");
        }
    }

    @Test
    void sixJobsAtOnceCopyByACursorEach() throws Exception {
        // why not on sqlite-jdbc as well: the repository's transactions read first and write later, and fail there
        try (AppFile file = file(Driver.HONKER)) {
            Jobs jobs = jobs(file.pool(false));
            Threads.run(6, job -> jobs.copy("copy " + job, 1)).forEach(BatchContract::requireCompleted);
            for (int job = 1; job <= 6; job++) {
                requireCopied(file, "copy " + job);
            }
        }
    }

    private AppFile file(Driver driver) throws Exception {
        AppFile file = new AppFile(driver, directory);
        file.run(
                "CREATE TABLE source(n INTEGER PRIMARY KEY)",
                "CREATE TABLE copies(n INTEGER NOT NULL, job TEXT NOT NULL, UNIQUE (n, job))",
                "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < " + ROWS + ")"
                        + " INSERT INTO source SELECT n FROM c");
        return file;
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
