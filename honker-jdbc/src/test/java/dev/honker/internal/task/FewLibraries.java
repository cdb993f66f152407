package dev.honker.internal.task;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.HonkerException;
import dev.honker.Task;
import dev.honker.TaskHandle;
import dev.honker.TaskResult;
import dev.honker.TaskWorkerHandle;
import dev.honker.Tasks;
import java.time.Duration;

/** A program with tasks but without proxies, to be run with few libraries on its class path. */
final class FewLibraries {

    private static final Duration SOON = Duration.ofSeconds(30);

    private FewLibraries() {}

    /** Needs a codec for its argument. */
    static class Mails {

        @Task
        String send(String to) {
            return "sent " + to;
        }
    }

    /** A file. */
    public static void main(String[] arguments) {
        try (Database db = Honker.open(arguments[0])) {
            TaskHandle echo = db.taskRegistry().register("echo", "default", call -> call.argsJson());
            db.tasks().register(new Mails());
            try (TaskWorkerHandle worker = db.tasks().run()) {
                TaskResult<String> result = echo.enqueue("[1.0]", "{}");
                System.out.println(
                        "echo " + result.await(SOON) + " by " + worker.workers().size());
                if (arguments.length > 1) {
                    System.out.println(sent(db.tasks()));
                }
            }
        }
    }

    private static String sent(Tasks tasks) {
        try {
            Mails mails = tasks.proxy(Mails.class);
            return tasks.submit(() -> mails.send("a")).await(SOON);
        } catch (HonkerException e) {
            return "refused: " + e.getMessage();
        }
    }
}
