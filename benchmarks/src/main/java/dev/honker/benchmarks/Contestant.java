package dev.honker.benchmarks;

/** Background work that runs what one producer adds; {@link #enqueue} is for the producer's thread, the rest for another. */
interface Contestant extends AutoCloseable {

    /** Adds as many jobs as the contestant was made for, in one transaction. */
    void enqueue() throws Exception;

    /** How many jobs were run and are gone from the table. */
    long done();

    /** Stops running jobs and returns how many are left in the table. */
    long stop() throws Exception;

    @Override
    void close();
}
