package dev.honker.benchmarks.orm;

import com.zaxxer.hikari.HikariDataSource;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Duel;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Enqueue by each tool's helper against the same tool's native INSERT, on one file through one pool. */
public final class OrmEnqueue implements Benchmark {

    private static final int JOBS = 100;
    private static final List<Tool.Opener> TOOLS =
            List.of(HibernateTool::new, JooqTool::new, MybatisTool::mapper, MybatisTool::api);

    /** Nothing to be given. */
    public OrmEnqueue() {}

    @Override
    public String name() {
        return "orm-enqueue";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (Tool.Opener opener : TOOLS) {
            try (HikariDataSource pool = pool(run);
                    Tool tool = opener.open(pool)) {
                rows.add(row(
                        tool.name() + ": enqueue, 100 in a transaction, against " + tool.floor() + ", time",
                        new Duel(() -> tool.enqueue(JOBS), () -> tool.insert(JOBS), JOBS),
                        run));
                rows.add(row(
                        tool.name() + ": enqueue, one a transaction, against " + tool.floor() + ", time",
                        new Duel(() -> alone(tool::enqueue), () -> alone(tool::insert), JOBS),
                        run));
            }
        }
        return rows;
    }

    private static void alone(Writing writing) {
        for (int i = 0; i < JOBS; i++) {
            writing.write(1);
        }
    }

    private static Row row(String what, Duel duel, Run run) throws Exception {
        Duel.Outcome outcome = duel.fight(run, 60);
        return Row.of(what, Bar.timeAtMost(1.3), outcome.timeRatios(), outcome.absolute());
    }

    private static HikariDataSource pool(Run run) throws SQLException {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:honker:sqlite:" + run.freshFile());
        pool.setAutoCommit(false);
        pool.setMaximumPoolSize(2);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT honker_bootstrap()");
            statement.execute(Tool.TABLE);
            statement.execute(Tool.INDEX);
            connection.commit();
        }
        return pool;
    }

    @FunctionalInterface
    private interface Writing {
        void write(int rows);
    }
}
