package dev.honker.cli;

import dev.honker.Database;
import dev.honker.PeriodicTask;
import dev.honker.Task;
import dev.honker.TaskRegistry;
import dev.honker.Tasks;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Tasks for the worker of the tests. */
public class Greetings {

    static final Greetings FIELD = new Greetings();
    static final String NO_TASKS = "nothing here";
    static final List<Object> SEVERAL = List.of(new Greetings(), new Hourly());

    /** For the command. */
    public Greetings() {}

    @Task(name = "greet", queue = "greetings")
    String greet(String name) {
        return "Hello, " + name;
    }

    @Task(name = "linger", queue = "greetings")
    void linger(int seconds) throws InterruptedException {
        // why a sleep: it is the work that a stop waits for or interrupts; no test takes its end for a signal
        TimeUnit.SECONDS.sleep(seconds);
    }

    @Task(name = "ignore", queue = "greetings")
    void ignoreInterrupts() {
        while (true) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    static void register(TaskRegistry registry) {
        registry.register("count", "numbers", call -> "7");
    }

    static volatile Database another;

    static TaskRegistry ofAnother() {
        another.tasks().register(new Greetings());
        return another.taskRegistry();
    }

    static Tasks tasks(Tasks tasks) {
        tasks.register(new Greetings());
        return tasks;
    }

    static Greetings with(Database database) {
        if (database.isClosed()) {
            throw new IllegalStateException("closed");
        }
        return new Greetings();
    }

    static Object broken() {
        throw new IllegalStateException("no such luck");
    }

    /** Tasks that run by the clock. */
    public static class Hourly {

        /** For the command. */
        public Hourly() {}

        @PeriodicTask(value = "@every 1h", name = "hourly")
        void hourly() {}
    }

    /** A class that needs what nobody has. */
    public static class Demanding {

        Demanding(String text) {}

        @Task
        void never() {}
    }

    /** Can't be initialized. */
    static final class Unready {
        static final String KEY = key();

        private static String key() {
            throw new IllegalStateException("no key");
        }
    }

    /** Uses a class that can't be initialized. */
    static final class NeedsUnready {
        final String key = Unready.KEY;

        static Object make() {
            return new NeedsUnready();
        }
    }
}
