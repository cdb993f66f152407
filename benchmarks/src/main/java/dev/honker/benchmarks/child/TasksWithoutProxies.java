package dev.honker.benchmarks.child;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.TaskRegistry;
import dev.honker.TaskWorkerHandle;
import java.time.Duration;

/** A process that uses jobs and tasks, but no proxy: FILE. Prints what a task returned. */
public final class TasksWithoutProxies {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private TasksWithoutProxies() {}

    /** The program. */
    public static void main(String[] args) {
        try (Database database = Honker.open(args[0])) {
            database.queue("mail").enqueue("{}");
            TaskRegistry registry = database.taskRegistry();
            var echo = registry.register("echo", "tasks", call -> call.argsJson());
            var twice = registry.register("twice", "tasks", Integer.class, Integer.class, number -> 2 * number);
            try (TaskWorkerHandle worker = database.runTasks(registry)) {
                echo.enqueue("[1]", "{}").await(PATIENCE);
                System.out.println(twice.enqueue(21).await(PATIENCE));
                worker.throwIfFailed();
            }
        }
    }
}
