package dev.honker.benchmarks.orm;

import dev.honker.Queue;
import dev.honker.benchmarks.harness.Sink;
import dev.honker.jooq.Honker;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** jOOQ's transactions. */
final class JooqTool implements Tool {

    private final DSLContext context;

    JooqTool(DataSource pool) {
        context = DSL.using(pool, SQLDialect.SQLITE);
    }

    @Override
    public String name() {
        return "jOOQ";
    }

    @Override
    public void enqueue(int jobs) {
        context.transaction(configuration -> {
            Queue queue = Honker.of(configuration).queue("mail");
            for (int i = 0; i < jobs; i++) {
                Sink.take(queue.enqueue(Payload.JSON));
            }
        });
    }

    @Override
    public void insert(int rows) {
        context.transaction(configuration -> {
            for (int i = 0; i < rows; i++) {
                Sink.take(configuration
                        .dsl()
                        .execute(
                                "INSERT INTO jobs(queue, payload, priority, max_attempts) VALUES (?, ?, 0, 3)",
                                "mail",
                                Payload.JSON));
            }
        });
    }

    @Override
    public void close() {
        // why: the pool is not its own
    }
}
