package dev.honker.internal.engine;

/**
 * One boundary of a schedule that became a job; immutable.
 *
 * @param fireAt the boundary, seconds since 1970 UTC
 * @param jobId the job
 * @param name the schedule
 * @param queue the job's queue
 */
public record Fire(long fireAt, long jobId, String name, String queue) {}
