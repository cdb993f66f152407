package dev.honker.mybatis;

import dev.honker.ConnectionLender;
import dev.honker.HonkerException;
import java.sql.Connection;
import java.sql.SQLException;
import org.apache.ibatis.session.SqlSession;

/** Lends the connection of a session, which counts as written to from then on. As thread-safe as the session. */
final class SessionLender implements ConnectionLender {

    private final SqlSession session;

    SessionLender(SqlSession session) {
        this.session = session;
    }

    @Override
    public <T> T lend(ConnectionWork<T> work) throws SQLException {
        return work.on(connection());
    }

    private Connection connection() throws SQLException {
        Connection connection;
        try {
            // why before the work: what fails half-way has to be rolled back too
            WrittenMark.set(session);
            connection = session.getConnection();
        } catch (RuntimeException e) {
            throw sqlCauseOf(e);
        }
        if (connection.isClosed()) {
            throw new HonkerException(
                    "the SqlSession has given its connection back: a SqlSessionTemplate keeps one only inside a"
                            + " Spring transaction. Begin one, by @Transactional or a TransactionTemplate, or use"
                            + " Honker.of(dataSource), which needs none");
        }
        return connection;
    }

    /** MyBatis and Spring wrap what the driver throws; callers are to see the driver's own. */
    private static SQLException sqlCauseOf(RuntimeException wrapper) {
        for (Throwable cause = wrapper.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        throw wrapper;
    }
}
