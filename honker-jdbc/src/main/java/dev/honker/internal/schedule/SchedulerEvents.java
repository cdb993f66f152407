package dev.honker.internal.schedule;

import dev.honker.Fires;
import dev.honker.LeadershipLostException;
import dev.honker.SchedulerListener;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.check.Quietly;
import dev.honker.internal.runtime.UserCall;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Logs what a scheduler does, and tells its listener; for the loop's thread, except {@link #interrupt}. */
final class SchedulerEvents {

    private static final Logger LOG = Loggers.SCHEDULER;

    private final @Nullable SchedulerListener listener;
    private final UserCall call = new UserCall();

    SchedulerEvents(@Nullable SchedulerListener listener) {
        this.listener = listener;
    }

    void acquired(String lockName, String owner) {
        Quietly.run(() -> LOG.log(Level.DEBUG, "honker: scheduler {0} leads by lock ''{1}''", owner, lockName));
        tell(listener -> listener.leadershipAcquired(owner));
    }

    void lost(LeadershipLostException loss) {
        Quietly.run(() -> LOG.log(Level.WARNING, "honker: " + loss.getMessage()));
        tell(listener -> listener.leadershipLost(loss));
    }

    /** {@code brokenIsNew} says whether there is any broken schedule that was not told of before. */
    void fired(Fires fires, boolean brokenIsNew) {
        fires.skipped()
                .forEach((schedule, count) -> Quietly.run(() -> LOG.log(
                        Level.WARNING,
                        "honker: schedule " + schedule + " was so late that " + count
                                + " of its boundaries are skipped; see whether a scheduler runs all the time")));
        if (!fires.fires().isEmpty() || !fires.skipped().isEmpty() || brokenIsNew) {
            tell(listener -> listener.fired(fires));
        }
    }

    private void tell(Event event) {
        SchedulerListener listener = this.listener;
        if (listener == null) {
            return;
        }
        try {
            call.run(() -> event.tell(listener));
        } catch (Throwable e) {
            if (!call.isInterrupted()) {
                Quietly.run(() -> LOG.log(
                        e instanceof Error ? Level.ERROR : Level.WARNING,
                        "honker: the listener of a scheduler failed; the scheduler goes on",
                        e));
            }
        }
    }

    void interrupt() {
        call.interrupt();
    }

    private interface Event {
        void tell(SchedulerListener listener);
    }
}
