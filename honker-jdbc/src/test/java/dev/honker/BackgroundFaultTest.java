package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.jdbc.HonkerDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of background work under every kind of fault: what is dead says failed and why, what is alive recovers by itself. Nothing is
 * dead and silent.
 */
@Timeout(120)
class BackgroundFaultTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final AtomicReference<@Nullable Throwable> sessionFault = new AtomicReference<>();
    private final AtomicInteger sessionFaults = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> logFault = new AtomicReference<>();
    private final AtomicReference<@Nullable Fault> codeFault = new AtomicReference<>();
    private final Semaphore faultMet = new Semaphore(0);
    private final Semaphore done = new Semaphore(0);
    private final Semaphore errors = new Semaphore(0);
    private final Logger logger = Logger.getLogger("dev.honker");
    private final Handler log = new Handler() {
        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().getName().equals("SEVERE")) {
                errors.release();
            }
            Throwable fault = logFault.get();
            if (fault != null) {
                raise(fault);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private Database db;

    /** What the user's code does once. */
    enum Fault {
        LEAVES_ITS_FLAG {
            @Override
            void meet() {
                Thread.currentThread().interrupt();
            }
        },
        THROWS_AN_EXCEPTION {
            @Override
            void meet() {
                throw new IllegalStateException("injected");
            }
        },
        THROWS_AN_ERROR {
            @Override
            void meet() {
                throw new OutOfMemoryError("injected");
            }
        },
        IS_INTERRUPTED {
            @Override
            void meet() {
                raise(new InterruptedException("injected"));
            }
        };

        abstract void meet();
    }

    /** The background work; each does something again and again that can be seen. */
    enum Kind {
        WORKER("honker-worker-") {
            @Override
            Optional<BackgroundHandle> start(BackgroundFaultTest test) {
                return Optional.of(test.db
                        .queue("mail")
                        .worker("w", job -> test.code(), workers().build()));
            }

            @Override
            void provoke(Database db) {
                db.queue("mail").enqueue("{}");
            }
        },
        TASK_WORKER("honker-worker-honker-task-") {
            @Override
            Optional<BackgroundHandle> start(BackgroundFaultTest test) {
                test.db
                        .taskRegistry()
                        .register(
                                "t",
                                "tasks",
                                call -> {
                                    test.code();
                                    return null;
                                },
                                TaskOptions.builder().retryDelay(Duration.ZERO).build());
                return Optional.of(test.db.runTasks(test.db.taskRegistry(), TaskWorkerOptions.defaults()));
            }

            @Override
            void provoke(Database db) {
                db.queue("tasks").enqueue(TaskCall.empty().payload("t"));
            }
        },
        OUTBOX("honker-worker-") {
            @Override
            Optional<BackgroundHandle> start(BackgroundFaultTest test) {
                OutboxOptions options = OutboxOptions.builder()
                        .baseBackoff(Duration.ofMillis(1))
                        .build();
                return Optional.of(test.db
                        .outbox("out", payload -> test.code(), options)
                        .runWorker("w", workers().build()));
            }

            @Override
            void provoke(Database db) {
                db.queue("_outbox:out").enqueue("{}");
            }
        },
        SUBSCRIPTION("honker-stream-") {
            @Override
            Optional<BackgroundHandle> start(BackgroundFaultTest test) {
                return Optional.of(test.db.stream("orders")
                        .subscribe(
                                event -> test.code(),
                                SubscribeOptions.builder()
                                        .consumer("c")
                                        .backoff(Backoff.fixed(Duration.ofMillis(1)))
                                        .build()));
            }

            @Override
            void provoke(Database db) {
                db.stream("orders").publish("{}");
            }
        },
        LISTENER("honker-listen-") {
            @Override
            Optional<BackgroundHandle> start(BackgroundFaultTest test) {
                return Optional.of(test.db.listen("news", notification -> test.code()));
            }

            @Override
            void provoke(Database db) {
                db.notify("news", "{}");
            }
        },
        SCHEDULER("honker-scheduler") {
            @Override
            Optional<BackgroundHandle> start(BackgroundFaultTest test) {
                test.db.scheduler().add("s", "q", CronSchedule.every(Duration.ofSeconds(1)), "{}");
                SchedulerListener listener = new SchedulerListener() {
                    @Override
                    public void fired(Fires fires) {
                        test.code();
                    }
                };
                return Optional.of(test.db
                        .scheduler()
                        .run(SchedulerOptions.builder().listener(listener).build()));
            }

            @Override
            void provoke(Database db) {}
        },
        JANITOR("honker-janitor") {
            @Override
            Optional<BackgroundHandle> start(BackgroundFaultTest test) {
                return Optional.of(test.db.janitor(JanitorOptions.builder()
                        .every(Duration.ofMillis(20))
                        .notificationsMaxKeep(0)
                        .build()));
            }

            @Override
            void provoke(Database db) {
                db.notify("old", "{}");
            }

            @Override
            boolean works(BackgroundFaultTest test) {
                return number(test.db, "SELECT count(*) FROM _honker_notifications") == 0;
            }
        },
        LOCK_RENEWAL("honker-lock-renewal") {
            @Override
            Optional<BackgroundHandle> start(BackgroundFaultTest test) {
                test.db.lock(
                        "l",
                        LockOptions.builder()
                                .ttl(Duration.ofSeconds(6))
                                .autoRenew(true)
                                .build());
                return Optional.empty();
            }

            @Override
            void provoke(Database db) {
                db.transactionVoid(
                        tx -> tx.execute("UPDATE _honker_locks SET expires_at = unixepoch() + 4", List.of()));
            }

            @Override
            boolean works(BackgroundFaultTest test) {
                return number(test.db, "SELECT max(expires_at) - unixepoch() FROM _honker_locks") >= 5;
            }
        };

        private final String thread;

        Kind(String thread) {
            this.thread = thread;
        }

        /** Starts it; empty if it has no handle. */
        abstract Optional<BackgroundHandle> start(BackgroundFaultTest test);

        /** Gives it something to do. */
        abstract void provoke(Database db);

        /** Whether it has done that. */
        boolean works(BackgroundFaultTest test) {
            return test.done.tryAcquire();
        }

        boolean runsCode() {
            return this != JANITOR && this != LOCK_RENEWAL;
        }

        static long number(Database db, String sql) {
            return ((Number) java.util.Objects.requireNonNull(
                            db.query(sql, List.of()).get(0).get(0)))
                    .longValue();
        }

        private static WorkerOptions.Builder workers() {
            return WorkerOptions.builder().defaultRetryDelay(Duration.ZERO);
        }
    }

    private void code() {
        Fault fault = codeFault.getAndSet(null);
        if (fault != null) {
            faultMet.release();
            fault.meet();
        } else {
            done.release();
        }
    }

    @BeforeEach
    void open() {
        HonkerDataSource real = new HonkerDataSource("jdbc:honker:sqlite:" + directory.resolve("app.db"));
        db = Honker.of((DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Throwable fault = sessionFault.get();
                    if (fault != null
                            && method.getName().equals("getConnection")
                            && Thread.currentThread().getName().startsWith("honker-")) {
                        sessionFaults.incrementAndGet();
                        faultMet.release();
                        throw fault;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
        logger.addHandler(log);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void close() {
        logFault.set(null);
        sessionFault.set(null);
        logger.removeHandler(log);
        logger.setUseParentHandlers(true);
        db.close();
    }

    static Stream<Kind> kinds() {
        return Stream.of(Kind.values());
    }

    static Stream<Arguments> codeFaults() {
        return kinds().filter(Kind::runsCode)
                .flatMap(kind -> Stream.of(Fault.values()).map(fault -> Arguments.of(kind, fault)));
    }

    static Stream<Arguments> sessionFaults() {
        return kinds().flatMap(kind -> Stream.of(
                        new IllegalStateException("injected"),
                        new OutOfMemoryError("injected"),
                        new java.sql.SQLException("disk I/O error", null, 10))
                .map(fault -> Arguments.of(kind, fault)));
    }

    @ParameterizedTest
    @MethodSource("codeFaults")
    void aFaultOfTheUsersCodeLeavesItAlive(Kind kind, Fault fault) throws Exception {
        Optional<BackgroundHandle> handle = begin(kind);
        codeFault.set(fault);
        kind.provoke(db);
        assertThat(faultMet.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertAlive(kind, handle);
    }

    @ParameterizedTest
    @MethodSource("codeFaults")
    void aFaultOfTheUsersCodeThatCannotBeLoggedLeavesItAlive(Kind kind, Fault fault) throws Exception {
        Optional<BackgroundHandle> handle = begin(kind);
        logFault.set(new OutOfMemoryError("in the log"));
        codeFault.set(fault);
        kind.provoke(db);
        assertThat(faultMet.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        assertAlive(kind, handle);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anInterruptFromOutsideIsSurvived(Kind kind) throws Exception {
        Optional<BackgroundHandle> handle = begin(kind);
        for (int i = 0; i < 3; i++) {
            thread(kind.thread).interrupt();
            assertAlive(kind, handle);
        }
    }

    @ParameterizedTest
    @MethodSource("sessionFaults")
    void aFaultOfItsSessionsIsSurvived(Kind kind, Throwable fault) throws Exception {
        Optional<BackgroundHandle> handle = begin(kind);
        sessionFault.set(fault);
        kind.provoke(db);
        assertThat(faultMet.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        sessionFault.set(null);
        assertAlive(kind, handle);
    }

    @ParameterizedTest
    @MethodSource("sessionFaults")
    void aFaultOfItsSessionsThatCannotBeLoggedIsSurvived(Kind kind, Throwable fault) throws Exception {
        Optional<BackgroundHandle> handle = begin(kind);
        logFault.set(new IllegalStateException("in the log"));
        sessionFault.set(fault);
        kind.provoke(db);
        assertThat(faultMet.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        sessionFault.set(null);
        assertAlive(kind, handle);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatEndsItForGoodIsItsFailureThoughItCannotBeLogged(Kind kind) throws Exception {
        Optional<BackgroundHandle> handle = begin(kind);
        if (handle.isEmpty()) {
            return;
        }
        logFault.set(new OutOfMemoryError("in the log"));
        errors.drainPermits();
        sessionFault.set(new java.sql.SQLException("malformed", null, 11));
        kind.provoke(db);
        if (kind != Kind.TASK_WORKER) {
            assertThat(handle.get().awaitEnd(PATIENCE)).isTrue();
        }
        assertThat(errors.tryAcquire(20, TimeUnit.SECONDS))
                .as("an ERROR in the log")
                .isTrue();
        assertThat(handle.get().failed()).isTrue();
    }

    private Optional<BackgroundHandle> begin(Kind kind) throws InterruptedException {
        Optional<BackgroundHandle> handle = kind.start(this);
        awaitWork(kind);
        return handle;
    }

    private void assertAlive(Kind kind, Optional<BackgroundHandle> handle) throws InterruptedException {
        done.drainPermits();
        awaitWork(kind);
        handle.ifPresent(alive -> {
            assertThat(alive.isRunning()).isTrue();
            assertThat(alive.failed()).isFalse();
        });
    }

    private void awaitWork(Kind kind) throws InterruptedException {
        long began = System.nanoTime();
        kind.provoke(db);
        try (UpdateEvents updates = db.updateEvents()) {
            while (!kind.works(this)) {
                assertThat(Duration.ofNanos(System.nanoTime() - began))
                        .as("time until " + kind + " has worked")
                        .isLessThan(PATIENCE);
                updates.awaitUpdate(Duration.ofMillis(10));
            }
        }
    }

    private static Thread thread(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void raise(Throwable failure) throws X {
        throw (X) failure;
    }
}
