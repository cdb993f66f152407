package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Methods as tasks: called through a proxy, run on a registered instance. */
class AnnotatedTasksTest extends TaskFixture {

    record Order(long id, Instant at, List<String> items) {}

    enum Tone {
        WARM
    }

    /** Its constructor needs what a process that only enqueues does not have. */
    public static class EmailTasks {

        final BlockingQueue<String> sent;
        private String state = "made";

        EmailTasks(BlockingQueue<String> sent) {
            this.sent = java.util.Objects.requireNonNull(sent);
        }

        @Task(queue = "emails")
        public void send(String to, int count) {
            sent.add(to + count);
        }

        @Task(queue = "emails")
        public TaskResult<String> greet(@Nullable String to) {
            return TaskResult.of(to == null ? null : "hi " + to);
        }

        @Task(name = "greet.warmly", queue = "emails")
        public String greet(String to, Tone tone) {
            return tone + " " + to;
        }

        @Task(queue = "emails")
        public Map<String, List<Order>> orders(List<Order> orders, Optional<Duration> patience, Instant[] times) {
            return Map.of(patience + " " + times.length, orders);
        }

        @Task(queue = "emails")
        int count(long a, double b, boolean c, char d, byte e, short f, float g) {
            return (int) (a + b + (c ? 1 : 0) + d + e + f + g);
        }

        @Task(queue = "emails", retries = 1)
        protected boolean named(@TaskParam("recipient") String to, int number, Job job) {
            sent.add(to + number + job.attempts());
            return true;
        }

        @Task(queue = "emails", retries = 1)
        public void fail() throws TimeoutException {
            throw new TimeoutException("no answer");
        }

        public String describe() {
            return state;
        }

        @Override
        public String toString() {
            return "sent " + sent.size();
        }
    }

    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();

    private EmailTasks proxy() {
        return db.tasks().proxy(EmailTasks.class);
    }

    private void register() {
        db.tasks().register(new EmailTasks(sent));
    }

    @Test
    void aCallOnAProxyIsAJobThatARegisteredInstanceRuns() throws Exception {
        proxy().send("a", 3);
        assertThat(payload())
                .isEqualTo("{\"__honker_task__\":{\"task\":\"dev.honker.AnnotatedTasksTest.EmailTasks.send\","
                        + "\"args\":[\"a\",3],\"kwargs\":{}}}");
        register();
        work();
        assertThat(sent.poll(30, TimeUnit.SECONDS)).isEqualTo("a3");
    }

    @Test
    void aTaskResultIsAwaitedWithItsType() {
        register();
        TaskResult<String> greeting = proxy().greet("you");
        TaskResult<String> none = proxy().greet(null);
        assertThat(greeting.get()).isEmpty();
        work();
        assertThat(greeting.await(SOON)).isEqualTo("hi you");
        assertThat(greeting.get()).contains("hi you");
        assertThat(none.await(SOON)).isNull();
        assertThat(none.isDone()).isTrue();
    }

    @Test
    void anyOtherResultIsAwaitedThroughSubmit() {
        register();
        EmailTasks proxy = proxy();
        assertThat(proxy.greet("me", Tone.WARM)).isNull();
        List<Order> orders = List.of(new Order(1, Instant.parse("2026-01-02T03:04:05Z"), List.of("tea")));
        work();
        TaskResult<String> warm = db.tasks().submit(() -> proxy.greet("you", Tone.WARM));
        TaskResult<Map<String, List<Order>>> map =
                db.tasks().submit(() -> proxy.orders(orders, Optional.of(Duration.ofSeconds(5)), new Instant[2]));
        TaskResult<Map<String, List<Order>>> empty =
                db.tasks().submit(() -> proxy.orders(orders, Optional.empty(), new Instant[0]));
        TaskResult<Integer> count = db.tasks().submit(() -> proxy.count(1, 2.5, true, 'a', (byte) 4, (short) 5, 6f));
        TaskResult<Void> nothing = db.tasks().submit(() -> proxy.send("x", 1));
        assertThat(warm.await(SOON)).isEqualTo("WARM you");
        assertThat(map.await(SOON)).isEqualTo(Map.of("Optional[PT5S] 2", orders));
        assertThat(empty.await(SOON)).isEqualTo(Map.of("Optional.empty 0", orders));
        assertThat(count.await(SOON)).isEqualTo(1 + 2 + 1 + 'a' + 4 + 5 + 6);
        assertThat(nothing.await(SOON)).isNull();
    }

    @Test
    void submitTakesExactlyOneCallOrNone() {
        EmailTasks proxy = proxy();
        Tasks tasks = db.tasks();
        assertThatThrownBy(() -> tasks.submit(() -> {}))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("but 0 were called; nothing was enqueued");
        assertThatThrownBy(() -> tasks.submit(() -> {
                    proxy.send("a", 1);
                    proxy.send("b", 2);
                }))
                .hasMessageContaining("but 2 were called");
        assertThatThrownBy(() -> tasks.submit(() -> {
                    proxy.send("a", 1);
                    throw new TimeoutException("mine");
                }))
                .isInstanceOf(HonkerException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        assertThatThrownBy(() -> tasks.submit(() -> proxy.greet("a")))
                .hasMessageContaining("call it on the proxy directly");
        assertThat(db.queue("emails").size()).isZero();
        proxy.send("c", 3);
        assertThat(db.queue("emails").size()).isOne();
    }

    @Test
    void callLocalRunsOnTheRegisteredInstanceAndItsExceptionsComeThrough() throws Exception {
        EmailTasks proxy = proxy();
        Tasks tasks = db.tasks();
        assertThatThrownBy(() -> tasks.callLocal(() -> proxy.greet("you", Tone.WARM)))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("no instance is registered that could run the task 'greet.warmly'");
        register();
        assertThat(tasks.callLocal(() -> proxy.greet("you", Tone.WARM))).isEqualTo("WARM you");
        assertThat(tasks.callLocal(() -> proxy.greet("you")).get()).contains("hi you");
        tasks.callLocal(() -> proxy.send("a", 1));
        assertThat(sent).containsExactly("a1");
        assertThatThrownBy(() -> tasks.callLocal(() -> proxy.fail())).isInstanceOf(TimeoutException.class);
        assertThat(db.queue("emails").size()).isZero();
    }

    /** Calls another task from its body. */
    static class Chain {

        private final EmailTasks emails;

        Chain(EmailTasks emails) {
            this.emails = emails;
        }

        @Task
        int start() {
            emails.send("from a task", 1);
            return 1;
        }
    }

    @Test
    void whatALocalTaskCallsItselfIsEnqueued() throws Exception {
        db.tasks().register(new Chain(proxy()));
        Chain chain = db.tasks().proxy(Chain.class);
        assertThat(db.tasks().callLocal(chain::start)).isOne();
        assertThat(db.queue("emails").size()).isOne();
    }

    @Test
    void argumentsComeByPositionAndByNameAndTheJobIsGiven() throws Exception {
        register();
        String task = "dev.honker.AnnotatedTasksTest.EmailTasks.named";
        proxy().named("a", 1, null);
        assertThat(payload()).endsWith("\"args\":[\"a\",1],\"kwargs\":{}}}");
        db.queue("emails").enqueue(new TaskCall("[\"b\"]", "{\"number\":2}").payload(task));
        db.queue("emails").enqueue(new TaskCall("[]", "{\"number\":3,\"recipient\":\"c\"}").payload(task));
        work();
        assertThat(List.of(
                        sent.poll(30, TimeUnit.SECONDS),
                        sent.poll(30, TimeUnit.SECONDS),
                        sent.poll(30, TimeUnit.SECONDS)))
                .containsExactlyInAnyOrder("a11", "b21", "c31");
    }

    @Test
    void argumentsThatDoNotFitMakeADeadLetterThatNamesThemAndNotTheirValues() {
        register();
        work();
        assertThat(wrong("[\"a\",\"secret\"]", "{}"))
                .isEqualTo("argument 2 'number' of task 'dev.honker.AnnotatedTasksTest.EmailTasks.named' must be of"
                        + " type int, but the JSON string that was given can't be read as one");
        assertThat(wrong("[\"a\",null]", "{}")).contains("'number'", "must be of type int", "JSON null");
        assertThat(wrong("[5,1]", "{}")).contains("'recipient'", "java.lang.String", "JSON number");
        assertThat(wrong("[\"a\",1,2]", "{}"))
                .endsWith("takes 2 arguments (recipient: java.lang.String, number: int), but got 3 by position");
        assertThat(wrong("[\"a\"]", "{}")).endsWith("of type int, is missing").contains("argument 2 'number'");
        assertThat(wrong("[\"a\",1]", "{\"number\":1}")).contains("'number'", "given twice");
        assertThat(wrong("[\"a\",1]", "{\"other\":1}")).contains("has no argument 'other', but takes (recipient");
        assertThat(sent).isEmpty();
    }

    private String wrong(String args, String kwargs) {
        String task = "dev.honker.AnnotatedTasksTest.EmailTasks.named";
        return death(db.queue("emails").enqueue(new TaskCall(args, kwargs).payload(task)));
    }

    @Test
    void callsBelongToTheTransactionTheyAreMadeIn() throws Exception {
        EmailTasks proxy = proxy();
        assertThatThrownBy(() -> db.transactionVoid(tx -> {
                    proxy.send("joined", 1);
                    tx.tasks().proxy(EmailTasks.class).send("bound", 2);
                    assertThat(tx.queue("emails").size()).isEqualTo(2);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(db.queue("emails").size()).isZero();
        try (Connection connection = DriverManager.getConnection("jdbc:honker:sqlite:" + file)) {
            connection.setAutoCommit(false);
            TaskResult<String> greeting =
                    db.tasks().in(connection).proxy(EmailTasks.class).greet("you");
            Honker.on(connection).tasks().proxy(EmailTasks.class).send("on", 3);
            assertThat(db.queue("emails").size()).isZero();
            connection.commit();
            register();
            work();
            assertThat(greeting.await(SOON)).isEqualTo("hi you");
            assertThatThrownBy(() -> Honker.on(connection).tasks().register(new EmailTasks(sent)))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("know no Database");
        }
        assertThatThrownBy(() -> db.transactionVoid(tx -> tx.tasks().run()))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("can't be part of a transaction");
    }

    @Test
    void optionsOfACallWinOverThoseOfTheTask() {
        Tasks later = db.tasks()
                .with(EnqueueOptions.builder().delay(Duration.ofHours(1)).build());
        later.proxy(EmailTasks.class).send("x", 1);
        assertThat(number("SELECT run_at - created_at FROM _honker_live")).isBetween(3600L, 3601L);
        assertThat(number("SELECT max_attempts FROM _honker_live")).isEqualTo(3);
    }

    @Test
    void aProxyIsNoInstanceAndRefusesWhatIsNoTask() {
        EmailTasks proxy = proxy();
        assertThat(proxy).isEqualTo(proxy).isNotEqualTo(proxy()).hasToString("tasks of " + EmailTasks.class.getName());
        assertThat(proxy.hashCode()).isEqualTo(System.identityHashCode(proxy));
        assertThat(proxy.getClass()).isSameAs(proxy().getClass());
        assertThatThrownBy(proxy::describe)
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("EmailTasks.describe is no task");
        assertThatThrownBy(() -> db.tasks().register(proxy)).hasMessageContaining("but is a proxy");
    }

    @Test
    void anArgumentThatIsNoJsonIsRefusedBeforeAnythingIsDone() {
        Unwritable proxy = db.tasks().proxy(Unwritable.class);
        assertThatThrownBy(() -> proxy.take(new Object()))
                .isInstanceOf(TaskArgumentException.class)
                .hasMessageContaining("argument 1 'value' of task");
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
    }

    /** One argument that may be missing. */
    static class Optionals {

        @Task
        String run(@Nullable List<Integer> list, Optional<String> maybe) {
            return list + " " + maybe;
        }

        @Task
        TaskResult<Optional<String>> give(String text) {
            return TaskResult.of(Optional.of(text).filter(value -> !value.isEmpty()));
        }
    }

    @Test
    void nullsAndOptionalsHaveARule() {
        db.tasks().register(new Optionals());
        Optionals proxy = db.tasks().proxy(Optionals.class);
        work();
        assertThat(db.tasks().submit(() -> proxy.run(null, Optional.empty())).await(SOON))
                .isEqualTo("null Optional.empty");
        assertThat(db.tasks()
                        .submit(() -> proxy.run(List.of(1), Optional.of("x")))
                        .await(SOON))
                .isEqualTo("[1] Optional[x]");
        assertThat(proxy.give("x").await(SOON)).contains("x");
        assertThat(proxy.give("").await(SOON)).isEmpty();
        long left = db.queue("default")
                .enqueue(new TaskCall("[[1, null]]", "{}").payload("dev.honker.AnnotatedTasksTest.Optionals.run"));
        assertThat(db.queue("default").waitResult(left, WaitOptions.timeout(SOON)))
                .isEqualTo("\"[1, null] Optional.empty\"");
    }

    /** Returns what has no JSON. */
    static class Unreadable {

        @Task
        Object run() {
            return new Object();
        }
    }

    @Test
    void aMethodWhoseResultIsNoJsonIsDoneAllTheSame() {
        db.tasks().register(new Unreadable());
        db.tasks().proxy(Unreadable.class).run();
        try (TaskWorkerHandle worker = work()) {
            await(() -> worker.counts().acked() == 1);
        }
        assertThat(number("SELECT count(*) FROM _honker_results")).isZero();
        assertThat(number("SELECT count(*) FROM _honker_dead")).isZero();
    }

    /** Takes what has no JSON. */
    interface Unwritable {
        @Task
        void take(Object value);
    }
}
