package dev.honker;

import java.sql.Connection;

/**
 * Messages to the outside that are enqueued with the data they tell of and delivered after the commit, at least once
 *. Threads, waiting and errors as with a {@link Queue}.
 */
public interface Outbox {

    /** The queue {@code _outbox:NAME} that holds the messages. */
    Queue queue();

    /** Enqueues a message with the default options and returns its id. */
    default long enqueue(String payloadJson) {
        return queue().enqueue(payloadJson);
    }

    /** Enqueues a message and returns its id. */
    default long enqueue(String payloadJson, EnqueueOptions options) {
        return queue().enqueue(payloadJson, options);
    }

    /** Enqueues a message in a transaction, with the default options. */
    default long enqueue(Transaction tx, String payloadJson) {
        return queue().enqueue(tx, payloadJson);
    }

    /** Enqueues a message in a transaction. */
    default long enqueue(Transaction tx, String payloadJson, EnqueueOptions options) {
        return queue().enqueue(tx, payloadJson, options);
    }

    /** Enqueues a message in the transaction of a caller's connection, with the default options. */
    default long enqueue(Connection connection, String payloadJson) {
        return queue().enqueue(connection, payloadJson);
    }

    /** Enqueues a message in the transaction of a caller's connection. */
    default long enqueue(Connection connection, String payloadJson, EnqueueOptions options) {
        return queue().enqueue(connection, payloadJson, options);
    }

    /**
     * Claims the next message and delivers it on the calling thread, outside any transaction; a failed delivery is put back
     * with the outbox's backoff. Does not wait for messages.
     *
     * @param workerId not blank, and unique among all who claim
     * @return whether a message was delivered and its claim still held; false if there was none or its delivery failed
     */
    boolean deliverOne(String workerId);

    /** Delivers in the background with the default options. */
    default OutboxHandle runWorker(String workerName) {
        return runWorker(workerName, WorkerOptions.defaults());
    }

    /**
     * Delivers in the background until the handle or the database is closed.
     *
     * @param workerName a label, not blank
     * @param options its backoff is not used: the outbox has its own
     */
    OutboxHandle runWorker(String workerName, WorkerOptions options);
}
