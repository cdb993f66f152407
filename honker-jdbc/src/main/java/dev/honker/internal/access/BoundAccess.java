package dev.honker.internal.access;

import dev.honker.ConnectionLender;
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

    private final ConnectionLender lender;
    private final Runnable requireOpen;
    private final Rollbacks rollbacks;

    /** {@code requireOpen} throws if the connection may no longer be used; {@code rollbacks} knows whose transaction it is in. */
    public BoundAccess(Connection connection, Runnable requireOpen, Rollbacks rollbacks) {
        this(new LentConnection(connection), requireOpen, rollbacks);
    }

    /** As the other one, on whatever connection is lent to each operation. */
    public BoundAccess(ConnectionLender lender, Runnable requireOpen, Rollbacks rollbacks) {
        this.lender = lender;
        this.requireOpen = requireOpen;
        this.rollbacks = rollbacks;
    }

    @Override
    public BooleanSupplier rolledBack() {
        return rollbacks.rolledBack();
    }

    @Override
    public <T> T call(Operation<T> operation) {
        return onConnection(connection -> operation.run(Sessions.of(connection)));
    }

    /** Runs work on the connection. */
    public <T> T onConnection(ConnectionLender.ConnectionWork<T> work) {
        requireOpen.run();
        try {
            return lender.lend(work);
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
        return onConnection(connection -> Time.of(Sessions.clock(connection)));
    }

    @Override
    public ZoneId zone() {
        return onConnection(Sessions::zone);
    }

    @Override
    public void requireOpen() {
        requireOpen.run();
    }

    /** The connection of a caller who keeps it open. */
    private record LentConnection(Connection connection) implements ConnectionLender {
        @Override
        public <T> T lend(ConnectionWork<T> work) throws SQLException {
            return work.on(connection);
        }
    }
}
