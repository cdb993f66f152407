package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code Honker.open} with a URL in place of a path. */
class OpenUrlTest {

    private static final String HONKER = "jdbc:honker:sqlite:";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {HONKER, "JDBC:Honker:SQLite:", "jdbc:honker:sqlite:file:"})
    void theUrlOpensTheFileThatItNames(String prefix) throws Exception {
        Path file = directory.resolve("app.db");
        try (Database db = Honker.open(prefix + file)) {
            assertThat(db.path().toRealPath()).isEqualTo(file.toRealPath());
            db.queue("q").enqueue("{}");
        }
        try (Database db = Honker.open(file)) {
            assertThat(db.queue("q").size()).isOne();
        }
        assertThat(directory.toFile().list()).containsExactly("app.db");
    }

    @Test
    void thePropertiesOfTheUrlCount() {
        String url = HONKER + directory.resolve("app.db")
                + "?busy_timeout=1234&Journal_Mode=delete&synchronous=FULL&cache_size=77&honker.poll_interval=5";
        try (Database db = Honker.open(url)) {
            assertThat(pragma(db, "busy_timeout")).isEqualTo(1234);
            assertThat(pragma(db, "journal_mode")).isEqualTo("delete");
            assertThat(pragma(db, "synchronous")).isEqualTo(2);
            assertThat(pragma(db, "cache_size")).isEqualTo(77);
        }
    }

    @Test
    void optionsAndUrlCompleteEachOther() {
        OpenOptions options =
                OpenOptions.builder().synchronous("EXTRA").walAutocheckpoint(17).build();
        try (Database db = Honker.open(HONKER + directory.resolve("app.db") + "?busy_timeout=1234", options)) {
            assertThat(pragma(db, "busy_timeout")).isEqualTo(1234);
            assertThat(pragma(db, "synchronous")).isEqualTo(3);
            assertThat(pragma(db, "wal_autocheckpoint")).isEqualTo(17);
            assertThat(pragma(db, "journal_mode")).isEqualTo("wal");
        }
    }

    @Test
    void anOptionThatContradictsTheUrlIsRefused() {
        refused("busy_timeout=2000", o -> o.busyTimeout(Duration.ofSeconds(5)), "busyTimeout is 5000 ms");
        refused("journal_mode=DELETE", o -> o.journalMode("WAL"), "journalMode is WAL");
        refused("synchronous=2", o -> o.synchronous("NORMAL"), "synchronous is NORMAL");
        refused("wal_autocheckpoint=1", o -> o.walAutocheckpoint(10_000), "walAutocheckpoint is 10000 pages");
        refused(
                "honker.watcher=shm",
                o -> o.watcherOptions(WatcherOptions.builder()
                        .backend(WatcherBackend.PRAGMA_DATA_VERSION)
                        .build()),
                "watcherOptions.backend is polling");
        refused(
                "honker.poll_interval=7",
                o -> o.watcherOptions(WatcherOptions.builder()
                        .pollInterval(Duration.ofMillis(1))
                        .build()),
                "watcherOptions.pollInterval is 1 ms");
        assertThat(directory).isEmptyDirectory();
    }

    private void refused(String parameter, UnaryOperator<OpenOptions.Builder> set, String text) {
        OpenOptions options = set.apply(OpenOptions.builder()).build();
        assertThatThrownBy(() -> Honker.open(HONKER + directory.resolve("app.db") + "?" + parameter, options))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining(text)
                .hasMessageContaining("but the URL says " + parameter)
                .hasMessageContaining("leave one of them out");
    }

    @Test
    void anOptionThatSaysTheSameIsNoContradiction() {
        OpenOptions options = OpenOptions.builder()
                .busyTimeout(Duration.ofMillis(1234))
                .journalMode("WAL")
                .synchronous("FULL")
                .watcherOptions(WatcherOptions.builder()
                        .backend(WatcherBackend.PRAGMA_DATA_VERSION)
                        .build())
                .build();
        String url = HONKER + directory.resolve("app.db")
                + "?busy_timeout=1234&journal_mode=wal&synchronous=2&honker.watcher=POLLING&honker.poll_interval=3";
        try (Database db = Honker.open(url, options)) {
            assertThat(pragma(db, "busy_timeout")).isEqualTo(1234);
        }
    }

    @Test
    void theBusyTimeoutOfTheUrlBoundsTheWaitForAConnectionToo() {
        OpenOptions options = OpenOptions.builder().maxReaders(0).build();
        try (Database db = Honker.open(HONKER + directory.resolve("app.db") + "?busy_timeout=50", options)) {
            db.transactionVoid(tx -> {
                long start = System.nanoTime();
                List<Throwable> failures = new java.util.ArrayList<>();
                Thread other = new Thread(() -> {
                    try {
                        db.query("SELECT 1");
                    } catch (HonkerTimeoutException e) {
                        failures.add(e);
                    }
                });
                other.start();
                try {
                    other.join(20_000);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                assertThat(failures).hasSize(1);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
            });
        }
    }

    @Test
    void whatTheDriverRefusesIsRefusedHere() {
        String url = HONKER + directory.resolve("app.db");
        assertThatThrownBy(() -> Honker.open(url + "?busytimeout=5"))
                .isInstanceOf(HonkerSqlException.class)
                .hasMessageContaining("busy_timeout");
        assertThatThrownBy(() -> Honker.open(url + "?busy_timeout=soon"))
                .isInstanceOf(HonkerSqlException.class)
                .hasMessageContaining("busy_timeout=soon is not a whole number");
        assertThatThrownBy(() -> Honker.open(url + "?journal_mode=LAZY"))
                .isInstanceOf(HonkerSqlException.class)
                .hasMessageContaining("[WAL, DELETE");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aUrlOfAnotherDriverIsRefusedWithTheOneToWrite() {
        assertThatThrownBy(() -> Honker.open("jdbc:sqlite:app.db?cache_size=7"))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("write jdbc:honker:sqlite:app.db?cache_size=7");
        assertThatThrownBy(() -> Honker.open("jdbc:postgresql://host/db"))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("write jdbc:honker:sqlite:FILE");
        assertThat(Path.of("jdbc:sqlite:app.db")).doesNotExist();
    }

    @Test
    void aPathIsNeverTakenForAUrl() {
        Path file = directory.resolve("jdbc:sqlite:app.db?busy_timeout=7");
        try (Database db = Honker.open(file)) {
            assertThat(pragma(db, "busy_timeout")).isEqualTo(5000);
        }
        assertThat(file).exists();
    }

    private static Object pragma(Database db, String name) {
        return db.query("PRAGMA " + name).get(0).get(0);
    }
}
