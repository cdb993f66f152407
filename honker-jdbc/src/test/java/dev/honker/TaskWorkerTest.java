package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of the jobs of a task queue. */
class TaskWorkerTest extends TaskFixture {

    private static final String RAW = "raw (non-decorated) payload on a decorated-task queue";

    private TaskHandle task(TaskHandler handler, TaskOptions.Builder options) {
        return db.taskRegistry().register("t", "mail", handler, options.build());
    }

    private static TaskOptions.Builder eager() {
        return TaskOptions.builder().retryDelay(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"to\":1} | " + RAW,
                "[1] | " + RAW,
                "null | " + RAW,
                "{\"__honker_task__\":[]} | " + RAW,
                "{\"__honker_task__\":{\"args\":[]}} | " + RAW + ": its task has no name",
                "{\"__honker_task__\":{\"task\":\"t\",\"args\":{}}} | " + RAW + ": its args are no JSON array",
                "{\"__honker_task__\":{\"task\":\"t\",\"kwargs\":[]}} | " + RAW + ": its kwargs are no JSON object",
                "not json | " + RAW + ": it is not valid JSON, expected a value at character 1",
                "{\"__honker_task__\":{\"task\":\"it's\\n\"}} | unknown task: \"it's\\n\". Registered tasks: ['t', 'u']"
            })
    void aPayloadThatIsNoCallOfATaskDiesAndTheWorkerGoesOn(String payload, String error) {
        TaskHandle task = task(call -> "1", eager());
        db.taskRegistry().register("u", "mail", call -> "1");
        long id = db.queue("mail").enqueue(payload);
        try (TaskWorkerHandle worker =
                db.runTasks(db.taskRegistry(), worker().concurrency(1).build())) {
            assertThat(death(id)).isEqualTo(error);
            assertThat(task.enqueue("[]", "{}").await(SOON)).isEqualTo("1");
            assertThat(worker.failed()).isFalse();
        }
    }

    @Test
    void aTaskThatIsRegisteredWhileTheWorkerRunsHasItsQueueServed() {
        task(call -> "1", eager());
        try (TaskWorkerHandle worker = db.runTasks(db.taskRegistry(), worker().build())) {
            assertThat(worker.workers()).hasSize(1);
            TaskHandle late = db.taskRegistry().register("late", "another", call -> "2");
            assertThat(worker.workers()).hasSize(2);
            assertThat(late.enqueue("[]", "{}").await(SOON)).isEqualTo("2");
            db.taskRegistry().register("later", "another", call -> "3");
            assertThat(worker.workers()).hasSize(2);
        }
        db.taskRegistry().register("after the end", "third", call -> "4");
    }

    @Test
    void aWorkerWithQueuesOfItsChoiceServesNoOthersLater() {
        task(call -> "1", eager());
        try (TaskWorkerHandle worker =
                db.runTasks(db.taskRegistry(), worker().queues(List.of("mail")).build())) {
            db.taskRegistry().register("late", "another", call -> "2");
            assertThat(worker.workers()).hasSize(1);
        }
    }

    @Test
    void aPeriodicTaskThatIsRegisteredWhileTheWorkerRunsGetsItsScheduleAndAScheduler() {
        task(call -> "1", eager());
        try (TaskWorkerHandle worker = db.runTasks(db.taskRegistry(), worker().build())) {
            assertThat(worker.scheduler()).isEmpty();
            db.tasks().register(new Nightly());
            assertThat(db.scheduler().list()).extracting(Schedule::queue).containsExactly("nights");
            assertThat(worker.scheduler().orElseThrow().isRunning()).isTrue();
            assertThat(worker.workers()).hasSize(2);
        }
    }

    /** Public, so that it can be called. */
    public static class Nightly {

        @Task(queue = "nights")
        @PeriodicTask("0 3 * * *")
        public void clean() {}
    }

    @Test
    void missingArgumentsAreNone() {
        task(call -> "[" + call.argsJson() + "," + call.kwargsJson() + "]", eager());
        long id = db.queue("mail").enqueue("{ \"__honker_task__\" : { \"task\" : \"\\u0074\" } }");
        work();
        assertThat(db.queue("mail").waitResult(id, WaitOptions.timeout(SOON))).isEqualTo("[[],{}]");
    }

    @Test
    void aFailureIsRetriedAsOftenAsTheTaskSaysAndThenDiesWithItsTrace() {
        AtomicInteger runs = new AtomicInteger();
        TaskHandle task = task(
                call -> {
                    throw new IllegalStateException("run " + runs.incrementAndGet());
                },
                eager().retries(2));
        work();
        TaskResult<String> result = task.enqueue("[]", "{}");
        assertThatThrownBy(() -> result.await(SOON)).isInstanceOf(JobDeadException.class);
        assertThat(death(result.id()))
                .startsWith("java.lang.IllegalStateException: run 2")
                .contains("TaskWorkerTest");
        assertThat(runs).hasValue(2);
    }

    @Test
    void theTasksRetriesEndAJobThatAnotherProgramGaveMore() {
        AtomicInteger runs = new AtomicInteger();
        TaskHandle task = task(
                call -> {
                    runs.incrementAndGet();
                    throw new AssertionError("no");
                },
                eager().retries(2));
        long id = db.queue("mail")
                .enqueue(
                        TaskCall.empty().payload(task.name()),
                        EnqueueOptions.builder().maxAttempts(50).build());
        work();
        assertThat(death(id)).startsWith("java.lang.AssertionError: no");
        assertThat(runs).hasValue(2);
    }

    @Test
    void aDelayGrowsWithEachFailureUpToItsCap() {
        TaskOptions options = TaskOptions.builder()
                .retryDelay(Duration.ofSeconds(100))
                .backoff(3)
                .maxRetryDelay(Duration.ofSeconds(500))
                .jitter(0)
                .build();
        assertThat(options.delays().delay(1)).isEqualTo(Duration.ofSeconds(100));
        assertThat(options.delays().delay(2)).isEqualTo(Duration.ofSeconds(300));
        assertThat(options.delays().delay(3)).isEqualTo(Duration.ofSeconds(500));
        TaskHandle task = db.taskRegistry()
                .register(
                        "t",
                        "mail",
                        call -> {
                            throw new IllegalStateException();
                        },
                        options);
        long id = task.enqueue("[]", "{}").id();
        execute("UPDATE _honker_live SET attempts = 1");
        try (TaskWorkerHandle worker = work()) {
            await(() -> worker.counts().retried() == 1);
        }
        assertThat(number("SELECT run_at - unixepoch() FROM _honker_live WHERE id = ?", id))
                .isBetween(250L, 301L);
    }

    @Test
    void aRetryableFailureHasItsOwnDelay() {
        TaskHandle task = task(
                call -> {
                    throw new RetryableException("later", Duration.ofSeconds(1000));
                },
                eager());
        TaskHandle last = db.taskRegistry()
                .register(
                        "last",
                        "mail",
                        call -> {
                            throw new RetryableException("never", Duration.ofSeconds(1000));
                        },
                        eager().retries(1).build());
        long id = task.enqueue("[]", "{}").id();
        try (TaskWorkerHandle worker = work()) {
            await(() -> worker.counts().retried() == 1);
            assertThat(death(last.enqueue("[]", "{}").id())).isEqualTo("never");
        }
        assertThat(number("SELECT run_at - unixepoch() FROM _honker_live WHERE id = ?", id))
                .isBetween(950L, 1001L);
    }

    @Test
    void whatIsNotWorthARetryDiesAtOnce() {
        AtomicInteger runs = new AtomicInteger();
        TaskHandle task = task(
                call -> {
                    runs.incrementAndGet();
                    throw new NumberFormatException("bad");
                },
                eager().retries(5).noRetryFor(List.of(IllegalArgumentException.class)));
        work();
        assertThat(death(task.enqueue("[]", "{}").id())).startsWith("java.lang.NumberFormatException: bad");
        assertThat(runs).hasValue(1);
    }

    @Test
    void aTimeoutInterruptsAndFreesTheSlotAndItsTextIsThatOfOtherLanguages() throws Exception {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch release = new CountDownLatch(1);
        TaskHandle stubborn = task(
                call -> {
                    while (release.getCount() > 0) {
                        try {
                            release.await();
                        } catch (InterruptedException e) {
                            interrupted.set(true);
                        }
                    }
                    return "too late";
                },
                eager().retries(1).timeout(Duration.ofMillis(50)));
        TaskHandle other = db.taskRegistry().register("other", "mail", call -> "1");
        db.runTasks(db.taskRegistry(), worker().concurrency(1).build());
        TaskResult<String> late = stubborn.enqueue("[]", "{}");
        assertThat(death(late.id())).isEqualTo("timeout after 0.05s");
        assertThat(other.enqueue("[]", "{}").await(SOON)).isEqualTo("1");
        release.countDown();
        assertThat(late.get()).isEmpty();
        assertThat(interrupted).isTrue();
    }

    @Test
    void aTimeoutOfTheHandlersOwnIsAFailureLikeAnyOther() {
        TaskHandle task = task(
                call -> {
                    throw new TimeoutException("mine");
                },
                eager().retries(1).timeout(SOON));
        work();
        assertThat(death(task.enqueue("[]", "{}").id()))
                .startsWith("java.util.concurrent.TimeoutException: mine")
                .contains("at dev.honker.TaskWorkerTest");
    }

    @Test
    void aTaskWhoseResultIsNoJsonIsDoneAllTheSame() {
        AtomicInteger runs = new AtomicInteger();
        FunctionTask<String, Object> task = db.taskRegistry()
                .register("f", "mail", String.class, Object.class, text -> {
                    runs.incrementAndGet();
                    return new Object();
                });
        try (TaskWorkerHandle worker = work()) {
            TaskResult<Object> result = task.enqueue("x");
            await(() -> worker.counts().acked() == 1);
            assertThat(result.isDone()).isFalse();
        }
        assertThat(runs).hasValue(1);
        assertThat(number("SELECT count(*) FROM _honker_live") + number("SELECT count(*) FROM _honker_dead"))
                .isZero();
    }

    @Test
    void aHandlerMaySettleItsJobItself() throws Exception {
        TaskHandle task = task(
                new TaskHandler() {
                    @Override
                    public String handle(TaskCall call) {
                        return "local";
                    }

                    @Override
                    public String handle(TaskCall call, Job job) {
                        job.fail("by itself, attempt " + job.attempts());
                        return "ignored";
                    }
                },
                eager());
        work();
        TaskResult<String> result = task.enqueue("[]", "{}");
        assertThat(death(result.id())).isEqualTo("by itself, attempt 1");
        assertThat(result.get()).isEmpty();
        assertThat(task.callLocal(TaskCall.empty())).isEqualTo("local");
    }

    @Test
    void onlyTheChosenQueuesAreRunAndAStopEndsAllOfThem() {
        db.taskRegistry().register("a", "first", call -> "1");
        TaskHandle second = db.taskRegistry().register("b", "second", call -> "2");
        db.queue("first").enqueue(TaskCall.empty().payload("a"));
        TaskWorkerHandle worker = db.runTasks(
                db.taskRegistry(), worker().queues(List.of("second")).build());
        assertThat(second.enqueue("[]", "{}").await(SOON)).isEqualTo("2");
        assertThat(db.queue("first").size()).isOne();
        assertThat(worker.isRunning()).isTrue();
        assertThat(worker.stop(SOON)).isTrue();
        assertThat(worker.isRunning()).isFalse();
        assertThat(worker.awaitEnd(Duration.ofNanos(TimeUnit.SECONDS.toNanos(1))))
                .isTrue();
        TaskWorkerHandle all = work();
        all.close();
        assertThat(all.workers()).hasSize(2).noneMatch(WorkerHandle::isRunning);
    }
}
