package dev.honker.internal.schedule;

import dev.honker.SchedulerHandle;
import dev.honker.SchedulerOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.runtime.Children;
import dev.honker.internal.runtime.Loop;
import dev.honker.internal.runtime.LoopHandle;
import dev.honker.internal.runtime.WorkThreads;
import java.time.ZoneId;

/** A scheduler that has been started; thread-safe. */
final class RunningScheduler extends LoopHandle implements SchedulerHandle {

    private final LeaderLoop body;

    private RunningScheduler(Loop loop, LeaderLoop body, SchedulerOptions options) {
        super(loop, options.stopTimeout());
        this.body = body;
    }

    /** Takes the lock first if the options refuse to stand by, and then nothing is left running if somebody else has it. */
    static RunningScheduler start(Access access, Children children, ZoneId zone, SchedulerOptions options) {
        // why first: a commit between the first look and the first sleep is kept as a pending wake
        LeaderLoop body = new LeaderLoop(access, zone, options, access.subscribe());
        if (!options.standby()) {
            try {
                body.takeLock();
            } catch (RuntimeException | Error e) {
                body.abandon(e);
                throw e;
            }
        }
        RunningScheduler running = new RunningScheduler(new Loop("scheduler " + body.owner(), body), body, options);
        running.start(options.executor().orElseGet(() -> WorkThreads.single("honker-scheduler")), children);
        return running;
    }

    @Override
    public boolean isLeader() {
        return body.isLeader();
    }

    @Override
    public String owner() {
        return body.owner();
    }

    @Override
    public long fired() {
        return body.fired();
    }
}
