package dev.honker.internal.access;

import dev.honker.HonkerException;
import dev.honker.internal.check.Rollbacks;
import dev.honker.internal.sqlite.Sessions;
import dev.honker.internal.wake.CommitSubscription;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.function.BooleanSupplier;

/** Operations on a caller's connection, whose transaction they leave open; for the thread of that connection. */
public final class BoundAccess implements Access {

    private final Connection connection;
    private final Runnable requireOpen;
    private final Rollbacks rollbacks;

    /** {@code requireOpen} throws if the connection may no longer be used; {@code rollbacks} knows whose transaction it is in. */
    public BoundAccess(Connection connection, Runnable requireOpen, Rollbacks rollbacks) {
        this.connection = connection;
        this.requireOpen = requireOpen;
        this.rollbacks = rollbacks;
    }

    @Override
    public BooleanSupplier rolledBack() {
        return rollbacks.rolledBack();
    }

    @Override
    public <T> T call(Operation<T> operation) {
        requireOpen.run();
        try {
            return operation.run(Sessions.of(connection));
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public boolean isInTransaction() {
        return true;
    }

    @Override
    public CommitSubscription subscribe() {
        requireUnbound("a subscription");
        throw new HonkerException("unreachable");
    }

    @Override
    public Time time() {
        requireOpen.run();
        try {
            return Time.of(Sessions.clock(connection));
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    @Override
    public ZoneId zone() {
        requireOpen.run();
        try {
            return Sessions.zone(connection);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    @Override
    public void requireOpen() {
        requireOpen.run();
    }
}
