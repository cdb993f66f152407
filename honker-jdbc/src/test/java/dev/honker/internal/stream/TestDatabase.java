package dev.honker.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Stream;
import dev.honker.UpdateEvents;
import dev.honker.internal.access.DatabaseAccess;
import dev.honker.internal.access.OwnConnections;
import dev.honker.internal.engine.Schema;
import dev.honker.internal.runtime.Children;
import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;

/** A database file as the handles of the Java API reach it; thread-safe. */
public final class TestDatabase {

    /** Longer than anything that is waited for. */
    public static final Duration LONG = Duration.ofSeconds(20);

    private final HonkerDataSource dataSource;
    private final DatabaseAccess access;
    private final Children children = new Children();

    public TestDatabase(Path file) {
        this.dataSource = new HonkerDataSource("jdbc:honker:sqlite:" + file);
        this.access = new DatabaseAccess(new OwnConnections(dataSource, 9, Duration.ofSeconds(20)));
        access.call(session -> {
            Schema.ensure(session);
            return true;
        });
    }

    public DatabaseAccess access() {
        return access;
    }

    public Children children() {
        return children;
    }

    public Stream stream(String topic) {
        return new StreamTopic(topic, access, children);
    }

    /** A caller's connection, in autocommit mode. */
    public Connection connect() throws SQLException {
        return dataSource.getConnection();
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Waits until it holds, looking again with each commit. */
    public void awaitHolds(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONG.toNanos();
        try (UpdateEvents updates = access.subscribe()) {
            while (!condition.call()) {
                assertThat(System.nanoTime() - end).as("time over").isNegative();
                updates.awaitUpdate(Duration.ofMillis(500));
            }
        }
    }

    /** Lets time go by without a commit of the caller. */
    public void letPass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try (UpdateEvents updates = access.subscribe()) {
            for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
                updates.awaitUpdate(Duration.ofNanos(left));
            }
        }
    }

    /** Waits until a count has stood still for this time without a commit of the caller, and returns it. */
    public long awaitRest(LongSupplier count, Duration time) {
        long end = System.nanoTime() + LONG.toNanos();
        long before = -1;
        while (count.getAsLong() != before) {
            assertThat(System.nanoTime() - end).as("no rest").isNegative();
            before = count.getAsLong();
            letPass(time);
        }
        return before;
    }

    /** Closes what is open, as a database does. */
    public void close() throws Exception {
        children.close();
        access.close();
    }
}
