package dev.honker;

/**
 * What the workers of one {@link Database} did on a queue, those that have ended too.
 *
 * @param queue the name of the queue
 * @param workers how many run now
 * @param running how many jobs these hold now
 * @param counts what all of them did since the database was opened
 */
public record QueueWorkers(String queue, int workers, int running, WorkerCounts counts) {}
