package dev.honker.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A transaction that reads under a lock of the application, which a transaction that has written wants next. */
class ReaderBesideWriterTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void aReadUnderALockDoesNotWaitForAWriterThatWaitsForThatLock(Driver driver) throws Exception {
        try (AppFile file = new AppFile(driver, directory)) {
            file.run("CREATE TABLE t(n INTEGER)");
            DataSource pool = file.pool(false);
            ReentrantLock cache = new ReentrantLock();
            CountDownLatch locked = new CountDownLatch(1);
            ExecutorService executor = Executors.newSingleThreadExecutor();
            try (Connection writer = pool.getConnection();
                    Statement insert = writer.createStatement()) {
                insert.executeUpdate("INSERT INTO t VALUES (1)");
                Future<Long> loaded = executor.submit(() -> {
                    cache.lock();
                    try (Connection reader = pool.getConnection();
                            Statement select = reader.createStatement()) {
                        locked.countDown();
                        try (ResultSet rows = select.executeQuery("SELECT count(*) FROM t")) {
                            rows.next();
                            return rows.getLong(1);
                        }
                    } finally {
                        cache.unlock();
                    }
                });
                assertThat(locked.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(cache.tryLock(20, TimeUnit.SECONDS))
                        .as("the reader is done")
                        .isTrue();
                cache.unlock();
                assertThat(loaded.get()).isZero();
                writer.commit();
            } finally {
                executor.shutdownNow();
            }
        }
    }
}
