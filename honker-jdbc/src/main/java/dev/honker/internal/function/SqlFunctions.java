package dev.honker.internal.function;

import java.sql.SQLException;
import java.util.List;

public final class SqlFunctions {
    public static List<SqlFunction> all() {
        return List.of(new SqlFunction() {
            public String sqlName() {
                return "notify";
            }

            public int arity() {
                return 2;
            }

            public Effect effect() {
                return Effect.WRITE;
            }

            public Object call(FunctionContext c, Object[] a) throws SQLException {
                try {
                    return one(c, a);
                } catch (SQLException e) {
                    if (!e.getMessage().contains("no such table")) throw e;
                    c.session()
                            .update(
                                    "CREATE TABLE IF NOT EXISTS main._honker_notifications(id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, payload TEXT NOT NULL, created_at INTEGER NOT NULL DEFAULT (unixepoch()))");
                    return one(c, a);
                }
            }

            Object one(FunctionContext c, Object[] a) throws SQLException {
                if (!(a[0] instanceof String))
                    throw new java.sql.SQLDataException("Invalid function parameter type Null at index 0", "22023", 1);
                return c.session()
                        .queryLong(
                                "INSERT INTO main._honker_notifications(channel, payload) VALUES (?1, ?2) RETURNING id",
                                a);
            }
        });
    }
}
