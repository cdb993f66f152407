package dev.honker.benchmarks.child;

import dev.honker.CronSchedule;
import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Scheduler;
import dev.honker.SchedulerHandle;
import dev.honker.UpdateEvents;
import dev.honker.benchmarks.harness.Sink;
import java.time.Duration;

/**
 * A process that waits: FILE LEADS SECONDS. If it leads, it runs a scheduler with a hundred schedules none of which is due within
 * the hour; else one thread waits for commits. Prints the CPU time of the whole process, in per cent of one core, over those
 * seconds.
 */
public final class IdleLeader {

    private static final int SCHEDULES = 100;

    private IdleLeader() {}

    /** The program. */
    public static void main(String[] args) throws Exception {
        Database database = Honker.open(args[0]);
        if (Boolean.parseBoolean(args[1])) {
            lead(database);
        } else {
            waitForCommits(database);
        }
        System.out.println(Idling.percent(Double.parseDouble(args[2])));
        System.exit(0);
    }

    private static void lead(Database database) {
        Scheduler scheduler = database.scheduler();
        database.transactionVoid(tx -> {
            for (int i = 0; i < SCHEDULES; i++) {
                scheduler.add("schedule " + i, "reports", CronSchedule.every(Duration.ofHours(1 + i)), "{}");
            }
        });
        SchedulerHandle leader = scheduler.run();
        Sink.take(leader.fired());
    }

    private static void waitForCommits(Database database) {
        UpdateEvents commits = database.updateEvents();
        Thread waiter = new Thread(() -> {
            while (true) {
                commits.awaitUpdate(null);
            }
        });
        waiter.setDaemon(true);
        waiter.start();
    }
}
