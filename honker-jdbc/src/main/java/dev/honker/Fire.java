package dev.honker;

import java.time.Instant;

/**
 * One boundary of a schedule that became a job; immutable.
 *
 * @param schedule the name of the schedule
 * @param queue the queue of the job
 * @param fireAt the boundary; whole seconds
 * @param jobId the job
 */
public record Fire(String schedule, String queue, Instant fireAt, long jobId) {}
