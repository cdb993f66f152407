package dev.honker.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerClosedException;
import dev.honker.HonkerException;
import dev.honker.internal.check.Loggers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of a loop. */
class LoopTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Body body = new Body();
    private final Loop loop = new Loop("a loop", body);

    @AfterEach
    void stop() {
        body.permits.release(1_000);
        loop.stopNow();
        assertThat(loop.awaitEnd(LONG)).isTrue();
    }

    @Test
    void takesTurnsUntilItIsStopped() throws Exception {
        start();
        body.permits.release(3);
        body.awaitTurns(3);
        assertThat(loop.isRunning()).isTrue();
        assertThat(loop.stop(LONG)).isTrue();
        assertThat(loop.isRunning()).isFalse();
        assertThat(body.ended.getCount()).isZero();
        assertThat(loop.failure()).isNull();
    }

    @Test
    void aFailingTurnIsFollowedByAnother() throws Exception {
        body.failures.set(3);
        start();
        body.permits.release(4);
        body.awaitTurns(4);
        assertThat(loop.failure()).isNull();
        assertThat(loop.isRunning()).isTrue();
    }

    @Test
    void anErrorOfATurnDoesNotEndTheThread() throws Exception {
        body.error = new StackOverflowError("of the test");
        body.failures.set(1);
        start();
        body.permits.release(2);
        body.awaitTurns(2);
        assertThat(loop.isRunning()).isTrue();
    }

    @Test
    void aClosedDatabaseEndsItVisibly() {
        body.error = new HonkerClosedException("the database is closed");
        body.failures.set(1);
        start();
        body.permits.release();
        assertThat(loop.awaitEnd(LONG)).isTrue();
        assertThat(loop.failure()).isSameAs(body.error);
        assertThatThrownBy(loop::throwIfFailed)
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("a loop has ended because of a failure")
                .hasCause(body.error);
    }

    @Test
    void itsBodyMayEndItWithoutAFailure() {
        body.error = new LoopEndedException();
        body.failures.set(1);
        start();
        body.permits.release();
        assertThat(loop.awaitEnd(LONG)).isTrue();
        assertThat(loop.failure()).isNull();
        loop.throwIfFailed();
    }

    @Test
    void aSoftStopWaitsForWhatIsBegun() throws Exception {
        body.drained = false;
        begin();
        Thread stopper = new Thread(() -> loop.stop(LONG));
        stopper.start();
        body.permits.release(2);
        body.awaitTurns(2);
        assertThat(loop.isRunning()).isTrue();
        body.drained = true;
        body.permits.release();
        stopper.join(20_000);
        assertThat(loop.isRunning()).isFalse();
        assertThat(body.interrupts).hasValue(0);
    }

    @Test
    void afterTheDeadlineItInterruptsAndEndsWithinTheGrace() throws Exception {
        body.drained = false;
        begin();
        assertThat(loop.stop(Duration.ofMillis(20))).isFalse();
        assertThat(loop.isRunning()).isFalse();
        assertThat(body.interrupts.get()).isPositive();
        assertThat(body.ended.getCount()).isZero();
    }

    @Test
    void askedToStopByItsOwnThreadItOnlyMakesANote() throws Exception {
        body.stopInside = loop;
        start();
        body.permits.release();
        assertThat(loop.awaitEnd(LONG)).isTrue();
        assertThat(body.turns).hasValue(1);
    }

    @Test
    void oneThatCannotStartGivesBackWhatItHolds() {
        Children children = new Children();
        LoopHandle handle = new LoopHandle(loop, LONG) {};
        assertThatThrownBy(() -> handle.start(
                        task -> {
                            throw new java.util.concurrent.RejectedExecutionException("full");
                        },
                        children))
                .hasMessage("full");
        assertThat(body.ended.getCount()).isZero();
        assertThat(handle.isRunning()).isFalse();
    }

    @Test
    void oneThatHasNotBegunIsEndedByItsStop() {
        AtomicReference<Runnable> later = new AtomicReference<>();
        CountDownLatch over = new CountDownLatch(1);
        body.drained = false;
        loop.start(later::set, over::countDown);
        assertThat(loop.stop(LONG)).isTrue();
        assertThat(loop.isRunning()).isFalse();
        assertThat(body.ended.getCount()).isZero();
        assertThat(over.getCount()).isZero();
        later.get().run();
        assertThat(body.turns).hasValue(0);
    }

    @Test
    void aStopByItsUsersCodeOnlyMakesANoteWhereverThatRuns() throws Exception {
        AtomicReference<UserCall> call = new AtomicReference<>();
        body.inside = () -> call.set(new UserCall());
        begin();
        CountDownLatch stopped = new CountDownLatch(1);
        Thread elsewhere = new Thread(() -> {
            try {
                call.get().run(() -> assertThat(loop.stop(LONG)).isFalse());
                stopped.countDown();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        body.drained = false;
        elsewhere.start();
        elsewhere.join(20_000);
        assertThat(stopped.getCount()).isZero();
        assertThat(loop.isStopping()).isTrue();
        body.drained = true;
    }

    @Test
    void anInterruptedStopperInterruptsAtOnceAndWaitsForTheEnd() throws Exception {
        body.drained = false;
        begin();
        Thread.currentThread().interrupt();
        try {
            assertThat(loop.stop(LONG)).isFalse();
            assertThat(loop.isRunning()).isFalse();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    private void begin() throws InterruptedException {
        start();
        body.permits.release();
        body.awaitTurns(1);
    }

    private void start() {
        loop.start(WorkThreads.single("a-loop"), () -> {});
    }

    /** Takes one turn for each permit. */
    private static final class Body implements LoopBody {

        private final Semaphore permits = new Semaphore(0);
        private final Semaphore taken = new Semaphore(0);
        private final AtomicInteger turns = new AtomicInteger();
        private final AtomicInteger failures = new AtomicInteger();
        private final AtomicInteger interrupts = new AtomicInteger();
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile Throwable error = new IllegalStateException("of the test");
        private volatile boolean drained = true;
        private volatile Loop stopInside;
        private volatile Runnable inside = () -> {};

        @Override
        public System.Logger log() {
            return Loggers.DATABASE;
        }

        @Override
        public void turn(boolean stopping) throws Exception {
            permits.acquire();
            turns.incrementAndGet();
            inside.run();
            taken.release();
            if (stopInside != null) {
                stopInside.stop(LONG);
            }
            if (failures.getAndDecrement() > 0) {
                if (error instanceof Error e) {
                    throw e;
                }
                throw (Exception) error;
            }
        }

        void awaitTurns(int n) throws InterruptedException {
            assertThat(taken.tryAcquire(n, 20, TimeUnit.SECONDS)).isTrue();
        }

        @Override
        public void wake() {
            permits.release();
        }

        @Override
        public boolean isDrained() {
            return drained;
        }

        @Override
        public void interrupt() {
            interrupts.incrementAndGet();
        }

        @Override
        public void end() {
            ended.countDown();
        }
    }
}
