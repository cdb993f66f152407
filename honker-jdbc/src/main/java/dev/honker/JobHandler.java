package dev.honker;

/** Runs jobs for a worker. With more than one slot it is called by several threads at once. */
@FunctionalInterface
public interface JobHandler {

    /**
     * Runs a job. When it returns the worker acks the job, unless the handler did so itself with one of the job's methods.
     * The worker keeps the claim alive meanwhile. A job may be run more than once: after a crash, a lapse or a lost ack.
     *
     * @throws RetryableException to have the job run again after the exception's own delay
     * @throws Exception to have the job run again after the worker's {@link Backoff}, or become a dead letter if no attempt
     *     is left; an {@link InterruptedException} while the worker stops gives the job back without costing an attempt
     */
    void handle(Job job) throws Exception;
}
