package dev.honker.internal.engine;

import java.util.List;
import java.util.Map;

/**
 * What a tick did; immutable.
 *
 * @param fires the boundaries that became jobs, in order
 * @param skipped by schedule, how many boundaries were passed over, at most {@link ScheduleTick#MOST_COUNTED}
 * @param broken by schedule, why it can't be advanced
 */
public record Ticked(List<Fire> fires, Map<String, Long> skipped, Map<String, String> broken) {

    /** Nothing was due. */
    public static final Ticked NOTHING = new Ticked(List.of(), Map.of(), Map.of());
}
