package dev.honker.hibernate;

import dev.honker.ConnectionLender.ConnectionWork;
import dev.honker.HonkerSqlException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;

/**
 * Whether a session's connection has written a row between Hibernate's announcement of a change and its report, where Hibernate
 * doesn't say: by SQLite's count of all rows that a connection has ever changed. Thread-safe.
 */
final class RowProof {

    private static final Map<SharedSessionContractImplementor, Long> BEFORE =
            Collections.synchronizedMap(new WeakHashMap<>());

    private RowProof() {}

    /** Whether it is needed: for a session that had to be guessed, and for a deletion that another listener may have vetoed. */
    static boolean isNeeded(EntityChange change, EventSession of) {
        return !of.told() || change == EntityChange.DELETE && hasOtherListeners(of.session());
    }

    private static boolean hasOtherListeners(SharedSessionContractImplementor session) {
        return session.getFactory()
                        .getServiceRegistry()
                        .requireService(EventListenerRegistry.class)
                        .getEventListenerGroup(EventType.PRE_DELETE)
                        .count()
                > 1; // the EntityGuard is one
    }

    /**
     * Notes how many there are before a change. On honker's driver the transaction has the file's write lock then, and keeps it: from now on
     * no other connection can write the change.
     */
    static void before(SharedSessionContractImplementor session) {
        BEFORE.put(session, changed(session, RowProof::changesOfWriter));
    }

    /** Whether there are more now than before the change. */
    static boolean hasGrown(SharedSessionContractImplementor session) {
        Long before = BEFORE.get(session);
        return before == null
                || changed(session, RowProof::totalChanges)
                        > before; // null: Hibernate deletes what is not loaded without asking anybody
    }

    private static long changed(SharedSessionContractImplementor session, ConnectionWork<Long> count) {
        // why: what is queued is written now, so that it counts on the side that it belongs to
        session.getJdbcCoordinator().executeBatch();
        try {
            return new SessionLender(() -> session, FlushRule.AT_COMMIT).lend(count);
        } catch (SQLException e) {
            throw new HonkerSqlException(
                    "cannot begin the change of an entity that declares an event: " + e.getMessage(), e);
        }
    }

    private static long changesOfWriter(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // why: a transaction that has only read would let another connection write; one with a savepoint counts as
            // a writer
            statement.execute("savepoint honker_row");
            statement.execute("release honker_row");
        }
        return totalChanges(connection);
    }

    private static long totalChanges(Connection connection) throws SQLException {
        // why from a table: what reads none begins no transaction
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select total_changes() from (select count(*) from sqlite_schema)")) {
            row.next();
            return row.getLong(1);
        }
    }
}
