package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which methods are tasks, what they are called, and what is refused when a class is registered or proxied. */
class TaskRulesTest extends TaskFixture {

    /** What callers see. */
    interface MailApi {

        @Task(queue = "mail")
        TaskResult<String> send(String to);

        @Task(name = "mail.check", queue = "mail", aliases = "mail.test")
        boolean check(String to);

        default String help() {
            return "help";
        }
    }

    /** What runs it; the annotations are the interface's. */
    static class MailService implements MailApi {

        @Override
        public TaskResult<String> send(String to) {
            return TaskResult.of("sent " + to);
        }

        @Override
        public boolean check(String to) {
            return to.contains("@");
        }
    }

    /** Nothing of its own. */
    static class LoudMailService extends MailService {

        @Override
        public TaskResult<String> send(String to) {
            return TaskResult.of("SENT " + to);
        }
    }

    @Test
    void anInterfaceIsProxiedAndItsImplementationRuns() {
        db.tasks().register(new LoudMailService());
        assertThat(db.taskRegistry().names()).containsExactly("dev.honker.TaskRulesTest.MailApi.send", "mail.check");
        MailApi api = db.tasks().proxy(MailApi.class);
        work();
        assertThat(api.send("you").await(SOON)).isEqualTo("SENT you");
        assertThat(db.tasks().proxy(MailService.class).send("me").await(SOON)).isEqualTo("SENT me");
        assertThat(db.tasks().submit(() -> api.check("a@b")).await(SOON)).isTrue();
        assertThatThrownBy(api::help).hasMessageContaining("MailApi.help is no task");
    }

    @Test
    void aFormerNameOfAnAnnotationKeepsRunning() {
        db.tasks().register(new MailService());
        long id = db.queue("mail").enqueue(new TaskCall("[\"x\"]", "{}").payload("mail.test"));
        work();
        assertThat(db.queue("mail").waitResult(id, WaitOptions.timeout(SOON))).isEqualTo("false");
    }

    @Test
    void registeringTwoInstancesIsRefusedAsAWholeAndTheSameOneIsNot() {
        MailService service = new MailService();
        db.tasks().register(service);
        db.tasks().register(service);
        assertThatThrownBy(() -> db.tasks().register(new Both()))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageStartingWith("duplicate task name 'mail.check'");
        assertThat(db.taskRegistry().names()).doesNotContain("dev.honker.TaskRulesTest.Both.a");
    }

    /** One task of its own and one whose name is taken. */
    static class Both {

        @Task
        void a() {}

        @Task(name = "mail.check")
        void b() {}
    }

    @Test
    void everyAttributeOfAnAnnotationIsAnOption() {
        db.tasks().register(new Everything());
        TaskOptions options = db.taskRegistry().get("all").orElseThrow().options();
        assertThat(options.retries()).hasValue(7);
        assertThat(options.retryDelay()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.backoff()).isEqualTo(3);
        assertThat(options.maxRetryDelay()).isEqualTo(Duration.ofDays(2));
        assertThat(options.jitter()).isZero();
        assertThat(options.timeout()).contains(Duration.ofMinutes(5));
        assertThat(options.priority()).isEqualTo(-3);
        assertThat(options.expires()).contains(Duration.ofSeconds(90));
        assertThat(options.storeResult()).isFalse();
        assertThat(options.resultTtl()).isEqualTo(Duration.ofHours(3));
        assertThat(options.noRetryFor()).containsExactly(TimeoutException.class);
        TaskOptions defaults = db.taskRegistry()
                .get("dev.honker.TaskRulesTest.Everything.none")
                .orElseThrow()
                .options();
        assertThat(defaults).usingRecursiveComparison().isEqualTo(TaskOptions.defaults());
        assertThat(db.taskRegistry().queues()).containsExactly("default", "q");
    }

    /** Everything that can be said. */
    static class Everything {

        @Task(
                name = "all",
                queue = "q",
                retries = 7,
                retryDelay = "500ms",
                backoff = 3,
                maxRetryDelay = "2d",
                jitter = 0,
                timeout = "5m",
                priority = -3,
                expires = "PT1M30S",
                storeResult = false,
                resultTtl = "3h",
                noRetryFor = TimeoutException.class)
        void all() {}

        @Task
        void none() {}
    }

    private void isRefused(Class<?> type, Object instance, String... parts) {
        assertThatThrownBy(() -> db.tasks().register(instance))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContainingAll(parts);
        assertThatThrownBy(() -> db.tasks().proxy(type))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContainingAll(parts);
        assertThat(db.taskRegistry().names()).isEmpty();
    }

    static class Private {
        @Task
        private void run() {}
    }

    static class Static {
        @Task
        static void run() {}
    }

    static class Final {
        @Task
        final void run() {}
    }

    @Test
    void aMethodThatCannotBeOverriddenIsRefused() {
        isRefused(Private.class, new Private(), "TaskRulesTest$Private.run() is private", "overridable");
        isRefused(Static.class, new Static(), "Static.run() is static");
        isRefused(Final.class, new Final(), "Final.run() is final");
    }

    static class Overloads {
        @Task
        void run(int a) {}

        @Task
        void run(String a) {}
    }

    static class NoTasks {
        void run() {}
    }

    static class Generic<T> {
        @Task
        void run(List<T> values) {}
    }

    static class GenericArrays<T> {
        @Task
        void run(T[] values) {}
    }

    static class GenericMethod {
        @Task
        <T> void run(T value) {}
    }

    static class SameFormerNames {
        @Task(aliases = {"old", "old"})
        void run() {}
    }

    static class Later {
        @Task
        CompletableFuture<String> run() {
            return new CompletableFuture<>();
        }
    }

    static class BadDelay {
        @Task(retryDelay = "soon")
        void run() {}
    }

    static class BadRetries {
        @Task(retries = 0)
        void run() {}
    }

    static class SameParameters {
        @Task
        void run(@TaskParam("a") int one, @TaskParam("a") int other) {}
    }

    static class PeriodicWithArgument {
        @PeriodicTask("* * * * *")
        void run(int a) {}
    }

    static class BadZone {
        @PeriodicTask(value = "* * * * *", zone = "Europe/Nowhere")
        void run() {}
    }

    @Test
    void whatIsWrongIsNamed() {
        isRefused(
                Overloads.class,
                new Overloads(),
                "duplicate task name",
                "run(int)",
                "run(java.lang.String)",
                "name = ");
        isRefused(NoTasks.class, new NoTasks(), "NoTasks has no tasks");
        isRefused(Generic.class, new Generic<String>(), "Generic.run(java.util.List)", "type variables", "List<T>");
        isRefused(GenericArrays.class, new GenericArrays<String>(), "type variables", "T[]");
        isRefused(GenericMethod.class, new GenericMethod(), "type variables", "is T");
        isRefused(SameFormerNames.class, new SameFormerNames(), "SameFormerNames.run()", "aliases", "[old, old]");
        isRefused(Later.class, new Later(), "Later.run()", "CompletableFuture", "TaskResult");
        isRefused(BadDelay.class, new BadDelay(), "BadDelay.run()", "retryDelay must be a duration", "\"soon\"");
        isRefused(BadRetries.class, new BadRetries(), "BadRetries.run()", "retries must be positive, but is 0");
        isRefused(SameParameters.class, new SameParameters(), "two parameters are called 'a'");
        isRefused(PeriodicWithArgument.class, new PeriodicWithArgument(), "a periodic task must take nothing");
        isRefused(BadZone.class, new BadZone(), "zone must be the name of a time zone", "Europe/Nowhere");
    }

    static final class FinalClass {
        @Task
        void run() {}
    }

    record RecordClass(int a) {
        @Task
        public void run() {}
    }

    @ParameterizedTest
    @ValueSource(classes = {FinalClass.class, RecordClass.class})
    void aFinalClassIsRegisteredButNotProxied(Class<?> type) {
        assertThatThrownBy(() -> db.tasks().proxy(type))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("it is final or sealed");
        db.tasks().register(type == FinalClass.class ? new FinalClass() : new RecordClass(1));
        assertThat(db.taskRegistry().names()).hasSize(1);
    }
}
