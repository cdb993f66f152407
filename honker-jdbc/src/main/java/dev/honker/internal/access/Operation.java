package dev.honker.internal.access;

import dev.honker.internal.engine.Session;
import java.sql.SQLException;

/** What is done on a session; it may be run again, so it has no effect but its SQL. */
@FunctionalInterface
public interface Operation<T> {
    T run(Session session) throws SQLException;
}
