package dev.honker.internal.janitor;

import dev.honker.JanitorHandle;
import dev.honker.JanitorOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.access.Time;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.runtime.Children;
import dev.honker.internal.runtime.Jitter;
import dev.honker.internal.runtime.Loop;
import dev.honker.internal.runtime.LoopBody;
import dev.honker.internal.runtime.LoopHandle;
import dev.honker.internal.runtime.WorkThreads;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A janitor that has been started; thread-safe. */
final class RunningJanitor extends LoopHandle implements JanitorHandle {

    private static final Logger LOG = Loggers.JANITOR;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private RunningJanitor(Loop loop) {
        super(loop, STOP_TIMEOUT);
    }

    static RunningJanitor start(Access access, Children children, JanitorOptions options) {
        Map<Chore, Chore.Work> wanted = Chore.wanted(options);
        if (wanted.isEmpty()) {
            LOG.log(Level.WARNING, "honker: a janitor was started whose options name nothing to clean");
        }
        RunningJanitor running = new RunningJanitor(new Loop("the janitor", new Body(access, wanted, options.every())));
        running.start(WorkThreads.single("honker-janitor"), children);
        return running;
    }

    private static final class Body implements LoopBody {

        private final Access access;
        private final Time time;
        private final Map<Chore, Chore.Work> wanted;
        private final Duration every;
        private final CountDownLatch stopWanted = new CountDownLatch(1);
        private final Semaphore wakes = new Semaphore(0);
        private final Time.Registration registration;

        Body(Access access, Map<Chore, Chore.Work> wanted, Duration every) {
            this.access = access;
            this.time = access.time();
            this.wanted = wanted;
            this.every = every;
            this.registration = time.onChange(wakes::release);
        }

        @Override
        public System.Logger log() {
            return Loggers.JANITOR;
        }

        @Override
        public void turn(boolean stopping) throws InterruptedException {
            if (stopping) {
                return;
            }
            Instant began = time.now();
            Cleaning cleaning = new Cleaning(access, stopWanted);
            Janitor.cleanAll(cleaning, wanted);
            long rows = cleaning.report().total();
            if (rows > 0) {
                LOG.log(Level.DEBUG, "honker: the janitor took {0} rows away", rows);
            }
            rest(began);
        }

        private void rest(Instant began) throws InterruptedException {
            // why jitter: processes that were started together would all come at once, each time
            long nanos = Jitter.nanos(every);
            long start = System.nanoTime();
            long left = nanos;
            while (left > 0 && stopWanted.getCount() > 0 && !wasPassedOver(began)) {
                wakes.tryAcquire(left, TimeUnit.NANOSECONDS);
                wakes.drainPermits();
                left = nanos - (System.nanoTime() - start);
            }
        }

        /** Whether a clock that was set meanwhile says that the pause is over. */
        private boolean wasPassedOver(Instant began) {
            return !time.isSystem() && Duration.between(began, time.now()).compareTo(every) >= 0;
        }

        /** Only a stop calls it. */
        @Override
        public void wake() {
            stopWanted.countDown();
            wakes.release();
        }

        @Override
        public void end() {
            registration.close();
        }
    }
}
