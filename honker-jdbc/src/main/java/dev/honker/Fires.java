package dev.honker;

import java.util.List;
import java.util.Map;

/**
 * What one tick of the scheduler did; immutable.
 *
 * @param fires the boundaries that became jobs, in order
 * @param skipped by schedule, how many boundaries were passed over for good because more than 64 of it were due; counted up to
 *     10,000, which stands for as many or more
 * @param broken by schedule, why it can't be advanced, for an expression in the words of its error; it fires nothing until that is
 *     mended (added anew, updated or removed, or until the queue takes its jobs again), and keeps no other from firing
 */
public record Fires(List<Fire> fires, Map<String, Long> skipped, Map<String, String> broken) {

    /** Keeps copies. */
    public Fires {
        fires = List.copyOf(fires);
        skipped = Map.copyOf(skipped);
        broken = Map.copyOf(broken);
    }

    /** Whether nothing fired, nothing was skipped and nothing is broken. */
    public boolean isEmpty() {
        return fires.isEmpty() && skipped.isEmpty() && broken.isEmpty();
    }
}
