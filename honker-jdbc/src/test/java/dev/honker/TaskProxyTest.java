package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which methods of which classes a proxy takes, and as whose calls. */
class TaskProxyTest extends TaskFixture {

    /** A contract of many. */
    public interface Handler<T> {
        void handle(T event);
    }

    /** One of them. */
    public static class MailHandler implements Handler<String> {
        @Override
        @Task(name = "mail.handle")
        public void handle(String event) {}
    }

    @Test
    void aCallThroughAGenericInterfaceIsTheTaskThatImplementsIt() {
        Handler<String> handler = db.tasks().proxy(MailHandler.class);
        handler.handle("x");
        assertThat(db.queue("default").size()).isOne();
    }

    /** Says something of T, and overrides. */
    public abstract static class NumberHandler<T extends Number> implements Handler<T> {
        @Override
        public void handle(T event) {}
    }

    /** Says the rest. */
    public static class CountHandler extends NumberHandler<Integer> {
        @Override
        @Task(name = "count.handle")
        public void handle(Integer event) {}
    }

    @Test
    void aCallThroughEachOfSeveralGenericTypesIsTheTask() {
        CountHandler proxy = db.tasks().proxy(CountHandler.class);
        NumberHandler<Integer> numbers = proxy;
        Handler<Integer> all = proxy;
        proxy.handle(1);
        numbers.handle(2);
        all.handle(3);
        assertThat(number("SELECT count(*) FROM _honker_live WHERE payload LIKE '%count.handle%'"))
                .isEqualTo(3);
        db.tasks().register(new CountHandler());
        try (TaskWorkerHandle worker = work()) {
            await(() -> worker.counts().acked() == 3);
        }
    }

    /** Annotated where the type is not yet known. */
    public abstract static class Collector<T, R> {
        @Task(name = "collect", queue = "q")
        public R collect(List<? extends T> rows, T[] more) {
            return result(rows.get(0), more[0]);
        }

        abstract R result(T one, T other);
    }

    /** What is collected. */
    public record Row(int id) {}

    /** Says what. */
    public static class RowCollector extends Collector<Row, TaskResult<List<Row>>> {
        @Override
        TaskResult<List<Row>> result(Row one, Row other) {
            return TaskResult.of(List.of(one, other));
        }
    }

    @Test
    void argumentsAndResultsOfAnInheritedTaskAreOfTheTypesThatTheSubclassSays() {
        db.tasks().register(new RowCollector());
        work();
        assertThat(db.tasks()
                        .proxy(RowCollector.class)
                        .collect(List.of(new Row(1)), new Row[] {new Row(2)})
                        .await(SOON))
                .containsExactly(new Row(1), new Row(2));
    }

    /** A generic superclass whose subclass says what T is. */
    public abstract static class Importer<T> {
        @Task(name = "import")
        public void run(T row) {}
    }

    /** Says it. */
    public static class LineImporter extends Importer<String> {}

    @Test
    void anInheritedTaskOfAGenericSuperclassTakesTheTypeThatTheSubclassSays() {
        db.tasks().proxy(LineImporter.class).run("x");
        assertThat(payload()).contains("\"args\":[\"x\"]");
    }

    private static final List<String> RAN = new ArrayList<>();

    /** Overridable. */
    public static class Open {
        @Task
        public void run(String what) {
            RAN.add(what);
        }
    }

    /** No longer. */
    public static class Closed extends Open {
        @Override
        public final void run(String what) {
            RAN.add(what);
        }
    }

    @Test
    void aTaskWhoseOverrideIsFinalIsNeverRunByTheCallerOfAProxy() {
        RAN.clear();
        assertThatThrownBy(() -> db.tasks().proxy(Closed.class).run("x"))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("TaskProxyTest$Closed.run(java.lang.String) is final");
        assertThat(RAN).isEmpty();
        db.tasks().register(new Closed());
        assertThat(db.taskRegistry().names()).containsExactly("dev.honker.TaskProxyTest.Open.run");
    }

    /** One task, and a method that no proxy can take. */
    public static class HalfFinal {
        private final List<String> names = new ArrayList<>(List.of("a"));

        @Task
        public void run() {}

        public final @org.jspecify.annotations.Nullable List<String> names() {
            return names;
        }
    }

    @Test
    void aClassWithAFinalMethodThatIsNoTaskIsRefused() {
        assertThatThrownBy(() -> db.tasks().proxy(HalfFinal.class).names())
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("TaskProxyTest$HalfFinal.names() is final");
    }

    /** As many a base class of entities has it. */
    public static class FinalToString {
        @Task
        public void run() {}

        @Override
        public final String toString() {
            return "final";
        }
    }

    @Test
    void aClassWithAFinalToStringIsRefusedToo() {
        assertThatThrownBy(() -> db.tasks().proxy(FinalToString.class))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("TaskProxyTest$FinalToString.toString() is final");
    }

    /** What callers see. */
    public interface Api {
        @Task(queue = "mail")
        void send(String to);
    }

    /** Bears the annotation again, as overrides often do. */
    public static class Impl implements Api {
        @Override
        @Task(queue = "mail")
        public void send(String to) {}
    }

    @Test
    void aTaskAnnotatedOnTheInterfaceAndOnItsImplementationIsRunForCallersOfBoth() {
        db.tasks().register(new Impl());
        db.tasks().proxy(Api.class).send("x");
        try (TaskWorkerHandle worker = work()) {
            await(() -> worker.counts().acked() + worker.counts().dead() == 1);
            assertThat(worker.counts().acked()).as("acked").isOne();
        }
    }

    /** Its calls would go where nobody runs them. */
    public static class ElsewhereImpl implements Api {
        @Override
        @Task(queue = "post")
        public void send(String to) {}
    }

    @Test
    void aTaskThatOverridesOneOfAnotherQueueIsRefusedAndBothAreNamed() {
        assertThatThrownBy(() -> db.tasks().register(new ElsewhereImpl()))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContainingAll("ElsewhereImpl.send(", "'post'", "Api.send(", "'mail'");
    }

    /** Two methods that both were called the same. */
    static class SameFormerName {
        @Task(aliases = "old")
        void a() {}

        @Task(aliases = "old")
        void b() {}
    }

    @Test
    void aFormerNameOfTwoMethodsIsRefused() {
        assertThatThrownBy(() -> db.tasks().register(new SameFormerName()))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("old");
    }

    @Test
    void aClassThatIsUndeployedCanBeCollectedAlthoughItHadAProxyThatWasCalled() throws Exception {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        WeakReference<ClassLoader> loader = used(collected);
        Reference<?> gone = null;
        for (int i = 0; i < 50 && gone == null; i++) {
            System.gc();
            gone = collected.remove(50);
        }
        assertThat(gone).isSameAs(loader);
    }

    private WeakReference<ClassLoader> used(ReferenceQueue<ClassLoader> collected) throws Exception {
        URL classes = Path.of("target/test-classes").toUri().toURL();
        String name = UndeployedTasks.class.getName();
        ClassLoader loader = new URLClassLoader(new URL[] {classes}, getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
                synchronized (getClassLoadingLock(wanted)) {
                    if (!wanted.startsWith(name)) {
                        return super.loadClass(wanted, resolve);
                    }
                    Class<?> loaded = findLoadedClass(wanted);
                    return loaded == null ? findClass(wanted) : loaded;
                }
            }
        };
        Class<?> type = loader.loadClass(name);
        Class<?> argument = loader.loadClass(name + "$Argument");
        assertThat(type).isNotSameAs(UndeployedTasks.class);
        Object proxy = db.tasks().proxy(type);
        type.getMethod("run", argument)
                .invoke(proxy, argument.getConstructor(int.class).newInstance(1));
        return new WeakReference<>(loader, collected);
    }
}
