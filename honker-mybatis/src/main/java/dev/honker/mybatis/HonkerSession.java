package dev.honker.mybatis;

import dev.honker.Honker;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.Transaction;
import java.util.Objects;
import org.apache.ibatis.session.SqlSession;
import org.jspecify.annotations.Nullable;

/** Honker in a MyBatis session; stateless and thread-safe. */
public final class HonkerSession {

    private HonkerSession() {}

    /**
     * Queues, streams, notifications and the rest in the transaction of a session, valid as long as the session and used by its
     * thread. Each operation tells MyBatis that the session has written, so that {@code rollback()} and {@code close()} undo it and
     * {@code commit()} keeps it; it empties the session's local cache, and in a batch session it runs what waits there first.
     *
     * <p>{@code connection()} is marked only until the session's next commit or rollback: ask for it again after each. With MyBatis'
     * {@code ManagedTransactionFactory} the container commits and rolls back; on a connection in autocommit mode nothing is undone.
     *
     * <p>Spring's {@code SqlSessionTemplate} is a session like any other, inside a transaction; outside, each operation is refused
     * with a {@code HonkerException}, as the template gives its connection back at once. In a session that commits by itself
     * ({@code openSession(true)}) each operation takes effect at once.
     *
     * @param session on a connection of honker's driver, or of plain sqlite-jdbc; its configuration gets one mapped statement
     * @throws HonkerInvalidOptionException if the session is null
     */
    public static Transaction of(SqlSession session) {
        SqlSession given = requireSession(session);
        WrittenMark.addTo(given.getConfiguration());
        return Honker.on(new SessionLender(given));
    }

    private static SqlSession requireSession(@Nullable SqlSession session) {
        if (session == null) {
            throw new HonkerInvalidOptionException("session is null: give the SqlSession whose transaction is meant");
        }
        return Objects.requireNonNull(session);
    }
}
