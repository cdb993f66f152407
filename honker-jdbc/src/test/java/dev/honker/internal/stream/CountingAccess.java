package dev.honker.internal.stream;

import dev.honker.HonkerClosedException;
import dev.honker.internal.access.Access;
import dev.honker.internal.access.Operation;
import dev.honker.internal.access.Time;
import dev.honker.internal.wake.CommitSubscription;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the operations of another access, and can be cut off as a crash of the process would; thread-safe. */
public final class CountingAccess implements Access {

    private final Access access;
    private final AtomicLong operations = new AtomicLong();
    private volatile boolean cut;

    public CountingAccess(Access access) {
        this.access = access;
    }

    public long operations() {
        return operations.get();
    }

    public void cut() {
        cut = true;
    }

    @Override
    public <T> T call(Operation<T> operation) {
        operations.incrementAndGet();
        if (cut) {
            throw new HonkerClosedException("cut off");
        }
        return access.call(operation);
    }

    @Override
    public boolean isBound() {
        return access.isBound();
    }

    @Override
    public boolean isInTransaction() {
        return access.isInTransaction();
    }

    @Override
    public CommitSubscription subscribe() {
        return access.subscribe();
    }

    @Override
    public Time time() {
        return access.time();
    }

    @Override
    public ZoneId zone() {
        return access.zone();
    }

    @Override
    public void requireOpen() {
        access.requireOpen();
    }
}
