package dev.honker.test;

import static dev.honker.test.HonkerAssertions.assertDead;
import static dev.honker.test.HonkerAssertions.assertEnqueued;
import static dev.honker.test.HonkerAssertions.assertNothingEnqueued;
import static dev.honker.test.HonkerAssertions.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.CronSchedule;
import dev.honker.Database;
import dev.honker.Queue;
import dev.honker.SchedulerHandle;
import dev.honker.Task;
import dev.honker.TaskHandle;
import dev.honker.TaskWorkerHandle;
import dev.honker.Tasks;
import dev.honker.WorkerCounts;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.jdbc.HonkerDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that run in the thread that commits, as an application's tests see it. */
@HonkerTest(inline = true)
class InlineKitTest {

    private final List<String> handled = Collections.synchronizedList(new ArrayList<>());
    private Database db;
    private Queue queue;

    @BeforeEach
    void open(Database database) {
        db = database;
        queue = db.queue("mail");
    }

    private WorkerHandle noting() {
        return queue.worker("w", job -> handled.add(job.payloadJson()));
    }

    @Test
    void aJobHasRunWhenItsTransactionHasReturnedAndNeverIfThatWasRolledBack() {
        try (WorkerHandle worker = noting()) {
            db.transactionVoid(tx -> {
                queue.in(tx).enqueue("1");
                assertThat(handled).isEmpty();
                assertEnqueued(queue, "1");
            });
            assertThat(handled).containsExactly("1");
            assertThatThrownBy(() -> db.transactionVoid(tx -> {
                        queue.in(tx).enqueue("2");
                        throw new IllegalStateException("rolled back");
                    }))
                    .hasMessage("rolled back");
            queue.enqueue("3");
            assertThat(handled).containsExactly("1", "3");
            assertThat(worker.counts().acked()).isEqualTo(2);
        }
        assertNothingEnqueued(queue);
    }

    @Test
    void aJobHasRunWhenTheDataSourcesConnectionHasCommitted(HonkerDataSource dataSource) throws SQLException {
        try (WorkerHandle worker = noting();
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders(id INTEGER PRIMARY KEY)");
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT INTO orders VALUES (1)");
            queue.in(connection).enqueue("1");
            assertThat(handled).isEmpty();
            connection.commit();
            assertThat(handled).containsExactly("1");
            queue.in(connection).enqueue("2");
            connection.rollback();
            assertThat(handled).containsExactly("1");
            assertThat(worker.counts().claimed()).isOne();
        }
    }

    @Test
    void jobsThatHandlersEnqueueHaveRunToo() {
        Queue receipts = db.queue("receipts");
        try (WorkerHandle orders = queue.worker(
                        "w",
                        job -> db.transactionVoid(tx -> {
                            receipts.in(tx).enqueue("receipt for " + job.payloadJson());
                            job.ackInOrThrow(tx);
                        }));
                WorkerHandle printer = receipts.worker("p", job -> handled.add(job.payloadJson()))) {
            queue.enqueue("1");
            assertThat(handled).containsExactly("receipt for 1");
            assertThat(orders.counts().acked() + printer.counts().acked()).isEqualTo(2);
        }
    }

    @Test
    void aRetryRunsWhenTheClockHasComeToItAndADeadJobNeverReachesTheCaller(SettableClock clock) {
        WorkerOptions options =
                WorkerOptions.builder().defaultRetryDelay(Duration.ofMinutes(1)).build();
        try (WorkerHandle worker = queue.worker(
                "w",
                job -> {
                    handled.add("attempt " + job.attempts());
                    throw new IllegalStateException("no such host");
                },
                options)) {
            queue.enqueue("1");
            assertThat(handled).containsExactly("attempt 1");
            assertEnqueued(queue, JobMatcher.dueAt(clock.instant().plusSeconds(60)));
            clock.advance(Duration.ofSeconds(59));
            assertThat(handled).hasSize(1);
            clock.advance(Duration.ofSeconds(1));
            assertThat(handled).hasSize(2);
            clock.advance(Duration.ofHours(1));
            assertThat(handled).containsExactly("attempt 1", "attempt 2", "attempt 3");
            assertThat(assertDead(queue, "no such host").attempts()).isEqualTo(3);
            assertThat(worker.counts()).isEqualTo(new WorkerCounts(3, 0, 2, 1, 0, 0));
        }
    }

    @Test
    void aTaskHasRunWhenItsCallHasReturned() {
        TaskHandle greet = db.taskRegistry().register("greet", "greetings", call -> {
            handled.add(call.argsJson());
            return "\"hello\"";
        });
        greet.enqueue("[\"bob\"]", "{}");
        assertEnqueued(db.queue("greetings"), JobMatcher.task("greet"));
        assertEnqueued(db.queue("greetings"), JobMatcher.task("greet", "[\"bob\"]"));
        assertThatThrownBy(() -> assertEnqueued(db.queue("greetings"), JobMatcher.task("greet", "[\"eve\"]")))
                .hasMessageStartingWith(
                        "queue greetings should have a call of task greet with [\"eve\"]; it has 1 job:");
        assertThatThrownBy(() -> assertEnqueued(db.queue("greetings"), JobMatcher.task("gree")))
                .hasMessageStartingWith("queue greetings should have a call of task gree; ");
        try (TaskWorkerHandle worker = db.runTasks(db.taskRegistry())) {
            assertThat(handled).containsExactly("[\"bob\"]");
            assertThat(greet.enqueue("[\"ada\"]", "{}").get()).contains("\"hello\"");
            assertThat(handled).containsExactly("[\"bob\"]", "[\"ada\"]");
            assertThat(worker.counts().acked()).isEqualTo(2);
        }
    }

    /** A class of tasks. */
    public static class Greetings {

        private final List<String> greeted = new ArrayList<>();

        /** Greets. */
        @Task(name = "greetings.greet", queue = "greetings")
        public void greet(String name) {
            greeted.add(name);
        }
    }

    @Test
    void aTaskCalledThroughAProxyRunsWithTheTransaction() {
        Tasks tasks = db.tasks();
        Greetings greetings = new Greetings();
        tasks.register(greetings);
        Greetings proxy = tasks.proxy(Greetings.class);
        try (TaskWorkerHandle worker = tasks.run()) {
            db.transactionVoid(tx -> {
                proxy.greet("ada");
                assertThat(greetings.greeted).isEmpty();
            });
            assertThat(greetings.greeted).containsExactly("ada");
            assertThat(worker.counts().acked()).isOne();
        }
    }

    @Test
    void aScheduleFiresWhenTheClockIsSetAndItsJobRuns(SettableClock clock) {
        db.scheduler(ZoneOffset.UTC).add("hourly", "mail", CronSchedule.cron("@every 1h"), "\"report\"");
        try (WorkerHandle worker = noting();
                SchedulerHandle scheduler = db.scheduler(ZoneOffset.UTC).run()) {
            eventually(db, () -> assertThat(scheduler.isLeader()).isTrue());
            clock.advance(Duration.ofHours(2));
            eventually(db, () -> assertThat(handled).containsExactly("\"report\"", "\"report\""));
            eventually(db, () -> assertThat(worker.counts().acked()).isEqualTo(2));
        }
    }
}
