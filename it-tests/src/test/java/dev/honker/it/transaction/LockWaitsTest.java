package dev.honker.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Queue;
import dev.honker.WriterLockStatus;
import dev.honker.it.support.OtherThread;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The status of a write lock tells the waits of the application's threads from those of honker's own, failed ones included. */
@Tag("write-lock")
class LockWaitsTest extends RuleTest {

    private static final String UPDATE = "UPDATE t SET n = n + 1";

    @Test
    void aLockThatIsFreeIsNotWaitedFor() throws Exception {
        onHonker(ground -> {
            try (Database database = Honker.open(ground.file)) {
                database.queue("mail").enqueue("{}");
                assertThat(database.writerLock().waits()).isZero();
            }
        });
    }

    @Test
    void aWaitOfAnApplicationsThreadIsCountedWithItsLength() throws Exception {
        onHonker(ground -> {
            try (Database database = Honker.open(ground.file)) {
                Connection holder = ground.openManual();
                Ground.run(holder, UPDATE);
                Connection waiting = ground.open(Ground.PATIENT);
                long start = System.nanoTime();
                OtherThread<Void> other = OtherThread.run("waiting", () -> Ground.run(waiting, UPDATE))
                        .onceItWaitsForALock();
                assertThat(database.writerLock().waiting()).isEqualTo(1);
                holder.commit();
                other.get();
                Duration most = Duration.ofNanos(System.nanoTime() - start);
                WriterLockStatus status = database.writerLock();
                assertThat(status.waiting()).isZero();
                assertThat(status.waits()).isEqualTo(1);
                assertThat(status.foreground().count()).isEqualTo(1);
                assertThat(status.background().count()).isZero();
                // why this much: the thread was seen waiting that often, with a pause between
                assertThat(status.longestWait()).isBetween(Duration.ofMillis(40), most);
                assertThat(status.foreground().p99()).isEqualTo(status.longestWait());
                assertThat(status.totalWait()).isEqualTo(status.longestWait());
            }
        });
    }

    @Test
    void aWaitOfAWorkerIsCountedAsOneInTheBackground() throws Exception {
        onHonker(ground -> {
            try (Database database = Honker.open(ground.file)) {
                Queue queue = database.queue("mail");
                queue.enqueue("{}");
                Connection holder = ground.openManual();
                Ground.run(holder, UPDATE);
                CountDownLatch done = new CountDownLatch(1);
                queue.worker("w", job -> done.countDown());
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                while (database.writerLock().waiting() == 0) {
                    assertThat(System.nanoTime()).as("the worker waits in time").isLessThan(deadline);
                    Thread.onSpinWait();
                }
                holder.commit();
                assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
                WriterLockStatus status = database.writerLock();
                assertThat(status.background().count()).isPositive();
                assertThat(status.background().longest()).isPositive();
                assertThat(status.foreground().count()).isZero();
                assertThat(status.waits()).isEqualTo(status.background().count());
            }
        });
    }

    @Test
    void aWaitThatEndsWithAnErrorIsCountedToo() throws Exception {
        onHonker(ground -> {
            try (Database database = Honker.open(ground.file)) {
                Connection holder = ground.openManual();
                Ground.run(holder, UPDATE);
                Connection waiting = ground.open(50);
                Threads.onThread("waiting", () -> assertThatThrownBy(() -> Ground.run(waiting, UPDATE))
                        .hasMessageContaining("waited 50 ms"));
                assertThat(database.writerLock().foreground().count()).isEqualTo(1);
                assertThat(database.writerLock().longestWait()).isGreaterThanOrEqualTo(Duration.ofMillis(50));
                holder.commit();
            }
        });
    }
}
