package dev.honker.support.contract;

import java.util.List;

/**
 * A tool as an application uses it, on one fresh file that has the table {@code orders(id integer primary key autoincrement,
 * item text not null unique)}. Its transactions may be begun by several threads at once. Closing it closes whatever it opened.
 */
public interface Subject extends AutoCloseable {

    /** Commits at the end of the work; what the work throws rolls back and comes out, as it is or as somebody's cause. */
    void inTransaction(Work work) throws Exception;

    /** Rolls back at the end of the work by the tool's own means, without an exception. */
    void rolledBack(Work work) throws Exception;

    /** As {@link #inTransaction}, in a transaction that is declared read-only in the tool's way. */
    void readOnly(Work work) throws Exception;

    @Override
    void close();

    /** What is done inside a transaction. */
    @FunctionalInterface
    interface Work {

        /** Does it, on the thread that began the transaction. */
        void run(Operations in) throws Exception;
    }

    /** What the tool does inside a transaction, each time in its own idiom; {@link TransactionOperations} has honker's part. */
    interface Operations {

        /** Inserts an order and returns its key as the tool reports it. */
        long insertOrder(String item) throws Exception;

        /** Inserts orders as the batch that the tool has. */
        void insertOrders(List<String> items) throws Exception;

        /** How many orders the transaction sees. */
        long countOrders() throws Exception;

        /** Enqueues a job and returns its id. */
        long enqueue(String queue, String payloadJson) throws Exception;

        /** Enqueues jobs at once and returns their ids in the order of the payloads. */
        List<Long> enqueueAll(String queue, List<String> payloads) throws Exception;

        /** Sends a notification and returns its id. */
        long notify(String channel, String payloadJson) throws Exception;

        /** Publishes an event and returns its offset. */
        long publish(String topic, String payloadJson) throws Exception;

        /** A savepoint in the tool's way: what the work throws rolls back to it and comes out. */
        void nested(Work work) throws Exception;

        /** A second transaction of the same thread, by a connection of its own, while this one is open. */
        void requiresNew(Work work) throws Exception;
    }
}
