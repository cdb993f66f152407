package dev.honker.it.schedule;

import dev.honker.Database;
import dev.honker.Fires;
import dev.honker.Honker;
import dev.honker.LeadershipLostException;
import dev.honker.OpenOptions;
import dev.honker.SchedulerHandle;
import dev.honker.SchedulerListener;
import dev.honker.SchedulerOptions;
import dev.honker.it.support.Lifeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;

/** A process that leads or stands by until it is killed. It says who it is, when it loses the lead, and what never should be. */
final class SchedulerProcess implements SchedulerListener {

    static final Duration LOCK_TTL = Duration.ofSeconds(2);

    private SchedulerProcess() {}

    /** A file. */
    public static void main(String[] arguments) {
        Database database = open(Path.of(arguments[0]));
        SchedulerHandle scheduler = database.scheduler(ZoneOffset.UTC)
                .run(SchedulerOptions.builder()
                        .lockTtl(LOCK_TTL)
                        .listener(new SchedulerProcess())
                        .build());
        System.out.println("owner " + scheduler.owner());
        Lifeline.hold();
        LockSupport.park(scheduler);
    }

    static Database open(Path file) {
        // why so patient: one that is suspended may hold the write lock
        return Honker.open(
                file, OpenOptions.builder().busyTimeout(Duration.ofSeconds(60)).build());
    }

    @Override
    public void leadershipLost(LeadershipLostException e) {
        System.out.println("lost");
    }

    @Override
    public void fired(Fires fires) {
        if (!fires.skipped().isEmpty() || !fires.broken().isEmpty()) {
            System.out.println("skipped " + fires.skipped() + ", broken " + fires.broken());
        }
    }
}
