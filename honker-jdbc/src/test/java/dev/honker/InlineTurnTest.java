package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.jdbc.HonkerDataSource;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When inline workers take their turn. */
class InlineTurnTest {

    @TempDir
    Path directory;

    private final List<String> handled = Collections.synchronizedList(new ArrayList<>());
    private Path file;
    private Database db;
    private Queue queue;

    @BeforeEach
    void open() {
        file = directory.resolve("app.db");
        db = Honker.open(file, OpenOptions.builder().inline(true).build());
        queue = db.queue("mail");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aThreadWithItsInterruptFlagSetWaitsForItsTurnToo() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (WorkerHandle worker = queue.worker("w", job -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            if (job.payloadJson().equals("1")) {
                entered.countDown();
                leave.await();
            }
            inside.decrementAndGet();
        })) {
            Thread first = new Thread(() -> queue.enqueue("1"));
            first.start();
            assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
            Thread second = new Thread(() -> {
                Thread.currentThread().interrupt();
                queue.enqueue("2");
            });
            second.start();
            second.join(2_000);
            leave.countDown();
            first.join(20_000);
            second.join(20_000);
            assertThat(most).hasValue(1);
            assertThat(worker.counts().acked()).isEqualTo(2);
        }
    }

    @Test
    void aHandlerIsNotInterruptedBecauseItsCallerWas() {
        List<Boolean> flags = new ArrayList<>();
        try (WorkerHandle worker = queue.worker("w", job -> flags.add(Thread.interrupted()))) {
            Thread.currentThread().interrupt();
            queue.enqueue("1");
            assertThat(Thread.interrupted()).as("the caller's flag is kept").isTrue();
            assertThat(flags).containsExactly(false);
            assertThat(worker.counts().acked()).isEqualTo(1);
        }
    }

    @Test
    void aCursorThatIsClosedInATransactionThatWasBegunMeanwhileRunsNothingBeforeTheCommit() throws Exception {
        try (WorkerHandle worker = queue.worker("w", job -> handled.add(job.payloadJson()));
                Connection connection = new HonkerDataSource("jdbc:honker:sqlite:" + file).getConnection()) {
            Statement enqueue = connection.createStatement();
            ResultSet id = enqueue.executeQuery("SELECT honker_enqueue('mail', '1', NULL, NULL, 0, 3, NULL)");
            assertThat(id.next()).isTrue();
            connection.setAutoCommit(false);
            queue.in(connection).enqueue("2");
            enqueue.close();
            assertThat(handled).isEmpty();
            connection.commit();
            assertThat(handled).containsExactlyInAnyOrder("1", "2");
            assertThat(worker.counts().acked()).isEqualTo(2);
        }
    }

    @Test
    void aWorkerThatItsHandlerHasStoppedIsForgotten() throws Exception {
        WeakReference<WorkerHandle> forgotten = startStopped();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (forgotten.get() != null) {
            assertThat(System.nanoTime() - deadline).as("time left").isNegative();
            System.gc();
        }
    }

    private WeakReference<WorkerHandle> startStopped() {
        List<WorkerHandle> workers = new ArrayList<>();
        workers.add(queue.worker("w", job -> workers.get(0).stopNow()));
        queue.enqueue("1");
        assertThat(workers.get(0).isRunning()).isFalse();
        assertThat(workers.get(0).counts().acked()).isOne();
        return new WeakReference<>(workers.get(0));
    }

    @Test
    void theCommitOfAnOpenCursorRunsJobsThoughAnotherStatementWasClosedBefore() throws Exception {
        try (WorkerHandle worker = queue.worker("w", job -> handled.add(job.payloadJson()));
                Connection connection = new HonkerDataSource("jdbc:honker:sqlite:" + file).getConnection()) {
            try (Statement insert = connection.createStatement();
                    ResultSet ids = insert.executeQuery(
                            "INSERT INTO _honker_live(queue, payload) VALUES ('mail', '1'), ('mail', '2') RETURNING id")) {
                assertThat(ids.next()).isTrue();
                connection.createStatement().close();
                assertThat(handled).isEmpty();
            }
            assertThat(handled).containsExactly("1", "2");
            assertThat(worker.counts().acked()).isEqualTo(2);
        }
    }
}
