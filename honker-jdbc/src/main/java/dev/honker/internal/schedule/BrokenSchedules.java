package dev.honker.internal.schedule;

import dev.honker.internal.check.Loggers;
import dev.honker.internal.check.Quietly;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** Which schedules can't be advanced, so that each is told of once and not at every tick; thread-safe. */
public final class BrokenSchedules {

    private static final Logger LOG = Loggers.SCHEDULER;

    private final AtomicReference<Map<String, String>> known = new AtomicReference<>(Map.of());

    /** Knows of none yet. */
    public BrokenSchedules() {}

    /**
     * Takes note of what a tick found.
     *
     * @return whether any of it is new, which is logged
     */
    boolean found(Map<String, String> broken) {
        // why copied: the state comes first, and the log, which may wait for anything, after it
        Map<String, String> before = known.getAndSet(Map.copyOf(broken));
        boolean isNew = false;
        for (Map.Entry<String, String> each : broken.entrySet()) {
            if (!each.getValue().equals(before.get(each.getKey()))) {
                isNew = true;
                Quietly.run(() -> LOG.log(
                        Level.WARNING,
                        "honker: schedule " + each.getKey() + " fires nothing until that is fixed: "
                                + each.getValue()));
            }
        }
        return isNew;
    }
}
