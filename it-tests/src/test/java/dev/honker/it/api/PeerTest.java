package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.JobDeadException;
import dev.honker.LockHandle;
import dev.honker.OnDuplicate;
import dev.honker.OpenOptions;
import dev.honker.Queue;
import dev.honker.UniqueJob;
import dev.honker.WaitOptions;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Signals;
import dev.honker.it.support.Sql;
import dev.honker.it.support.SqlProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java API and a process that uses the SQL functions, as other languages do, on one file. */
class PeerTest {

    private static final Pattern ID = Pattern.compile("\"id\":(\\d+),");
    private static final WorkerOptions LOOKS_ONCE_AN_HOUR =
            WorkerOptions.builder().idlePollInterval(Duration.ofHours(1)).build();

    @TempDir
    private Path folder;

    private final BlockingQueue<Job> run = new LinkedBlockingQueue<>();
    private Path file;
    private Database database;
    private Queue queue;
    private OtherJvm peer;

    @BeforeEach
    void open() throws Exception {
        file = folder.resolve("app.db");
        database = Honker.open(file);
        queue = database.queue("q");
        peer = SqlProcess.start(folder, Sql.url(file));
    }

    @AfterEach
    void close() throws Exception {
        try (Database closed = database) {
            assertThat(closed).isNotNull();
            peer.close();
        }
    }

    @Test
    void jobsOfTheApiAreWorkedByThePeer() throws Exception {
        long id = queue.enqueue("{\"n\":1}");
        assertThat(peer.ask("SELECT honker_claim_batch('q', 'peer', 10, 60)"))
                .contains("\"id\":" + id + ",", "\"payload\":\"{\\\"n\\\":1}\"", "\"attempts\":1", "peer");
        assertThat(queue.getJob(id).orElseThrow().workerId()).isEqualTo("peer");
        assertThat(queue.ack(id, "thief")).isFalse();
        assertThat(peer.ask("SELECT honker_ack(" + id + ", 'peer')")).isEqualTo("1");
        assertThat(queue.size()).isZero();
    }

    @Test
    void jobsOfThePeerWakeAndAreWorkedByAWorkerThatLooksOnceAnHour() throws Exception {
        try (WorkerHandle worker = queue.worker("w", run::add, LOOKS_ONCE_AN_HOUR)) {
            queue.enqueue("first");
            next("first");
            for (int i = 0; i < 5; i++) {
                assertThat(peer.ask("SELECT honker_enqueue('q', 'p" + i + "', null, null, 0, 3, null)"))
                        .isEqualTo(Integer.toString(i + 2));
                assertThat(next("p" + i).workerId()).isEqualTo(worker.workerId());
            }
            worker.throwIfFailed();
        }
        assertThat(queue.size()).isZero();
    }

    @Test
    void workerAndPeerThatDrainOneQueueNeverGetTheSameJob() throws Exception {
        int jobs = 1_000;
        queue.enqueueAll(IntStream.range(0, jobs).mapToObj(Integer::toString).toList());
        List<Long> ours = Collections.synchronizedList(new ArrayList<>());
        List<Long> theirs = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        List<Long> ids = claimAsPeer();
        try (WorkerHandle worker = queue.worker(
                "w",
                job -> {
                    ours.add(job.id());
                    begun.countDown();
                },
                WorkerOptions.builder().concurrency(4).build())) {
            // why: the peer could have drained the queue before the worker's first turn
            Signals.await(begun);
            while (!ids.isEmpty()) {
                theirs.addAll(ids);
                assertThat(peer.ask("SELECT honker_ack_batch('" + ids + "', 'peer')"))
                        .isEqualTo(Integer.toString(ids.size()));
                ids = claimAsPeer();
            }
            Signals.awaitCommit(database, () -> queue.size() == 0);
            worker.throwIfFailed();
        }
        assertThat(ours).isNotEmpty();
        assertThat(theirs).isNotEmpty();
        List<Long> all = new ArrayList<>(ours);
        all.addAll(theirs);
        Collections.sort(all);
        assertThat(all).isEqualTo(LongStream.rangeClosed(1, jobs).boxed().toList());
    }

    @Test
    void jobOfAKilledPeerIsWorkedByAWorkerThatLooksOnceAnHour() throws Exception {
        queue.enqueue("p");
        assertThat(peer.ask("SELECT honker_claim_batch('q', 'peer', 1, 1)")).contains("\"attempts\":1");
        try (WorkerHandle worker = queue.worker("w", run::add, LOOKS_ONCE_AN_HOUR)) {
            peer.kill();
            assertThat(next("p").attempts()).isEqualTo(2);
            worker.throwIfFailed();
        }
    }

    @Test
    void workersOfTheSameNameHaveDifferentIds() throws Exception {
        int slots = StoppableProcess.SLOTS;
        CountDownLatch end = new CountDownLatch(1);
        List<OtherJvm> processes = new ArrayList<>();
        WorkerOptions options = WorkerOptions.builder().concurrency(slots).build();
        try {
            for (int i = 0; i < 2; i++) {
                processes.add(OtherJvm.start(folder, StoppableProcess.class, file.toString(), "0"));
                fill((2 * i + 1) * slots);
                queue.worker("deployed", job -> end.await(), options);
                fill((2 * i + 2) * slots);
            }
            List<String> workers = database.query("SELECT DISTINCT worker_id FROM _honker_live").stream()
                    .map(row -> String.valueOf(row.getString("worker_id")))
                    .toList();
            assertThat(workers).hasSize(4).allMatch(worker -> worker.startsWith("deployed"));
        } finally {
            end.countDown();
            for (OtherJvm process : processes) {
                process.close();
            }
        }
    }

    @Test
    void pausedQueueIsStillClaimedByPeers() throws Exception {
        queue.pause();
        long id = queue.enqueue("p");
        assertThat(queue.claimOne("w")).isEmpty();
        assertThat(claimAsPeer()).containsExactly(id);
        assertThat(peer.ask("SELECT honker_ack(" + id + ", 'peer')")).isEqualTo("1");
        assertThat(queue.isPaused()).isTrue();
    }

    @Test
    void pauseOfOneProcessHoldsForTheWorkersOfTheOthersUntilItResumes() throws Exception {
        try (OtherJvm other = OtherJvm.start(folder, DeadlineWorker.class, file.toString())) {
            queue.enqueue("first");
            assertThat(other.line()).endsWith(" first 1");
            queue.pause();
            queue.enqueue("second");
            other.requireSilence(Duration.ofMillis(500));
            queue.resume();
            assertThat(other.line()).endsWith(" second 1");
        }
    }

    @Test
    void uniqueKeyIsKeptWhileAPeerHoldsItsJobAndFreeOnceThePeerHasDoneIt() throws Exception {
        UniqueJob first = queue.enqueueUnique("key", "p", OnDuplicate.KEEP);
        assertThat(first.outcome()).isEqualTo(UniqueJob.Outcome.ENQUEUED);
        assertThat(claimAsPeer()).containsExactly(first.id());
        assertThat(queue.enqueueUnique("key", "p", OnDuplicate.KEEP))
                .isEqualTo(new UniqueJob(first.id(), UniqueJob.Outcome.KEPT));
        assertThat(peer.ask("SELECT honker_ack(" + first.id() + ", 'peer')")).isEqualTo("1");
        UniqueJob second = queue.enqueueUnique("key", "p", OnDuplicate.KEEP);
        assertThat(second.outcome()).isEqualTo(UniqueJob.Outcome.ENQUEUED);
        assertThat(second.id()).isGreaterThan(first.id());
        assertThat(claimAsPeer()).containsExactly(second.id());
        assertThat(peer.ask("SELECT honker_cancel(" + second.id() + ")")).isEqualTo("1");
        assertThat(queue.enqueueUnique("key", "p", OnDuplicate.FAIL).outcome()).isEqualTo(UniqueJob.Outcome.ENQUEUED);
    }

    @Test
    void whatOnlyReadsDoesNotWaitForAPeerThatIsWriting() throws Exception {
        long id = queue.enqueue("p");
        assertThat(peer.ask("BEGIN IMMEDIATE")).isEqualTo("ok");
        long start = System.nanoTime();
        assertThat(queue.stats().due()).isOne();
        assertThat(queue.size()).isOne();
        assertThat(queue.getJob(id)).isPresent();
        assertThat(queue.isPaused()).isFalse();
        assertThat(queue.nextClaimAt()).isZero();
        assertThat(queue.getResult(id)).isEmpty();
        assertThat(queue.deadLetters().list(10)).isEmpty();
        assertThat(queue.deadLetters().count()).isZero();
        assertThat(database.stream("s").readSince(0, 10)).isEmpty();
        assertThat(database.stream("s").getOffset("c")).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isLessThan(OpenOptions.defaults().busyTimeout());
        assertThat(peer.ask("ROLLBACK")).isEqualTo("ok");
    }

    @Test
    void locksResultsAndLimitsAreTheSameForBoth() throws Exception {
        try (LockHandle lock = database.lock("leader")) {
            assertThat(peer.ask("SELECT honker_lock_acquire('leader', 'peer', 60)"))
                    .isEqualTo("0");
            assertThat(lock.renew()).isTrue();
        }
        assertThat(peer.ask("SELECT honker_lock_acquire('leader', 'peer', 60)")).isEqualTo("1");
        assertThat(database.tryLock("leader")).isEmpty();
        assertThat(peer.ask("SELECT honker_result_save(7, '{}', 60)")).isEqualTo("1");
        assertThat(queue.getResult(7)).contains("{}");
        assertThat(database.tryRateLimit("l", 2, Duration.ofDays(300))).isTrue();
        assertThat(peer.ask("SELECT honker_rate_limit_try('l', 2, 25920000)")).isEqualTo("1");
        assertThat(database.tryRateLimit("l", 2, Duration.ofDays(300))).isFalse();
    }

    @Test
    void resultThatAPeerSavesEndsAWaitThatLooksOnceAnHour() throws Exception {
        WaitOptions wait = WaitOptions.builder()
                .timeout(Duration.ofSeconds(30))
                .fallbackPollInterval(Duration.ofHours(1))
                .build();
        CompletableFuture<String> result = queue.waitResultAsync(7, wait);
        queue.enqueue("p");
        assertThat(result).isNotDone();
        assertThat(peer.ask("SELECT honker_result_save(7, '[1]', 0)")).isEqualTo("1");
        assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo("[1]");
    }

    @Test
    void peerThatMakesAJobADeadLetterEndsTheWaitForItsResult() throws Exception {
        long id = queue.enqueue("p");
        CompletableFuture<String> result = queue.waitResultAsync(
                id,
                WaitOptions.builder().fallbackPollInterval(Duration.ofHours(1)).build());
        assertThat(claimAsPeer()).containsExactly(id);
        assertThat(result).isNotDone();
        assertThat(peer.ask("SELECT honker_fail(" + id + ", 'peer', 'no such customer')"))
                .isEqualTo("1");
        assertThatThrownBy(() -> result.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(JobDeadException.class)
                .hasMessageContaining("no such customer");
    }

    private void fill(int held) {
        queue.enqueueAll(Collections.nCopies(StoppableProcess.SLOTS, "p"));
        Signals.awaitCommit(database, () -> queue.stats().held() == held);
    }

    private Job next(String payload) throws InterruptedException {
        Job job = run.poll(30, TimeUnit.SECONDS);
        assertThat(job).as("a job").isNotNull();
        assertThat(job.payloadJson()).isEqualTo(payload);
        return job;
    }

    private List<Long> claimAsPeer() throws Exception {
        return ID.matcher(peer.ask("SELECT honker_claim_batch('q', 'peer', 3, 600)"))
                .results()
                .map((MatchResult match) -> Long.valueOf(match.group(1)))
                .toList();
    }
}
