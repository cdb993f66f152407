package dev.honker.test;

import static dev.honker.test.Launched.assertAllPass;
import static dev.honker.test.Launched.failureOf;
import static dev.honker.test.Launched.messages;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** What the extension finds that tests have left behind; they run in a launcher of their own, and it is ended here. */
class LeakChecksTest {

    private static final List<AutoCloseable> LEFT = new ArrayList<>();
    private static final List<Path> FILES = new ArrayList<>();

    @AfterEach
    void endWhatWasLeft() throws Exception {
        for (AutoCloseable left : LEFT) {
            left.close();
        }
        LEFT.clear();
        FILES.clear();
    }

    private static <T extends AutoCloseable> T left(T handle) {
        LEFT.add(handle);
        return handle;
    }

    @HonkerTest
    static class Clean {

        @Test
        void everythingIsEnded(Database db, Path file, HonkerDataSource dataSource) throws Exception {
            Queue queue = db.queue("mail");
            List<AutoCloseable> handles =
                    List.of(queue.worker("w", job -> {}), db.listen("news", news -> {}), db.lock("printer"));
            try (Database second = Honker.open(file);
                    Connection connection = dataSource.getConnection()) {
                connection.setAutoCommit(false);
                queue.in(connection).enqueue("1");
                connection.commit();
                HonkerAssertions.eventually(second, () -> HonkerAssertions.assertNothingEnqueued(second.queue("mail")));
            }
            for (AutoCloseable handle : handles) {
                handle.close();
            }
        }

        @Test
        void theDatabaseItself(Database db) {
            db.queue("mail").worker("w", job -> {});
            db.close();
        }
    }

    @Test
    void aTestThatEndsWhatItBeginsPasses() {
        assertAllPass(Clean.class, 2);
    }

    @HonkerTest
    static class OpenHandles {

        @Test
        void leavesHandles(Database db) {
            FILES.add(db.path());
            db.queue("mail").worker("mailer", job -> {});
            db.listen("news");
            db.lock("printer");
        }
    }

    @Test
    void openHandlesAreNamed() {
        assertThat(failureOf(OpenHandles.class))
                .startsWith("OpenHandles.leavesHandles(Database) has left something behind:\n  - open: worker mailer")
                .contains(" of queue mail\n  - open: listener to channel news\n  - open: lock 'printer' of owner ")
                .contains("@HonkerTest(leakCheck = false) lets it pass")
                .doesNotContain("running:")
                .doesNotContain("claimed:");
        assertThat(honkerThreads()).isEmpty();
        assertThat(FILES).hasSize(1).allSatisfy(file -> assertThat(file.getParent())
                .doesNotExist());
    }

    @HonkerTest(leakCheck = false)
    static class Unchecked extends OpenHandles {}

    @Test
    void theCheckCanBeSwitchedOff() {
        assertAllPass(Unchecked.class, 1);
        assertThat(honkerThreads()).isEmpty();
    }

    @HonkerTest(startsAt = "2026-01-05T12:00:00Z")
    static class OpenClaims {

        @Test
        void leavesClaims(Database db, SettableClock clock) {
            Queue queue = db.queue(
                    "mail",
                    QueueOptions.builder()
                            .visibilityTimeout(Duration.ofMinutes(10))
                            .build());
            queue.enqueue("{\"to\":\"ada\"}");
            queue.enqueue("{\"to\":\"bob\"}");
            clock.advance(Duration.ofMinutes(1));
            Job first = queue.claimOne("w-1").orElseThrow();
            queue.claimOne("w-2").orElseThrow();
            first.ack();
        }
    }

    @Test
    void aClaimIsNamedWithItsWorkerAndSinceWhen() {
        assertThat(failureOf(OpenClaims.class))
                .contains("behind:\n  - claimed: job 2 of queue mail by worker w-2 since 2026-01-05T12:01:00Z until"
                        + " 2026-01-05T12:11:00Z, attempt 1 of 3: {\"to\":\"bob\"}\n")
                .contains("ack, retry, fail or release what was claimed")
                .doesNotContain("job 1");
    }

    @HonkerTest
    static class OpenThreads {

        @Test
        void leavesAnotherDatabaseOpen(Path file) {
            left(Honker.open(file)).queue("mail").worker("forgotten", job -> {});
        }
    }

    @Test
    void aThreadIsNamedWithItsStack() {
        assertThat(failureOf(OpenThreads.class))
                .contains("  - running: thread honker-worker-forgotten (")
                .containsPattern("\n      at \\S*dev.honker")
                .contains("  - running: thread honker-watcher honker-test-");
    }

    @HonkerTest
    static class OpenTransaction {

        @Test
        void leavesATransactionOpen(Database db, HonkerDataSource dataSource) throws SQLException {
            Connection connection = left(dataSource.getConnection());
            connection.setAutoCommit(false);
            db.queue("mail").in(connection).enqueue("1");
        }
    }

    @Test
    void aTransactionThatWasNotEndedIsNamedWithItsThread() {
        assertThat(failureOf(OpenTransaction.class))
                .contains("  - not to be written: ")
                .contains("thread")
                .contains(Thread.currentThread().getName());
    }

    @HonkerTest
    static class Failing {

        @Test
        void failsAndLeavesHandles(Database db) {
            db.queue("mail").worker("mailer", job -> {});
            throw new AssertionError("its own failure");
        }
    }

    @Test
    void aTestThatFailsHasItsOwnFailureOnly() {
        assertThat(failureOf(Failing.class)).isEqualTo("its own failure");
        assertThat(honkerThreads()).isEmpty();
    }

    /** Two tests that are in progress at the same time: one leaves a database open, and a thread that tells nothing. */
    @HonkerTest
    static class Together {

        static final CyclicBarrier BOTH = new CyclicBarrier(2);
        static final CountDownLatch END = new CountDownLatch(1);

        @Test
        void one(Path file) throws Exception {
            left(Honker.open(file)).queue("mail").worker("forgotten", job -> {});
            Thread anonymous = new Thread(Together::waitForTheEnd, "honker-anonymous");
            anonymous.setDaemon(true);
            anonymous.start();
            left(END::countDown);
            BOTH.await(60, TimeUnit.SECONDS);
        }

        @Test
        void two() throws Exception {
            BOTH.await(60, TimeUnit.SECONDS);
        }

        private static void waitForTheEnd() {
            try {
                END.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void amongTestsThatRunTogetherAThreadIsBlamedOnWhomItTellsOrElseOnAll() {
        Events tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Together.class))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
                .execute()
                .testEvents();
        List<String> messages = messages(tests);
        assertThat(messages)
                .anySatisfy(message -> assertThat(message)
                        .startsWith("Together.one(Path) has left")
                        .containsPattern("thread honker-watcher \\S+\\.db \\(\\w+\\)"))
                .anySatisfy(message -> assertThat(message)
                        .contains(
                                "thread honker-anonymous (WAITING, begun by one of the tests that ran at the same time: [")
                        .contains("Together.one(Path)")
                        .contains("Together.two()"));
    }

    /** Those that go on; what was stopped may still have a moment to live. */
    private static List<String> honkerThreads() {
        List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("honker-"))
                .toList();
        for (Thread thread : threads) {
            try {
                thread.join(20_000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return threads.stream().filter(Thread::isAlive).map(Thread::getName).toList();
    }
}
