package dev.honker.benchmarks.child;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.benchmarks.harness.Sink;

/**
 * A process that only listens: FILE LISTENERS SECONDS, with a channel and a handler for each listener. Prints how many watcher
 * threads it has, and the CPU time of the whole process, in per cent of one core, over those seconds.
 */
public final class IdleListeners {

    private static final String WATCHER = "honker-watcher";

    private IdleListeners() {}

    /** The program. */
    public static void main(String[] args) throws Exception {
        Database database = Honker.open(args[0]);
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            database.listen("channel " + i, notification -> Sink.take(notification.id()));
        }
        double percent = Idling.percent(Double.parseDouble(args[2]));
        System.out.println(Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(WATCHER))
                .count());
        System.out.println(percent);
        System.exit(0);
    }
}
