package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Duel;
import dev.honker.benchmarks.harness.Duel.Slice;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import dev.honker.benchmarks.harness.Sink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** An application's own statements, which know nothing of honker, on honker's driver against plain sqlite-jdbc. */
final class PlainStatements implements Benchmark {

    private static final int ITEMS = 10_000;

    private enum Kind {
        POINT_SELECT("point select", 2000, 100, "SELECT name, price, stock FROM item WHERE id = ?"),
        INSERT("insert", 300, 100, "INSERT INTO sale(item, amount, customer) VALUES (?, ?, ?)"),
        HUNDRED_ROWS("100-row select", 100, 10, "SELECT name, price, stock FROM item WHERE id BETWEEN ? AND ?");

        private final String title;
        private final int operations;
        private final int perTransaction;
        private final String sql;

        Kind(String title, int operations, int perTransaction, String sql) {
            this.title = title;
            this.operations = operations;
            this.perTransaction = perTransaction;
            this.sql = sql;
        }
    }

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (boolean autoCommit : new boolean[] {true, false}) {
            for (Kind kind : Kind.values()) {
                rows.add(row(run, kind, autoCommit));
            }
        }
        return rows;
    }

    private static Row row(Run run, Kind kind, boolean autoCommit) throws Exception {
        Duel.Outcome outcome = Duel.Outcome.of(run.repetitions());
        for (int i = 0; i < run.repetitions(); i++) {
            boolean honkerFirst = i % 2 == 0;
            try (Connection first = open(run, honkerFirst ? Side.HONKER : Side.PLAIN);
                    Connection second = open(run, honkerFirst ? Side.PLAIN : Side.HONKER)) {
                Side.requireSameSettings(first, second);
                first.setAutoCommit(autoCommit);
                second.setAutoCommit(autoCommit);
                Statements honker = new Statements(honkerFirst ? first : second, kind);
                Statements plain = new Statements(honkerFirst ? second : first, kind);
                new Duel(honker, plain, kind.operations).round(run, 200, outcome, i);
            }
        }
        return Row.of(
                kind.title
                        + (autoCommit ? ", autocommit" : ", " + kind.perTransaction + " in a transaction")
                        + ", against plain sqlite-jdbc, time",
                Bar.timeAtMost(1.03),
                outcome.timeRatios(),
                outcome.absolute());
    }

    private static Connection open(Run run, Side side) throws SQLException {
        Connection connection = side.open(run.freshFile());
        try (PreparedStatement items = connection.prepareStatement(
                "CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT, price REAL, stock INTEGER)")) {
            items.executeUpdate();
        }
        try (PreparedStatement sales = connection.prepareStatement(
                "CREATE TABLE sale(id INTEGER PRIMARY KEY, item INTEGER, amount INTEGER, customer TEXT)")) {
            sales.executeUpdate();
        }
        try (PreparedStatement fill = connection.prepareStatement(
                "WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < " + ITEMS
                        + ") INSERT INTO item SELECT n, 'item number ' || n, n * 0.25, n % 17 FROM number")) {
            fill.executeUpdate();
        }
        Backlog.checkpoint(connection);
        return connection;
    }

    private static final class Statements implements Slice {

        private final Connection connection;
        private final PreparedStatement statement;
        private final Kind kind;
        private int next;

        Statements(Connection connection, Kind kind) throws SQLException {
            this.connection = connection;
            this.statement = connection.prepareStatement(kind.sql);
            this.kind = kind;
        }

        @Override
        public void run() throws SQLException {
            boolean autoCommit = connection.getAutoCommit();
            for (int i = 1; i <= kind.operations; i++) {
                next = next * 1_103_515_245 + 12_345;
                int id = (next >>> 8) % (ITEMS - 100) + 1;
                switch (kind) {
                    case POINT_SELECT -> select(id, 0);
                    case INSERT -> insert(id);
                    case HUNDRED_ROWS -> select(id, 99);
                }
                if (!autoCommit && i % kind.perTransaction == 0) {
                    connection.commit();
                }
            }
        }

        private void select(int id, int more) throws SQLException {
            statement.setInt(1, id);
            if (more > 0) {
                statement.setInt(2, id + more);
            }
            long sum = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    sum += rows.getString(1).length() + (long) rows.getDouble(2) + rows.getInt(3);
                }
            }
            Sink.take(sum);
        }

        private void insert(int id) throws SQLException {
            statement.setInt(1, id);
            statement.setInt(2, id % 10);
            statement.setString(3, "a customer of the shop");
            Sink.take(statement.executeUpdate());
        }
    }
}
