package dev.honker.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A random sequence of JDBC calls on one connection, its statements and their rows. The same seed makes the same calls on every
 * driver, so that what they answer can be compared. For one thread.
 */
final class JdbcScript {

    private final Connection connection;
    private final Path file;
    private final boolean byText;
    private final Random random;
    private final @Nullable Statement[] statements = new @Nullable Statement[4];
    private final @Nullable ResultSet[] rows = new @Nullable ResultSet[3];
    private @Nullable Savepoint savepoint;
    private final List<String> log = new ArrayList<>();

    /** Whether a transaction could not be ended: what plain sqlite-jdbc does from there on is nobody's wish. */
    private boolean lost;

    JdbcScript(Connection connection, Path file, long seed) {
        this.connection = connection;
        this.file = file;
        this.random = new Random(seed);
        this.byText = seed % 3 == 0;
    }

    /** Makes the calls. */
    List<String> run(int steps) throws Exception {
        connection.setAutoCommit(byText || random.nextBoolean());
        for (int i = 0; i < steps && !lost; i++) {
            step();
        }
        call("close()", () -> {
            connection.close();
            return connection.isClosed();
        });
        return log;
    }

    private void step() throws Exception {
        int which = random.nextInt(statements.length);
        int target = random.nextInt(rows.length);
        int kind = random.nextInt(100);
        if (kind < 45) {
            onStatement(which, target);
        } else if (kind < 85) {
            onRows(target);
        } else if (kind < 92) {
            onConnection();
        } else {
            replace(which);
        }
    }

    private void replace(int which) throws Exception {
        String sql = which < 2 ? "" : ScriptSql.any(random, byText);
        call("s" + which + " = " + (which < 2 ? "createStatement" : "prepareStatement " + sql), () -> {
            Statement old = statements[which];
            statements[which] = null;
            if (old != null && random.nextBoolean()) {
                old.close();
            }
            statements[which] = which < 2 ? connection.createStatement() : connection.prepareStatement(sql);
            return null;
        });
    }

    private void onStatement(int which, int target) throws Exception {
        int kind = random.nextInt(22);
        String sql = ScriptSql.any(random, byText);
        Statement statement = statements[which];
        String name = "s" + which + ".";
        if (statement == null) {
            return;
        }
        PreparedStatement prepared = statement instanceof PreparedStatement p ? p : null;
        int before = log.size();
        call(kind, statement, prepared, name, sql, target);
        // why: plain sqlite-jdbc has finalized it for ever, where honker revives it
        if (log.size() > before
                && log.get(before)
                        .matches(prepared != null ? ".*-> throws.*" : ".*(been finalized|Already added pointer).*")) {
            statements[which] = null;
        }
    }

    private void call(
            int kind, Statement statement, @Nullable PreparedStatement prepared, String name, String sql, int target)
            throws Exception {
        switch (kind) {
            case 0, 1, 2, 3 -> {
                if (prepared != null) {
                    call(name + "execute()", prepared::execute);
                } else {
                    call(name + "execute(" + sql + ")", () -> statement.execute(sql));
                }
            }
            case 4, 5, 6, 7 -> {
                if (prepared != null) {
                    call(name + "executeUpdate()", prepared::executeUpdate);
                } else {
                    call(name + "executeUpdate(" + sql + ")", () -> statement.executeUpdate(sql));
                }
            }
            case 8, 9, 10 -> {
                if (prepared != null) {
                    take(target, name + "executeQuery()", prepared::executeQuery);
                } else {
                    take(target, name + "executeQuery(" + sql + ")", () -> statement.executeQuery(sql));
                }
            }
            case 11, 12 -> take(target, name + "getResultSet()", statement::getResultSet);
            case 13 -> call(name + "getUpdateCount()", statement::getUpdateCount);
            case 14 -> call(name + "getMoreResults()", statement::getMoreResults);
            case 15 -> {
                if (prepared != null) {
                    call(name + "addBatch()", () -> {
                        prepared.addBatch();
                        return null;
                    });
                } else {
                    call(name + "addBatch(" + sql + ")", () -> {
                        statement.addBatch(sql);
                        return null;
                    });
                }
            }
            case 16 -> call(name + "executeBatch()", statement::executeBatch);
            case 17 -> {
                int size = random.nextInt(3);
                call(name + "setMaxRows(" + size + ")", () -> {
                    statement.setMaxRows(size);
                    return statement.getMaxRows();
                });
            }
            case 18 -> {
                int size = random.nextInt(3);
                call(name + "setFetchSize(" + size + ")", () -> {
                    statement.setFetchSize(size);
                    return statement.getFetchSize();
                });
            }
            case 19 ->
                call(name + "getGeneratedKeys()", () -> {
                    try (ResultSet keys = statement.getGeneratedKeys()) {
                        StringBuilder text = new StringBuilder();
                        while (keys.next()) {
                            text.append(keys.getLong(1)).append(' ');
                        }
                        return text.toString();
                    }
                });
            case 20 -> {
                int choice = random.nextInt(6);
                call(name + "lifecycle " + choice, () -> {
                    switch (choice) {
                        case 0 -> statement.close();
                        case 1 -> statement.closeOnCompletion();
                        case 2 -> statement.clearBatch();
                        case 3 -> {
                            return statement.getFetchSize();
                        }
                        case 4 -> {
                            return statement.isClosed();
                        }
                        default -> {
                            return statement.isCloseOnCompletion();
                        }
                    }
                    return null;
                });
            }
            default -> {
                if (prepared != null) {
                    int choice = random.nextInt(4);
                    call(name + "prepared " + choice, () -> {
                        switch (choice) {
                            case 0 -> prepared.clearParameters();
                            case 1 -> prepared.setInt(1, 5);
                            case 2 -> {
                                return prepared.getMetaData().getColumnCount();
                            }
                            default -> {
                                return prepared.getParameterMetaData().getParameterCount();
                            }
                        }
                        return null;
                    });
                }
            }
        }
    }

    private void onRows(int target) throws Exception {
        ResultSet current = rows[target];
        int kind = random.nextInt(20);
        if (current == null) {
            return;
        }
        String name = "r" + target + ".";
        switch (kind) {
            case 0, 1, 2, 3, 4, 5 -> call(name + "next()", current::next);
            case 6, 7 -> call(name + "getString(1)", () -> current.getString(1));
            case 8 -> call(name + "getObject(2)", () -> current.getObject(2));
            case 9 -> call(name + "getInt(n)", () -> current.getInt("n"));
            case 10 -> call(name + "wasNull()", current::wasNull);
            case 11 ->
                call(name + "close()", () -> {
                    current.close();
                    return null;
                });
            case 12 -> call(name + "isClosed()", current::isClosed);
            case 13 -> call(name + "getRow()", current::getRow);
            case 14 ->
                call(
                        name + "position",
                        () -> current.isBeforeFirst() + " " + current.isFirst() + " " + current.isAfterLast());
            case 15 -> call(name + "findColumn(n)", () -> current.findColumn("n"));
            case 16 ->
                call(
                        name + "columns",
                        () -> current.getMetaData().getColumnCount() + " "
                                + current.getMetaData().getColumnName(1));
            case 17 ->
                call(
                        name + "table",
                        () -> current.getMetaData().getTableName(1) + " "
                                + current.getMetaData().getColumnTypeName(1));
            case 18 ->
                call(name + "setFetchSize", () -> {
                    current.setFetchSize(1);
                    return current.getFetchSize();
                });
            default -> call(name + "getStatement()", () -> number(current.getStatement()));
        }
    }

    private int number(@Nullable Statement of) {
        for (int i = 0; i < statements.length; i++) {
            if (statements[i] == of) {
                return i;
            }
        }
        return -1;
    }

    private void onConnection() throws Exception {
        int before = log.size();
        callConnection();
        lost = log.get(before).contains("-> throws SQLiteException")
                && !log.get(before).contains("avepoint")
                && !log.get(before).contains("auto-commit mode");
    }

    private void callConnection() throws Exception {
        switch (byText ? 7 : random.nextInt(8)) {
            case 0 ->
                call("setAutoCommit(true)", () -> {
                    connection.setAutoCommit(true);
                    return null;
                });
            case 1 ->
                call("setAutoCommit(false)", () -> {
                    connection.setAutoCommit(false);
                    return null;
                });
            case 2 ->
                call("commit()", () -> {
                    connection.commit();
                    return null;
                });
            case 3 ->
                call("rollback()", () -> {
                    connection.rollback();
                    return null;
                });
            case 4 ->
                call("setSavepoint()", () -> {
                    savepoint = connection.getAutoCommit() ? savepoint : connection.setSavepoint();
                    return null;
                });
            case 5 ->
                call("releaseSavepoint()", () -> {
                    if (savepoint != null) {
                        connection.releaseSavepoint(savepoint);
                    }
                    return null;
                });
            case 6 ->
                call("rollback(savepoint)", () -> {
                    if (savepoint != null) {
                        connection.rollback(savepoint);
                    }
                    return null;
                });
            default ->
                call("getTables", () -> {
                    try (ResultSet tables = connection.getMetaData().getTables(null, null, "t", null)) {
                        return tables.next() ? tables.getString("TABLE_NAME") : "none";
                    }
                });
        }
    }

    private void take(int target, String what, Call call) throws Exception {
        call(what + " as r" + target, () -> {
            ResultSet result = (ResultSet) call.make();
            if (result != null) {
                rows[target] = result;
            }
            return result == null ? "no rows" : "rows";
        });
    }

    private void call(String what, Call call) throws Exception {
        log.add(what + " -> " + Outcome.of(call::make).replace(file.toString(), "FILE"));
    }

    /** A call. */
    @FunctionalInterface
    interface Call {
        @Nullable
        Object make() throws Exception;
    }
}
