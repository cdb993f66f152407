package dev.honker.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transactions of Jdbi that only read, without being declared so, at the same time. */
class JdbiReadersTest {

    private static final int READERS = 4;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("dev.honker.it.frameworks.Driver#repeated")
    void parallelReadersAreAllInsideTheirTransactionsAtOnce(Driver driver) throws Exception {
        try (AppFile file = file(driver)) {
            Jdbi jdbi = Jdbi.create(file.pool());
            CyclicBarrier allInside = new CyclicBarrier(READERS);
            assertThat(Threads.run(
                            READERS,
                            reader -> jdbi.inTransaction(handle -> {
                                long before = count(handle);
                                allInside.await(20, TimeUnit.SECONDS);
                                return before + count(handle);
                            })))
                    .containsOnly(2L);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.honker.it.frameworks.Driver#repeated")
    void aWriterCommitsWhileParallelReadersKeepTheirState(Driver driver) throws Exception {
        try (AppFile file = file(driver)) {
            Jdbi jdbi = Jdbi.create(file.pool());
            CountDownLatch read = new CountDownLatch(READERS);
            CountDownLatch written = new CountDownLatch(1);
            assertThat(Threads.run(READERS + 1, thread -> {
                        if (thread > READERS) {
                            assertThat(read.await(20, TimeUnit.SECONDS)).isTrue();
                            jdbi.useTransaction(handle -> handle.execute("INSERT INTO items VALUES ('second')"));
                            written.countDown();
                            return 1L;
                        }
                        return jdbi.inTransaction(handle -> {
                            count(handle);
                            read.countDown();
                            assertThat(written.await(20, TimeUnit.SECONDS)).isTrue();
                            return count(handle);
                        });
                    }))
                    .containsOnly(1L);
            assertThat(file.number("SELECT count(*) FROM items")).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.honker.it.frameworks.Driver#repeated")
    void aSecondHandleOfTheThreadWritesWhileTheFirstStreamsRows(Driver driver) throws Exception {
        try (AppFile file = file(driver)) {
            Jdbi jdbi = Jdbi.create(file.pool());
            file.run("INSERT INTO items VALUES ('second'), ('third')");
            // why not by inTransaction: another one of the same thread would join it
            try (Handle reading = jdbi.open()) {
                reading.begin();
                reading.createQuery("SELECT name FROM items")
                        .mapTo(String.class)
                        .useStream(names -> names.forEach(name -> jdbi.useTransaction(
                                writing -> writing.execute("INSERT INTO copies VALUES (?)", name))));
                reading.commit();
            }
            assertThat(file.texts("SELECT name FROM copies ORDER BY rowid"))
                    .containsExactly("first", "second", "third");
        }
    }

    private static long count(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM items")
                .mapTo(Long.class)
                .one();
    }

    private AppFile file(Driver driver) throws Exception {
        AppFile file = new AppFile(driver, directory);
        file.run(
                "CREATE TABLE items(name TEXT NOT NULL)",
                "CREATE TABLE copies(name TEXT NOT NULL)",
                "INSERT INTO items VALUES ('first')");
        return file;
    }
}
