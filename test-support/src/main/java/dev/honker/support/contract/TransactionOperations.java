package dev.honker.support.contract;

import dev.honker.Transaction;
import java.util.List;

/** Honker's part of the operations for a tool whose helper gives a {@link Transaction}; for the thread of that transaction. */
public abstract class TransactionOperations implements Subject.Operations {

    private final Transaction transaction;

    /** The transaction that the tool has open. */
    protected TransactionOperations(Transaction transaction) {
        this.transaction = transaction;
    }

    /** What was given. */
    protected final Transaction transaction() {
        return transaction;
    }

    @Override
    public long enqueue(String queue, String payloadJson) {
        return transaction.queue(queue).enqueue(payloadJson);
    }

    @Override
    public List<Long> enqueueAll(String queue, List<String> payloads) {
        return transaction.queue(queue).enqueueAll(payloads);
    }

    @Override
    public long notify(String channel, String payloadJson) {
        return transaction.notify(channel, payloadJson);
    }

    @Override
    public long publish(String topic, String payloadJson) {
        return transaction.stream(topic).publish(payloadJson);
    }
}
