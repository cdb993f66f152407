package dev.honker.internal.stream;

import dev.honker.HonkerException;
import dev.honker.StreamHandle;
import dev.honker.internal.runtime.Children;
import dev.honker.internal.runtime.Loop;
import dev.honker.internal.runtime.LoopHandle;
import dev.honker.internal.runtime.WorkThreads;
import dev.honker.internal.wake.CommitSubscription;

/** A subscription that has been started; thread-safe. */
final class Subscription extends LoopHandle implements StreamHandle {

    private final Subscriber subscriber;

    private Subscription(Loop loop, SubscriptionSetup setup, Subscriber subscriber) {
        super(loop, setup.options().stopTimeout());
        this.subscriber = subscriber;
    }

    static Subscription start(SubscriptionSetup setup, Children children) {
        if (setup.access().isInTransaction()) {
            // why: its start would depend on an offset that may yet be rolled back
            throw new HonkerException(setup.name() + " can't start inside a transaction of the same database: subscribe"
                    + " before it or after it");
        }
        CommitSubscription updates = setup.access().subscribe();
        Subscriber subscriber;
        try {
            subscriber = new Subscriber(setup, updates);
        } catch (RuntimeException | Error e) {
            updates.close();
            throw e;
        }
        Subscription subscription = new Subscription(new Loop(setup.name(), subscriber), setup, subscriber);
        subscription.start(
                setup.options().executor().orElseGet(() -> WorkThreads.single("honker-stream-" + setup.topic())),
                children);
        return subscription;
    }

    @Override
    public long offset() {
        return subscriber.offset();
    }
}
