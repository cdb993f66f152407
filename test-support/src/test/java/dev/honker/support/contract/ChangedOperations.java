package dev.honker.support.contract;

import dev.honker.support.contract.Subject.Operations;
import dev.honker.support.contract.Subject.Work;
import java.util.List;

/** A tool's operations, of which a subclass breaks some. */
class ChangedOperations implements Operations {

    private final Operations in;

    ChangedOperations(Operations in) {
        this.in = in;
    }

    @Override
    public long insertOrder(String item) throws Exception {
        return in.insertOrder(item);
    }

    @Override
    public void insertOrders(List<String> items) throws Exception {
        in.insertOrders(items);
    }

    @Override
    public long countOrders() throws Exception {
        return in.countOrders();
    }

    @Override
    public long enqueue(String queue, String payload) throws Exception {
        return in.enqueue(queue, payload);
    }

    @Override
    public List<Long> enqueueAll(String queue, List<String> payloads) throws Exception {
        return in.enqueueAll(queue, payloads);
    }

    @Override
    public long notify(String channel, String payload) throws Exception {
        return in.notify(channel, payload);
    }

    @Override
    public long publish(String topic, String payload) throws Exception {
        return in.publish(topic, payload);
    }

    @Override
    public void nested(Work work) throws Exception {
        in.nested(work);
    }

    @Override
    public void requiresNew(Work work) throws Exception {
        in.requiresNew(work);
    }
}
