package dev.honker.benchmarks;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Queue;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The queue of the benchmarks through the Java API, on a fresh file with as many jobs waiting; for one thread. */
final class ApiQueue implements AutoCloseable {

    private final Database database;
    private final Queue queue;

    private ApiQueue(Database database) {
        this.database = database;
        this.queue = database.queue("mail");
    }

    static ApiQueue open(Run run, int waiting) throws SQLException {
        Path file = run.freshFile();
        try (Connection maker = Side.HONKER.openWithTables(file)) {
            Backlog.waiting(maker, waiting);
            Backlog.checkpoint(maker);
        }
        return new ApiQueue(Honker.open(file));
    }

    Database database() {
        return database;
    }

    Queue queue() {
        return queue;
    }

    /** Jobs that are due, added on the connection that the queue's operations use: another would make its cache stale. */
    void addWaiting(int count) throws SQLException {
        database.transactionVoid(tx -> Backlog.waiting(tx.connection(), count));
    }

    /** As {@link Side#requireSameSettings}. */
    void requireSameSettings(Connection plain) throws SQLException {
        database.transactionVoid(tx -> Side.requireSameSettings(tx.connection(), plain));
    }

    @Override
    public void close() {
        database.close();
    }
}
