package dev.honker;

/**
 * What a worker did with jobs since it started; each count only grows.
 *
 * @param claimed claims, each of which ends in one of the others or is running
 * @param acked jobs that succeeded, and those that their handlers settled by themselves
 * @param retried jobs that failed and were put back with a delay
 * @param dead jobs that became dead letters by this worker
 * @param released claims given back without costing an attempt
 * @param lost claims that had lapsed, or were taken back by a cancel, when the worker reported their end
 */
public record WorkerCounts(long claimed, long acked, long retried, long dead, long released, long lost) {}
