package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tasks as handlers by name, without annotations and proxies. */
class TaskRegistryTest extends TaskFixture {

    record Mail(String to, int count) {}

    record Receipt(String text) {}

    private static final TaskHandler ECHO = call -> "[" + call.argsJson() + "," + call.kwargsJson() + "]";

    @Test
    void aCallIsTheEnvelopeOfOtherLanguagesAndItsNumbersStayAsWritten() {
        TaskHandle echo = new TaskRegistry(db).register("echo \"x\"", "mail", ECHO);
        echo.enqueue("[1.0, 12345678901234567890]", "{\"a\": 1e2}");
        assertThat(payload())
                .isEqualTo("{\"__honker_task__\":{\"task\":\"echo \\\"x\\\"\",\"args\":[1.0, 12345678901234567890],"
                        + "\"kwargs\":{\"a\": 1e2}}}");
        assertThat(new TaskCall("[1]", "{}").payload("t"))
                .isEqualTo("{\"__honker_task__\":{\"task\":\"t\",\"args\":[1],\"kwargs\":{}}}");
    }

    @Test
    void aTaskIsRunAndItsResultAwaited() throws Exception {
        TaskRegistry registry = db.taskRegistry();
        TaskHandle echo = registry.register("echo", "mail", ECHO);
        TaskHandle nothing = registry.register("nothing", "other", call -> null);
        try (TaskWorkerHandle worker = work()) {
            TaskResult<String> result = echo.enqueue("[1.0,99999999999999999999]", "{\"a\":null}");
            assertThat(result.await(SOON)).isEqualTo("[[1.0,99999999999999999999],{\"a\":null}]");
            assertThat(result.get()).contains("[[1.0,99999999999999999999],{\"a\":null}]");
            assertThat(result.isDone()).isTrue();
            assertThat(result.waitForAsync(WaitOptions.timeout(SOON)).get(30, TimeUnit.SECONDS))
                    .startsWith("[[1.0");
            TaskResult<String> none = nothing.enqueue(TaskCall.empty());
            assertThat(none.waitFor(WaitOptions.timeout(SOON))).isEqualTo("null");
            assertThat(worker.workers())
                    .extracting(WorkerHandle::workerId)
                    .hasSize(2)
                    .doesNotHaveDuplicates();
            await(() -> worker.counts().acked() == 2);
            assertThat(worker.running()).isZero();
        }
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
        assertThat(number("SELECT expires_at - created_at FROM _honker_results LIMIT 1"))
                .isBetween(3590L, 3610L);
    }

    @Test
    void aResultThatIsNotStoredIsNotWaitedFor() {
        TaskHandle echo = db.taskRegistry()
                .register(
                        "echo",
                        "mail",
                        ECHO,
                        TaskOptions.builder().storeResult(false).build());
        TaskResult<String> result = echo.enqueue("[]", "{}");
        try (TaskWorkerHandle worker = work()) {
            await(() -> worker.counts().acked() == 1);
        }
        assertThat(number("SELECT count(*) FROM _honker_results")).isZero();
        assertThatThrownBy(() -> result.await(SOON))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("'echo' stores no result");
    }

    @Test
    void optionsOfTheTaskAreThoseOfItsJobsUnlessTheCallSaysOtherwise() {
        TaskOptions options = TaskOptions.builder()
                .retries(7)
                .priority(5)
                .expires(Duration.ofMinutes(1))
                .build();
        TaskHandle echo = db.taskRegistry().register("echo", "mail", ECHO, options);
        LiveJob plain = job(echo.enqueue("[]", "{}"));
        assertThat(plain.maxAttempts()).isEqualTo(7);
        assertThat(plain.priority()).isEqualTo(5);
        assertThat(plain.expiresAt()).isNotNull();
        LiveJob own = job(echo.enqueue(
                TaskCall.empty(),
                EnqueueOptions.builder()
                        .priority(-1)
                        .maxAttempts(2)
                        .delay(Duration.ofHours(1))
                        .expires(Duration.ofHours(2))
                        .build()));
        assertThat(own.expiresAt()).isAfter(own.runAt());
        assertThat(own.maxAttempts()).isEqualTo(2);
        assertThat(own.priority()).isEqualTo(-1);
        assertThat(own.runAt()).isAfter(plain.runAt().plusSeconds(3000));
        db.queue("tries", QueueOptions.builder().maxAttempts(9).build());
        assertThat(job(db.taskRegistry().register("other", "tries", ECHO).enqueue("[]", "{}"))
                        .maxAttempts())
                .isEqualTo(9);
    }

    private LiveJob job(TaskResult<?> result) {
        return db.queue("mail").getJob(result.id()).orElseThrow();
    }

    @Test
    void callsBelongToTheTransactionTheyAreMadeIn() throws Exception {
        TaskHandle echo = db.taskRegistry().register("echo", "mail", ECHO);
        assertThatThrownBy(() -> db.transactionVoid(tx -> {
                    echo.enqueue("[1]", "{}");
                    echo.enqueue(tx, TaskCall.empty());
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(db.queue("mail").size()).isZero();
        try (Connection connection = DriverManager.getConnection("jdbc:honker:sqlite:" + file)) {
            connection.setAutoCommit(false);
            echo.enqueue(connection, TaskCall.empty());
            assertThat(db.queue("mail").size()).isZero();
            connection.commit();
        }
        assertThat(db.queue("mail").size()).isOne();
    }

    @Test
    void aNameIsThatOfOneTask() {
        TaskRegistry registry = db.taskRegistry();
        registry.register("b", "q2", ECHO);
        registry.register("a", "q1", ECHO);
        registry.register("a", "q1", ECHO);
        assertThat(registry.names()).containsExactly("a", "b");
        assertThat(registry.queues()).containsExactly("q1", "q2");
        assertThat(registry.get("a")).contains(new TaskSpec("a", "q1", ECHO, TaskOptions.defaults()));
        assertThat(registry.get("c")).isEmpty();
        assertThatThrownBy(() -> registry.register("a", "q1", call -> null))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageStartingWith("duplicate task name 'a' — ");
        assertThatThrownBy(() -> registry.register(" ", "q", ECHO)).hasMessageContaining("task name must not be blank");
    }

    @Test
    void aFormerNameKeepsItsJobsRunning() {
        TaskRegistry registry = db.taskRegistry();
        registry.register("new", "mail", ECHO);
        long old = db.queue("mail").enqueue(new TaskCall("[1]", "{}").payload("old"));
        registry.alias("new", "old", "older");
        registry.alias("new", "old");
        assertThat(registry.names()).containsExactly("new");
        work();
        assertThat(TaskResult.ofJob(db.queue("mail"), old, Honker.json(List.class))
                        .typed(TaskRegistryTest.raw())
                        .await(SOON))
                .isEqualTo("[[1],{}]");
        registry.register("other", "mail", ECHO);
        assertThatThrownBy(() -> registry.alias("other", "old"))
                .hasMessage("duplicate task name 'old' — it is a former name of the task 'new'; give this one a name of"
                        + " its own");
        assertThatThrownBy(() -> registry.register("older", "mail", ECHO)).hasMessageContaining("duplicate task name");
        assertThatThrownBy(() -> registry.alias("new", "other")).hasMessageContaining("duplicate task name 'other'");
        assertThatThrownBy(() -> registry.alias("none", "x"))
                .hasMessageContaining("no task is registered as 'none', but [new, other] are");
    }

    private static JsonCodec<String> raw() {
        return TaskResult.RAW;
    }

    @Test
    void resultsHaveATypeByACodecOfOnesOwn() {
        TypedTaskHandle<Receipt> receipts = db.taskRegistry()
                .registerTyped(
                        "receipt",
                        "mail",
                        Honker.json(Receipt.class),
                        call -> "{\"text\":"
                                + call.argsJson().substring(1, call.argsJson().length() - 1) + "}");
        work();
        assertThat(receipts.enqueue("[\"x\"]", "{}").await(SOON)).isEqualTo(new Receipt("x"));
    }

    @Test
    void aFunctionTakesAndGivesValues() throws Exception {
        FunctionTask<Mail, Receipt> send = db.taskRegistry()
                .register(
                        "send",
                        "mail",
                        Mail.class,
                        Receipt.class,
                        mail -> mail.count() == 0 ? null : new Receipt(mail.to() + mail.count()));
        work();
        assertThat(send.enqueue(new Mail("a", 1)).await(SOON)).isEqualTo(new Receipt("a1"));
        TaskResult<Receipt> none = send.enqueue(new Mail("a", 0));
        assertThat(none.await(SOON)).isNull();
        assertThat(none.get()).isEqualTo(Optional.empty());
        assertThat(none.isDone()).isTrue();
        assertThat(send.callLocal(new Mail("b", 2))).isEqualTo(new Receipt("b2"));
        long wrong = send.raw().enqueue("[\"secret\"]", "{}").id();
        assertThat(death(wrong))
                .startsWith("argument 1 of task 'send' cannot be decoded by its codec")
                .doesNotContain("secret");
        assertThat(death(send.raw().enqueue("[]", "{}").id()))
                .isEqualTo("task 'send' takes one argument by position, but got 0 by position and 0 by name");
        assertThat(death(send.raw().enqueue("[null]", "{}").id())).contains("must not be null");
    }

    @Test
    void aHandlerCanBeCalledHereAndNow() throws Exception {
        TaskHandle echo = db.taskRegistry().register("echo", "mail", ECHO);
        assertThat(echo.callLocal(new TaskCall("[2]", "{}"))).isEqualTo("[[2],{}]");
        assertThat(db.queue("mail").size()).isZero();
    }

    @Test
    void argumentsThatAreNoJsonAreRefusedAtTheCall() {
        TaskHandle echo = db.taskRegistry().register("echo", "mail", ECHO);
        assertThatThrownBy(() -> echo.enqueue("[1", "{}"))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("argsJson must be a JSON array, but is not valid JSON");
        assertThatThrownBy(() -> echo.enqueue("[]", "[]")).hasMessageContaining("kwargsJson must be a JSON object");
        assertThat(db.queue("mail").size()).isZero();
    }

    @Test
    void aWorkerNeedsTasksOfItsOwnDatabase() {
        assertThatThrownBy(this::work).hasMessageContaining("no task is registered");
        db.taskRegistry().register("echo", "mail", ECHO);
        assertThatThrownBy(() -> db.runTasks(
                        db.taskRegistry(), worker().queues(List.of("post")).build()))
                .hasMessage("queues must be among those of the registered tasks, [mail], but is [post]");
        try (Database other = Honker.open(directory.resolve("other.db"))) {
            assertThatThrownBy(() -> other.runTasks(db.taskRegistry()))
                    .isInstanceOf(HonkerInvalidOptionException.class)
                    .hasMessageContaining("another database");
        }
    }

    @Test
    void theSameFunctionMayBeRegisteredAgain() {
        TaskFunction<String, String> function = text -> text;
        db.taskRegistry().register("f", "mail", String.class, String.class, function);
        db.taskRegistry().register("f", "mail", String.class, String.class, function);
        assertThat(db.taskRegistry().names()).containsExactly("f");
    }

    @Test
    void aRefusedRegistrationLeavesTheTasksThatWereThereAsTheyWere() {
        MailTasks tasks = new MailTasks();
        db.tasks().register(tasks);
        TaskSpec spec = db.taskRegistry().get("a").orElseThrow();
        TaskOptions own = TaskOptions.builder().retries(9).build();
        db.taskRegistry().register("a", "other", spec.handler(), own);
        db.taskRegistry().alias("a", "z");
        assertThatThrownBy(() -> db.taskRegistry()
                        .registerAll(List.of(spec, new TaskSpec("z", "q", ECHO, own)), Map.of(), List.of()))
                .isInstanceOf(HonkerInvalidOptionException.class);
        assertThat(db.taskRegistry().get("a").orElseThrow().queue()).isEqualTo("other");
    }

    /** One task. */
    static class MailTasks {
        @Task(name = "a")
        void a() {}
    }

    @Test
    void aRefusedRegistrationLeavesNoFormerNameAndNoSchedule() {
        TaskRegistry registry = db.taskRegistry();
        registry.register("taken", "q", ECHO);
        TaskSpec spec = new TaskSpec("a", "q", ECHO, TaskOptions.defaults());
        PeriodicSpec schedule = new PeriodicSpec("s", "a", CronSchedule.cron("* * * * *"), Optional.empty());
        assertThatThrownBy(() -> registry.registerAll(List.of(spec), Map.of("old", "a", "taken", "a"), List.of()))
                .hasMessageContaining("duplicate task name 'taken'");
        assertThatThrownBy(() -> registry.registerAll(
                        List.of(spec),
                        Map.of("old", "a"),
                        List.of(schedule, new PeriodicSpec("t", "none", schedule.cron(), schedule.zone()))))
                .hasMessageContaining("no task is registered as 'none'");
        assertThat(registry.get("old")).isEmpty();
        assertThat(registry.periodic()).isEmpty();
        assertThat(registry.names()).containsExactly("taken");
        registry.register("old", "q", call -> null);
    }

    @Test
    void aFormerNameIsNotTheNameItself() {
        db.taskRegistry().register("x", "q", ECHO);
        assertThatThrownBy(() -> db.taskRegistry().alias("x", "x"))
                .hasMessage("a former name of the task 'x' must be another one than the name it has now");
    }

    @Test
    void handlesOfEveryKindAreBoundToTheTransactionThatTheyAreGiven() throws Exception {
        TaskRegistry registry = db.taskRegistry();
        TypedTaskHandle<String> typed = registry.registerTyped("typed", "mail", Honker.json(String.class), ECHO);
        FunctionTask<String, String> function =
                registry.register("function", "mail", String.class, String.class, text -> text);
        try (Connection connection = DriverManager.getConnection("jdbc:honker:sqlite:" + file)) {
            connection.setAutoCommit(false);
            Transaction tx = Honker.on(connection);
            typed.in(tx).enqueue("[]", "{}");
            typed.in(connection).enqueue("[]", "{}");
            typed.raw().in(tx).enqueue("[]", "{}");
            function.in(tx).enqueue("x");
            function.in(connection).enqueue("x");
            db.tasks().in(tx).proxy(Bound.class).run();
            assertThat(db.queue("mail").size()).isZero();
            assertThat(tx.queue("mail").size()).isEqualTo(6);
            connection.rollback();
        }
    }

    /** Nothing but a task. */
    interface Bound {
        @Task(queue = "mail")
        void run();
    }

    @Test
    void theExpiryOfACallWinsOverThatOfTheTask() {
        TaskHandle echo = db.taskRegistry()
                .register(
                        "echo",
                        "mail",
                        ECHO,
                        TaskOptions.builder().expires(Duration.ofMinutes(1)).build());
        echo.enqueue(
                TaskCall.empty(),
                EnqueueOptions.builder().expires(Duration.ofHours(5)).build());
        assertThat(number("SELECT expires_at - created_at FROM _honker_live")).isEqualTo(5 * 3600);
    }
}
