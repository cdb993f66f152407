package dev.honker.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.Listener;
import dev.honker.LockHandle;
import dev.honker.Queue;
import dev.honker.WaitOptions;
import dev.honker.WorkerHandle;
import dev.honker.it.support.OtherProcess;
import dev.honker.it.support.PythonHonker;
import dev.honker.it.support.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs, results, streams, notifications and locks that Java and Python share. */
class PythonPeerTest {

    @TempDir
    private Path folder;

    private Database database;
    private OtherProcess python;

    @BeforeEach
    void open() throws Exception {
        Path file = folder.resolve("app.db");
        // why first: a file that Python made has to do as well as one of ours
        python = PythonHonker.start(folder, PythonPeerTest.class, "peer.py", file.toString())
                .expect("ready");
        assertThat(python.ask("db.queue('q') is None")).isEqualTo("false");
        database = Honker.open(file);
    }

    @AfterEach
    void close() throws Exception {
        if (database != null) {
            database.close();
        }
        if (python != null) {
            python.close();
        }
    }

    @Test
    void jobOfJavaIsClaimedAndAcknowledgedByPython() throws Exception {
        Queue queue = database.queue("q");
        long id = queue.enqueue("{\"text\":\"ünï\"}");
        assertThat(python.ask("[(j.id, j.payload['text'], j.attempts) for j in db.queue('q').claim_batch('p', 5)]"))
                .isEqualTo("[[" + id + ", \"\\u00fcn\\u00ef\", 1]]");
        assertThat(queue.ack(id, "thief")).isFalse();
        assertThat(python.ask("db.queue('q').ack(" + id + ", 'p')")).isEqualTo("true");
        assertThat(queue.size()).isZero();
    }

    @Test
    void jobOfPythonWakesAWorkerAndPythonReadsItsResult() throws Exception {
        Queue queue = database.queue("q");
        BlockingQueue<Job> handled = new LinkedBlockingQueue<>();
        try (WorkerHandle worker = queue.worker("w", job -> {
            queue.saveResult(job.id(), "[1,null]");
            handled.add(job);
        })) {
            String id = python.ask("db.queue('q').enqueue({'n': 1}, priority=3)");
            Job job = handled.poll(30, TimeUnit.SECONDS);
            assertThat(job).isNotNull();
            assertThat(job.payloadJson()).isEqualTo("{\"n\": 1}");
            assertThat(job.priority()).isEqualTo(3);
            assertThat(job.id()).isEqualTo(Long.parseLong(id));
            assertThat(python.ask("db.queue('q').get_result(" + id + ")")).isEqualTo("[true, [1, null]]");
            worker.throwIfFailed();
        }
    }

    @Test
    void resultOfPythonEndsAWaitInJava() throws Exception {
        Queue queue = database.queue("q");
        var result = queue.waitResultAsync(9, WaitOptions.timeout(Duration.ofSeconds(30)));
        assertThat(python.ask("db.queue('q').save_result(9, {'ok': True})")).isEqualTo("null");
        assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo("{\"ok\": true}");
    }

    @Test
    void pythonAndAJavaWorkerDrainOneQueueWithoutOverlap() throws Exception {
        int jobs = 500;
        Queue queue = database.queue("q");
        List<Long> ours = Collections.synchronizedList(new ArrayList<>());
        List<Long> all = new ArrayList<>();
        queue.enqueueAll(IntStream.range(0, jobs).mapToObj(Integer::toString).toList());
        CountDownLatch begun = new CountDownLatch(1);
        String claim = "[j.id for j in db.queue('q').claim_batch('p', 3) if j.ack()]";
        String theirs = python.ask(claim);
        try (WorkerHandle worker = queue.worker("w", job -> {
            ours.add(job.id());
            begun.countDown();
        })) {
            // why: Python could have drained the queue before the worker's first turn
            Signals.await(begun);
            for (; !theirs.equals("[]"); theirs = python.ask(claim)) {
                for (String id : theirs.substring(1, theirs.length() - 1).split(", ")) {
                    all.add(Long.valueOf(id));
                }
            }
            Signals.awaitCommit(database, () -> queue.size() == 0);
            worker.throwIfFailed();
        }
        assertThat(all).isNotEmpty();
        assertThat(ours).isNotEmpty();
        all.addAll(ours);
        Collections.sort(all);
        assertThat(all).isEqualTo(LongStream.rangeClosed(1, jobs).boxed().toList());
    }

    @Test
    void notificationsAndEventsOfEitherReachTheOther() throws Exception {
        try (Listener listener = database.listen("orders")) {
            assertThat(python.ask("(lambda t: (t.__enter__(), t.notify('orders', {'n': 1}), t.__exit__(None, None,"
                            + " None))[1])(db.transaction())"))
                    .isEqualTo("1");
            assertThat(listener.next(Duration.ofSeconds(30)).orElseThrow().payloadJson())
                    .isEqualTo("{\"n\": 1}");
        }
        assertThat(python.ask("db.stream('s').publish({'n': 2}, key='k')")).isEqualTo("null");
        assertThat(database.stream("s").readSince(0, 10)).hasSize(1).allSatisfy(event -> {
            assertThat(event.payloadJson()).isEqualTo("{\"n\": 2}");
            assertThat(event.key()).isEqualTo("k");
        });
        database.stream("s").saveOffset("consumer", 1);
        assertThat(python.ask("db.stream('s').get_offset('consumer')")).isEqualTo("1");
    }

    @Test
    void lockOfEitherKeepsTheOtherOut() throws Exception {
        try (LockHandle lock = database.lock("leader")) {
            assertThat(lock.isHeld()).isTrue();
            assertThat(python.ask("db.lock('leader').__enter__()")).startsWith("LockHeld");
        }
        assertThat(python.ask("db.try_rate_limit('l', 1, 864000)")).isEqualTo("true");
        assertThat(database.tryRateLimit("l", 1, Duration.ofDays(10))).isFalse();
    }
}
