package dev.honker.internal.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The statements by which honker steers one connection, prepared once. For the thread that runs the connection. */
final class ControlStatements {

    private final HonkerSqliteConnection connection;
    private final Map<String, InnerStatement> prepared = new HashMap<>();

    ControlStatements(HonkerSqliteConnection connection) {
        this.connection = connection;
    }

    /** Runs a statement to its end, without a begin, a lock or a commit of its own around it. */
    void run(String sql) throws SQLException {
        InnerStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = new InnerStatement(connection, sql);
            prepared.put(sql, statement);
        }
        statement.run();
    }
}
