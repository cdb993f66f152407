package dev.honker.test;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.HonkerSqlException;
import dev.honker.OpenOptions;
import dev.honker.jdbc.HonkerDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The database of one test; for the thread of the test. */
final class TestDatabase {

    /** How long the last look waits for others to end a transaction. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(2);

    private final String test;
    private final LeftThreads threads;
    private final Path directory;
    private final Path file;
    private final SettableClock clock;
    private final Database database;
    private final HonkerDataSource dataSource;

    private TestDatabase(String test, Path directory, SettableClock clock, boolean inline, LeftThreads threads) {
        this.test = test;
        this.threads = threads;
        this.directory = directory;
        this.file = directory.resolve(directory.getFileName() + ".db");
        this.clock = clock;
        this.database = Honker.open(
                file, OpenOptions.builder().clock(clock).inline(inline).build());
        this.dataSource = new HonkerDataSource("jdbc:honker:sqlite:" + file);
        this.dataSource.setClock(clock);
    }

    /** Opens a database in a directory of its own. */
    static TestDatabase open(String test, SettableClock clock, boolean inline) throws IOException {
        Path directory = Files.createTempDirectory("honker-test-").toAbsolutePath();
        LeftThreads threads = LeftThreads.begin(test);
        try {
            return new TestDatabase(test, directory, clock, inline, threads);
        } catch (RuntimeException | Error e) {
            threads.forget();
            delete(directory);
            throw e;
        }
    }

    Database database() {
        return database;
    }

    SettableClock clock() {
        return clock;
    }

    HonkerDataSource dataSource() {
        return dataSource;
    }

    Path file() {
        return file;
    }

    /**
     * Closes the database and deletes its file.
     *
     * @param checked whether to look for what the test has left behind
     * @throws AssertionError if there is something
     */
    void end(boolean checked) throws IOException {
        LeftBehind left = new LeftBehind(test);
        try {
            left.handles(database.openHandles());
            Map<String, Duration> visibility = visibility();
            database.close();
            if (checked) {
                lookAtClaims(left, visibility);
            }
        } finally {
            if (checked) {
                left.threads(threads.end(test, file));
            } else {
                threads.forget();
            }
            delete(directory);
        }
        if (checked) {
            left.throwIfAny();
        }
    }

    /** How long a claim of each queue lasts that has any, as far as the database has been told. */
    private Map<String, Duration> visibility() {
        Map<String, Duration> visibility = new HashMap<>();
        if (!database.isClosed()) {
            JobList.claimed(database)
                    .forEach(job -> visibility.computeIfAbsent(
                            job.queue(), name -> database.queue(name).options().visibilityTimeout()));
        }
        return visibility;
    }

    /** Why by another database: what its workers held they have given back only when the first is closed. */
    private void lookAtClaims(LeftBehind left, Map<String, Duration> visibility) {
        OpenOptions options =
                OpenOptions.builder().clock(clock).busyTimeout(LAST_LOOK).build();
        try (Database look = Honker.open(file, options)) {
            left.claims(JobList.claimed(look), visibility);
            look.transactionVoid(tx -> tx.execute("SELECT count(*) FROM _honker_live"));
        } catch (HonkerSqlException e) {
            left.transaction(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
