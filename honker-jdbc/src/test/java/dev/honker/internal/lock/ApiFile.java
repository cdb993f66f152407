package dev.honker.internal.lock;

import dev.honker.internal.access.DatabaseAccess;
import dev.honker.internal.access.OwnConnections;
import dev.honker.internal.runtime.Children;
import dev.honker.internal.wake.CommitSubscription;
import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;

/** A database file with what a database gives its handles, and a peer that speaks SQL; thread-safe except for the peer. */
public final class ApiFile {

    private final Path path;
    private final Connection peer;
    private final DatabaseAccess access;
    private final Children children = new Children();

    public ApiFile(Path directory) throws SQLException {
        this.path = directory.resolve("app.db");
        HonkerDataSource source = new HonkerDataSource("jdbc:honker:sqlite:" + path);
        this.access = new DatabaseAccess(new OwnConnections(source, 9, Duration.ofSeconds(5)));
        this.peer = source.getConnection();
        number("SELECT honker_bootstrap()");
    }

    public Path path() {
        return path;
    }

    public DatabaseAccess access() {
        return access;
    }

    public Children children() {
        return children;
    }

    /** Executes a statement as another connection. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = peer.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Queries one number as another connection; 0 if there is no row. */
    public long number(String sql) throws SQLException {
        try (Statement statement = peer.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    /** Waits for commits until the condition holds; false if it does not within 20 s. */
    public boolean await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        try (CommitSubscription commits = access.subscribe()) {
            while (!condition.call()) {
                if (System.nanoTime() - deadline > 0) {
                    return false;
                }
                commits.awaitUpdate(Duration.ofMillis(500));
            }
        }
        return true;
    }

    public void close() throws Exception {
        children.close();
        access.close();
        peer.close();
    }
}
