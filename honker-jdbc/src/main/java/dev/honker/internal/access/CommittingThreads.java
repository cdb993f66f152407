package dev.honker.internal.access;

import dev.honker.internal.check.Loggers;
import dev.honker.internal.sqlite.Sessions;
import dev.honker.internal.wake.CommitAction;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Runs an action in each thread of this JVM that has committed to a database, at the moment when the thread holds no connection
 * of this source any more; thread-safe. Commits of the action itself don't count.
 */
public final class CommittingThreads implements ConnectionSource {

    private static final System.Logger LOG = Loggers.CONNECTION;

    private final ConnectionSource connections;
    private final ThreadLocal<State> states = ThreadLocal.withInitial(State::new);
    private volatile Runnable action = () -> {};

    /** What one thread does here. */
    private static final class State {
        private int connections;
        private boolean committed;
        private boolean acting;

        /** Whether there is nothing to remember of it. */
        private boolean isIdle() {
            return connections == 0 && !committed && !acting;
        }
    }

    /** Hands out the connections of this source, and closes it in the end. */
    public CommittingThreads(ConnectionSource connections) {
        this.connections = connections;
    }

    /**
     * Begins with the commits to the file that the connection has open.
     *
     * @param what the action; what it throws is logged
     * @return ends it
     */
    public CommitAction follow(Connection connection, Runnable what) throws SQLException {
        action = what;
        return Sessions.onCommit(connection, this::committed);
    }

    /** Has the action run by the calling thread, as after a commit of its own: now, or when it has given back what it holds. */
    public void committed() {
        State state = states.get();
        state.committed = true;
        act(state);
    }

    private void act(State state) {
        if (state.acting || state.connections > 0 || !state.committed) {
            return;
        }
        state.acting = true;
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            // why: what the thread has called has committed, so it must not be taken for failed
            LOG.log(Level.ERROR, "honker: what was to run after a commit failed", e);
        } finally {
            states.remove();
        }
    }

    @Override
    public Connection take() throws SQLException {
        Connection connection = connections.take();
        states.get().connections++;
        return connection;
    }

    @Override
    public void giveBack(Connection connection) throws SQLException {
        end(() -> connections.giveBack(connection));
    }

    @Override
    public void discard(Connection connection) throws SQLException {
        end(() -> connections.discard(connection));
    }

    private void end(End end) throws SQLException {
        State state = states.get();
        state.connections--;
        try {
            end.run();
        } finally {
            act(state);
            if (state.isIdle()) {
                states.remove();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connections.close();
    }

    /** How a connection goes back. */
    @FunctionalInterface
    private interface End {
        void run() throws SQLException;
    }
}
