package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How runs and waits for them end, and what that means for the job. */
class TaskRunTest extends TaskFixture {

    private void settleOne() {
        try (TaskWorkerHandle worker = work()) {
            await(() -> worker.counts().acked()
                            + worker.counts().dead()
                            + worker.counts().retried()
                    == 1);
        }
    }

    @Test
    void aTaskThatFailsBecauseAnotherOneItCallsHasNoJsonIsNotDone() {
        FunctionTask<String, Object> inner =
                db.taskRegistry().register("inner", "other", String.class, Object.class, text -> new Object());
        TaskHandle outer = db.taskRegistry()
                .register("outer", "mail", call -> inner.raw().callLocal(new TaskCall("[\"x\"]", "{}")));
        long id = outer.enqueue("[]", "{}").id();
        settleOne();
        assertThat(number("SELECT count(*) FROM _honker_live WHERE id = ?", id))
                .as("it is to run again")
                .isOne();
    }

    /** Takes what has no JSON. */
    public interface Unwritable {
        @Task(name = "unwritable")
        void take(Object value);
    }

    @Test
    void aTaskThatCallsAnotherOneWronglyFailsLikeAnyOtherWithItsTrace() {
        Unwritable proxy = db.tasks().proxy(Unwritable.class);
        TaskHandle outer = db.taskRegistry().register("outer", "mail", call -> {
            proxy.take(new Object());
            return null;
        });
        long id = outer.enqueue("[]", "{}").id();
        settleOne();
        assertThat(number("SELECT count(*) FROM _honker_dead WHERE id = ?", id))
                .as("dead at the first failure")
                .isZero();
    }

    @Test
    void aStopDoesNotKillAJobWithAttemptsLeftWhoseTaskWrapsTheInterrupt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        TaskHandle task = db.taskRegistry()
                .register(
                        "t",
                        "mail",
                        call -> {
                            begun.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException("query was interrupted", e);
                            }
                            return null;
                        },
                        TaskOptions.builder()
                                .retries(5)
                                .noRetryFor(List.of(IllegalStateException.class))
                                .build());
        long id = task.enqueue("[]", "{}").id();
        TaskWorkerHandle worker = db.runTasks(
                db.taskRegistry(), worker().stopTimeout(Duration.ZERO).build());
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        worker.close();
        await(() -> !worker.isRunning());
        assertThat(number("SELECT count(*) FROM _honker_live WHERE id = ?", id)).isOne();
    }

    @Test
    void aHandlersResultThatIsNoJsonIsNotSavedAsOne() {
        TaskHandle task = db.taskRegistry().register("t", "mail", call -> "hello");
        task.enqueue("[]", "{}");
        settleOne();
        assertThat(number("SELECT count(*) FROM _honker_results WHERE NOT json_valid(value)"))
                .isZero();
    }

    @Test
    void aCallCanNotAskForMoreAttemptsThanTheTaskHas() {
        TaskHandle task = db.taskRegistry()
                .register(
                        "t",
                        "mail",
                        call -> {
                            throw new IllegalStateException("again");
                        },
                        TaskOptions.builder().retries(1).build());
        EnqueueOptions more = EnqueueOptions.builder().maxAttempts(5).build();
        assertThatThrownBy(() -> task.enqueue(TaskCall.empty(), more))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("maxAttempts")
                .hasMessageContaining("retries, 1");
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
    }

    @Test
    void whoAwaitsATaskThatIsDoneWithoutAResultIsToldAndDoesNotWaitForTheTimeout() {
        FunctionTask<String, Object> task =
                db.taskRegistry().register("f", "mail", String.class, Object.class, text -> new Object());
        TaskResult<Object> result = task.enqueue("x");
        settleOne();
        assertThatThrownBy(() -> result.await(Duration.ofSeconds(3)))
                .isInstanceOf(HonkerException.class)
                .isNotInstanceOf(HonkerTimeoutException.class);
    }

    /** As it is called after the rename. */
    static class Renamed {
        @PeriodicTask("0 0 1 1 *")
        @Task(name = "new", aliases = "old")
        void run() {}
    }

    @Test
    void aRenamedPeriodicTaskIsNotRunTwiceAtEachBoundary() {
        db.scheduler()
                .add(
                        "old",
                        "default",
                        CronSchedule.cron("0 0 1 1 *"),
                        TaskCall.empty().payload("old"));
        db.tasks().register(new Renamed());
        work();
        assertThat(number("SELECT count(*) FROM _honker_scheduler_tasks WHERE enabled = 1"))
                .isOne();
    }

    /** Gives itself to await. */
    public static class Greeter {
        @Task(name = "awaited", queue = "elsewhere")
        public TaskResult<String> greet(String to) {
            return TaskResult.of("hi " + to);
        }
    }

    @Test
    void aResultOfACallThatWasRolledBackIsNeverThatOfAnotherCall() {
        db.tasks().register(new Greeter());
        Greeter proxy = db.tasks().proxy(Greeter.class);
        AtomicReference<TaskResult<String>> lost = new AtomicReference<>();
        assertThatThrownBy(() -> db.transactionVoid(tx -> {
                    lost.set(proxy.greet("alice"));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        TaskResult<String> other = proxy.greet("bob");
        work();
        assertThat(other.await(SOON)).isEqualTo("hi bob");
        assertThatThrownBy(lost.get()::get).isInstanceOf(HonkerException.class).hasMessageContaining("rolled back");
        assertThatThrownBy(lost.get()::isDone).hasMessageContaining("rolled back");
        assertThatThrownBy(() -> lost.get().await(SOON)).hasMessageContaining("rolled back");
        assertThatThrownBy(() -> lost.get().waitForAsync(WaitOptions.forever())).hasMessageContaining("rolled back");
    }

    @Test
    void aResultIsLostWithTheSavepointItsCallWasMadeInAndOnlyWithThat() {
        TaskHandle task = db.taskRegistry().register("t", "mail", TaskCall::argsJson);
        AtomicReference<TaskResult<String>> inner = new AtomicReference<>();
        AtomicReference<TaskResult<String>> bound = new AtomicReference<>();
        TaskResult<String> outer = db.transaction(tx -> {
            assertThatThrownBy(() -> db.transactionVoid(savepoint -> {
                        inner.set(task.enqueue("[1]", "{}"));
                        bound.set(task.in(tx).enqueue("[2]", "{}"));
                        throw new IllegalStateException("rolled back");
                    }))
                    .hasMessage("rolled back");
            return task.in(tx).enqueue("[3]", "{}");
        });
        work();
        assertThat(outer.await(SOON)).isEqualTo("[3]");
        assertThatThrownBy(inner.get()::get).hasMessageContaining("rolled back");
        assertThatThrownBy(bound.get()::get).hasMessageContaining("rolled back");
    }

    @Test
    void aWaitThatBeginsInTheTransactionOfTheCallWaitsForItsEnd() throws Exception {
        TaskHandle task = db.taskRegistry().register("t", "mail", TaskCall::argsJson);
        work();
        task.enqueue("[0]", "{}").await(SOON);
        CompletableFuture<String> future = db.transaction(tx -> {
            CompletableFuture<String> waiting = task.enqueue("[1]", "{}").waitForAsync(WaitOptions.forever());
            // why: its first look sees a file in which the job is not there yet
            assertThatThrownBy(() -> waiting.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            return waiting;
        });
        assertThat(future.get(30, TimeUnit.SECONDS)).isEqualTo("[1]");
    }

    @Test
    void whoAwaitsACallThatIsCancelledIsToldAndWhoAwaitsAJobIsNot() throws Exception {
        TaskHandle task = db.taskRegistry().register("t", "mail", TaskCall::argsJson);
        TaskResult<String> result = task.enqueue("[]", "{}");
        CompletableFuture<String> call = result.waitForAsync(WaitOptions.forever());
        CompletableFuture<String> job = db.queue("mail").waitResultAsync(result.id(), WaitOptions.forever());
        assertThat(db.queue("mail").cancel(result.id())).isTrue();
        assertThatThrownBy(() -> call.get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(HonkerException.class)
                .hasMessageContaining("neither live nor dead");
        db.queue("mail").saveResult(result.id(), "1");
        assertThat(job.get(30, TimeUnit.SECONDS)).isEqualTo("1");
    }

    @Test
    void toCancelAWaitEndsTheOneBehindIt() {
        AtomicReference<CompletableFuture<?>> behind = new AtomicReference<>();
        Queue mail = db.queue("mail");
        Queue watched = (Queue) Proxy.newProxyInstance(
                Queue.class.getClassLoader(), new Class<?>[] {Queue.class}, (proxy, method, arguments) -> {
                    Object returned = method.invoke(mail, arguments);
                    if (returned instanceof CompletableFuture<?> future) {
                        behind.set(future);
                    }
                    return returned;
                });
        TaskResult<String> result = TaskResult.ofJob(watched, mail.enqueue("{}"), TaskResult.RAW);
        assertThat(result.waitForAsync(WaitOptions.forever()).cancel(false)).isTrue();
        assertThat(behind.get()).isCancelled();
    }

    private long retriedIn(TaskOptions options, TaskHandler handler) {
        long id = db.taskRegistry()
                .register("t", "mail", handler, options)
                .enqueue("[]", "{}")
                .id();
        settleOne();
        return number("SELECT run_at - unixepoch() FROM _honker_live WHERE id = ?", id);
    }

    @Test
    void aRunThatTookTooLongIsRetriedAfterTheTasksDelay() {
        TaskOptions options = TaskOptions.builder()
                .timeout(Duration.ofMillis(50))
                .retryDelay(Duration.ofSeconds(1000))
                .jitter(0)
                .build();
        CountDownLatch never = new CountDownLatch(1);
        assertThat(retriedIn(options, call -> {
                    never.await();
                    return null;
                }))
                .isBetween(900L, 1001L);
    }

    @Test
    void whatIsWorthARetryIsRetriedThoughOtherFailuresAreNot() {
        TaskOptions options = TaskOptions.builder()
                .retryDelay(Duration.ofSeconds(1000))
                .jitter(0)
                .noRetryFor(List.of(NumberFormatException.class))
                .build();
        assertThat(retriedIn(options, call -> {
                    throw new IllegalArgumentException("any");
                }))
                .isBetween(900L, 1001L);
    }

    @Test
    void theTasksRetriesEndAJobThatAsksToBeRetriedToo() {
        db.taskRegistry()
                .register(
                        "t",
                        "mail",
                        call -> {
                            throw new RetryableException("later", Duration.ofSeconds(1));
                        },
                        TaskOptions.builder().retries(1).build());
        long id = db.queue("mail")
                .enqueue(
                        TaskCall.empty().payload("t"),
                        EnqueueOptions.builder().maxAttempts(50).build());
        work();
        assertThat(death(id)).isEqualTo("later");
    }

    @Test
    void anUnknownNameIsCutInTheErrorsText() {
        db.taskRegistry().register("t", "mail", call -> null);
        long id = db.queue("mail").enqueue(TaskCall.empty().payload("x".repeat(100_000)));
        work();
        assertThat(death(id)).startsWith("unknown task: 'xxx").hasSizeLessThan(2_000);
    }

    /** Counts how often it is read. */
    public static class Counted {

        static final AtomicInteger READ = new AtomicInteger();

        public int value() {
            return 1;
        }

        public int getValue() {
            return READ.incrementAndGet();
        }
    }

    /** Results of several kinds. */
    public static class Kinds {

        @Task(name = "kept", queue = "mail", resultTtl = "3h")
        public short kept() {
            return 7;
        }

        @Task(name = "unkept", queue = "mail", storeResult = false)
        public Counted unkept() {
            return new Counted();
        }
    }

    @Test
    void aResultIsKeptAsLongAsItsTaskSays() {
        db.tasks().register(new Kinds());
        assertThat(db.tasks().proxy(Kinds.class).kept()).isZero();
        settleOne();
        assertThat(number("SELECT expires_at - created_at FROM _honker_results"))
                .isBetween(10_790L, 10_810L);
    }

    @Test
    void aResultThatIsNotKeptIsNotTurnedIntoJson() {
        db.tasks().register(new Kinds());
        assertThat(db.tasks().proxy(Kinds.class).unkept()).isNull();
        settleOne();
        assertThat(Counted.READ).hasValue(0);
        assertThat(number("SELECT count(*) FROM _honker_results")).isZero();
    }

    @Test
    void aRenamedPeriodicTaskThatWasPausedStaysSo() {
        db.scheduler()
                .add(
                        "old",
                        "default",
                        CronSchedule.cron("0 0 1 1 *"),
                        TaskCall.empty().payload("old"));
        db.scheduler()
                .add(
                        "mine",
                        "default",
                        CronSchedule.cron("0 0 1 1 *"),
                        TaskCall.empty().payload("old"));
        db.scheduler().pause("old");
        db.tasks().register(new Renamed());
        work();
        assertThat(db.scheduler().list()).extracting(Schedule::name).containsExactlyInAnyOrder("mine", "new");
        assertThat(db.scheduler().get("new").orElseThrow().enabled()).isFalse();
    }

    @Test
    void aStartThatFailsLeavesNoWorkerBehind() {
        db.tasks().register(new Renamed());
        execute("CREATE TRIGGER refuse BEFORE INSERT ON _honker_scheduler_tasks BEGIN SELECT RAISE(ABORT, 'no'); END");
        assertThatThrownBy(this::work).isInstanceOf(HonkerException.class);
        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("honker-worker-")));
    }
}
