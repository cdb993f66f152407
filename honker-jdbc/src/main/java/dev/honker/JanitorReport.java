package dev.honker;

/**
 * How many rows a janitor's run took away; 0 for what it was not asked to clean.
 *
 * @param notifications notifications deleted
 * @param deadLetters dead letters deleted
 * @param results expired results deleted
 * @param rateLimits old windows of rate limits deleted
 * @param streamEvents stream events deleted
 * @param expiredJobs expired jobs made dead letters
 * @param expiredLocks expired locks deleted
 * @param uniqueKeys unique keys deleted whose job is gone
 */
public record JanitorReport(
        long notifications,
        long deadLetters,
        long results,
        long rateLimits,
        long streamEvents,
        long expiredJobs,
        long expiredLocks,
        long uniqueKeys) {

    /** The sum of all counts. */
    public long total() {
        return notifications
                + deadLetters
                + results
                + rateLimits
                + streamEvents
                + expiredJobs
                + expiredLocks
                + uniqueKeys;
    }
}
