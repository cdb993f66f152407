package dev.honker;

import dev.honker.internal.check.Check;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list; immutable.
 *
 * @param queue the name of their queue; null for all
 * @param condition their condition; null for any
 * @param afterId only those with a larger id; 0 for the beginning; not negative
 * @param limit how many at most, 1 to 100,000
 */
public record JobFilter(@Nullable String queue, @Nullable JobCondition condition, long afterId, int limit) {

    private static final int MOST = 100_000;

    /**
     * Checks the numbers.
     *
     * @throws HonkerInvalidOptionException if one is outside its limits
     */
    public JobFilter {
        Check.notNegative("afterId", afterId);
        Check.between("limit", 1, MOST, limit);
    }

    /** The first jobs of all queues, in any condition. */
    public static JobFilter first(int limit) {
        return new JobFilter(null, null, 0, limit);
    }

    /** The same for one queue. */
    public JobFilter of(String queue) {
        return new JobFilter(Check.notNull("queue", queue), condition, afterId, limit);
    }
}
