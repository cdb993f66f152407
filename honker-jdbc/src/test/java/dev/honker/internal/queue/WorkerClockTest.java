package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.Backoff;
import dev.honker.ClockFixture;
import dev.honker.Database;
import dev.honker.EnqueueOptions;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.OpenOptions;
import dev.honker.Queue;
import dev.honker.WorkerCounts;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.jdbc.HonkerDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers wake when the clock is set, and keep their claims over the time that is passed over. */
class WorkerClockTest extends ClockFixture {

    private static final EnqueueOptions IN_AN_HOUR =
            EnqueueOptions.builder().delay(Duration.ofHours(1)).build();

    private final BlockingQueue<Job> handled = new LinkedBlockingQueue<>();
    private Queue queue;

    @BeforeEach
    void queue() {
        queue = db.queue("mail");
    }

    private static WorkerOptions.Builder options() {
        return WorkerOptions.builder().idlePollInterval(Duration.ofHours(1));
    }

    private Job next() throws InterruptedException {
        Job job = handled.poll(20, TimeUnit.SECONDS);
        assertThat(job).as("a handled job").isNotNull();
        return job;
    }

    @Test
    void aSleepingWorkerRunsADelayedJobWhenTheClockIsAdvancedWithoutAnyCommit() throws Exception {
        long id = queue.enqueue("{}", IN_AN_HOUR);
        queue.worker("w", handled::add, options().build());
        awaitSleep("honker-worker-w");
        clock.advance(Duration.ofMinutes(59));
        awaitSleep("honker-worker-w");
        assertThat(handled).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(next().id()).isEqualTo(id);
    }

    @Test
    void aWorkerBesideAPoolWakesToo() throws Exception {
        HonkerDataSource source = new HonkerDataSource("jdbc:honker:sqlite:" + file);
        source.setClock(clock);
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        queue.enqueue("{}", IN_AN_HOUR);
        try (HikariDataSource pool = new HikariDataSource(config);
                Database beside = Honker.of(pool)) {
            beside.queue("mail").worker("pooled", handled::add, options().build());
            awaitSleep("honker-worker-pooled");
            clock.advance(Duration.ofHours(1));
            next();
        }
    }

    @Test
    void aSleepingWorkerTakesAClaimOverThatLapsesByTheClock() throws Exception {
        queue.enqueue("{}");
        queue.claimOne("somebody who is gone").orElseThrow();
        queue.worker("w", handled::add, options().build());
        awaitSleep("honker-worker-w");
        clock.advance(seconds(301));
        assertThat(next().attempts()).isEqualTo(2);
    }

    @Test
    void aFailedJobRunsAgainWhenItsDelayIsOverOnTheClock() throws Exception {
        queue.enqueue("{}");
        try (WorkerHandle worker = queue.worker(
                "w",
                job -> {
                    handled.add(job);
                    throw new IllegalStateException("not yet");
                },
                options().backoff(Backoff.fixed(Duration.ofHours(1))).build())) {
            assertThat(next().attempts()).isEqualTo(1);
            await("the retry", () -> worker.counts().retried() == 1);
            clock.advance(Duration.ofHours(1));
            assertThat(next().attempts()).isEqualTo(2);
        }
    }

    @Test
    void aRunningJobKeepsItsClaimWhenTheClockIsSetBeyondIt() throws Exception {
        long id = queue.enqueue("{}");
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (WorkerHandle worker = queue.worker(
                "w",
                job -> {
                    handled.add(job);
                    mayEnd.await();
                },
                options().concurrency(2).build())) {
            next();
            awaitSleep("honker-worker-w");
            clock.advance(Duration.ofHours(1));
            await("the claim's extension", () -> at(3_900)
                    .equals(queue.getJob(id).orElseThrow().claimExpiresAt()));
            assertThat(queue.claimOne("another")).isEmpty();
            mayEnd.countDown();
            await("the acknowledgement", () -> worker.counts().acked() == 1);
            assertThat(worker.counts()).isEqualTo(new WorkerCounts(1, 1, 0, 0, 0, 0));
        }
    }

    @Test
    void aWorkerWithoutAFreeSlotExtendsItsClaimWhenTheClockMovesByLessThanTheClaim() throws Exception {
        long id = queue.enqueue("{}");
        CountDownLatch mayEnd = new CountDownLatch(1);
        queue.worker(
                "w",
                job -> {
                    handled.add(job);
                    mayEnd.await();
                },
                options().build());
        next();
        awaitSleep("honker-worker-w");
        clock.advance(seconds(10));
        await("the claim's extension", () -> at(310).equals(
                        queue.getJob(id).orElseThrow().claimExpiresAt()));
        mayEnd.countDown();
    }

    /** Each setting of the clock makes the worker extend its claims; the second job is claimed after that. */
    @Test
    void aHandlerThatGoesOnAfterItsAckIsNotReportedAsLost() throws Exception {
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (WorkerHandle worker = queue.worker(
                "w",
                job -> {
                    boolean goesOn = job.payloadJson().equals("goes on");
                    assertThat(!goesOn || job.ack()).isTrue();
                    handled.add(job);
                    assertThat(!goesOn || mayEnd.await(60, TimeUnit.SECONDS)).isTrue();
                },
                options().concurrency(2).build())) {
            queue.enqueue("goes on");
            next();
            for (int i = 0; i < 5; i++) {
                clock.advance(Duration.ofHours(1));
                queue.enqueue("short");
                assertThat(next().payloadJson()).isEqualTo("short");
                assertThat(worker.counts().lost()).isZero();
            }
            mayEnd.countDown();
            await("the end of all", () -> worker.counts().acked() == 6);
            assertThat(worker.counts()).isEqualTo(new WorkerCounts(6, 6, 0, 0, 0, 0));
        } finally {
            mayEnd.countDown();
        }
    }

    @Test
    void aJobThatEndsAsTheClockIsSetIsStillAcknowledged() throws Exception {
        queue.enqueueAll(Collections.nCopies(20, "{}"));
        queue.worker(
                "w",
                job -> {
                    clock.advance(Duration.ofHours(1));
                    handled.add(job);
                },
                options().build());
        await("all done", () -> queue.size() == 0);
        assertThat(handled).hasSize(20).allSatisfy(job -> assertThat(job.attempts())
                .isEqualTo(1));
    }

    @Test
    void aClockThatRunsButCannotBeSetLetsAWorkerSleepUntilTheDeadline() throws Exception {
        db.close();
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(365));
        try (Database shifted =
                Honker.open(file, OpenOptions.builder().clock(ahead).build())) {
            Queue same = shifted.queue("mail");
            same.enqueue("{}", EnqueueOptions.builder().delay(seconds(1)).build());
            same.worker("w", handled::add, options().build());
            assertThat(next().createdAt()).isAfter(ahead.instant().minusSeconds(3_600));
        }
    }
}
