package dev.honker.support.monitor;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ways to wait inside a monitor, and beside one; nothing runs them. */
@SuppressWarnings({"unused", "NakedNotify"})
final class Waiting {

    private final Object guard = new Object();
    private final ReentrantLock lock = new ReentrantLock();
    private final CountDownLatch latch = new CountDownLatch(1);
    private final Semaphore semaphore = new Semaphore(0);
    private final ConcurrentHashMap<String, String> map = new ConcurrentHashMap<>();
    private final Step step = new Sleepy();
    private final Kept kept = new Kept(this::pause);
    private int count;

    /** What may be behind an interface. */
    interface Step {
        void run() throws InterruptedException;
    }

    /** What only lambda expressions implement. */
    interface Work {
        void run() throws InterruptedException;
    }

    static final class Sleepy implements Step {
        @Override
        public void run() throws InterruptedException {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Keeps a lambda expression that another class has made. */
    static final class Kept {
        private final Runnable work;

        Kept(Runnable work) {
            this.work = work;
        }

        synchronized void keptLambda() {
            work.run();
        }
    }

    static final class Initialized {
        static final Object VALUE = make();

        private static Object make() {
            LockSupport.park();
            return new Object();
        }
    }

    private void pause() {
        LockSupport.parkNanos(1);
    }

    synchronized void synchronizedMethod() throws InterruptedException {
        latch.await();
    }

    synchronized void objectWait() throws InterruptedException {
        while (count == 0) {
            wait();
        }
    }

    void block() {
        synchronized (guard) {
            pause();
        }
    }

    int blockThatIsLeftEarly(boolean early) throws InterruptedException {
        synchronized (guard) {
            if (early) {
                return count;
            }
            semaphore.acquire();
            return count;
        }
    }

    void innerBlock() {
        synchronized (guard) {
            synchronized (map) {
                count++;
            }
            lock.lock();
        }
    }

    synchronized void behindAnInterface() throws InterruptedException {
        step.run();
    }

    void lambdaInAMap() {
        map.computeIfAbsent("a", key -> {
            pause();
            return key;
        });
    }

    synchronized String lambdaOfALibrary() {
        return java.util.Optional.of("a")
                .map(text -> {
                    pause();
                    return text;
                })
                .get();
    }

    synchronized void statement(PreparedStatement statement) throws SQLException {
        statement.executeUpdate();
    }

    synchronized @Nullable Object future(Future<?> future) throws Exception {
        return future.get();
    }

    synchronized @Nullable Object queue(BlockingQueue<?> queue) throws InterruptedException {
        return queue.poll(1, TimeUnit.SECONDS);
    }

    synchronized boolean timedLock() throws InterruptedException {
        return lock.tryLock(1, TimeUnit.SECONDS);
    }

    void givenWork() throws InterruptedException {
        runGuarded(() -> latch.await());
    }

    private void runGuarded(Work work) throws InterruptedException {
        synchronized (guard) {
            work.run();
        }
    }

    // ---- what waits for nothing, or outside

    void besideABlock() {
        synchronized (guard) {
            count++;
        }
        pause();
    }

    synchronized @Nullable Object tries(BlockingQueue<?> queue) {
        notifyAll();
        return lock.tryLock() && semaphore.tryAcquire() ? queue.poll() : null;
    }

    synchronized void forAnotherThread(ExecutorService threads) {
        threads.execute(this::pause);
        new Thread(this::pause).start();
    }

    synchronized Supplier<String> forLater() {
        return () -> {
            pause();
            return "";
        };
    }

    void guardedByALock() throws InterruptedException {
        lock.lock();
        try {
            latch.await();
        } finally {
            lock.unlock();
        }
    }
}
