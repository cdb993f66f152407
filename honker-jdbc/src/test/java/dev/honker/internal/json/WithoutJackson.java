package dev.honker.internal.json;

import dev.honker.HonkerException;
import dev.honker.JanitorOptions;
import dev.honker.LockOptions;
import dev.honker.internal.access.DatabaseAccess;
import dev.honker.internal.access.OwnConnections;
import dev.honker.internal.janitor.Janitor;
import dev.honker.internal.lock.NamedLocks;
import dev.honker.internal.runtime.Children;
import dev.honker.jdbc.HonkerDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;

/** A program that uses strings only, to be run without Jackson on its class path. */
final class WithoutJackson {

    private record Mail(String to) {}

    private WithoutJackson() {}

    public static void main(String[] args) throws Exception {
        HonkerDataSource source = new HonkerDataSource("jdbc:honker:sqlite:" + args[0]);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            require(!query(statement, "SELECT honker_enqueue('q', '{\"to\":\"a\"}', NULL, NULL, 0, 3, NULL)")
                    .isEmpty());
            require(query(statement, "SELECT honker_claim_batch('q', 'w', 1, 60)")
                    .contains("to"));
        }
        DatabaseAccess access = new DatabaseAccess(new OwnConnections(source, 9, Duration.ofSeconds(5)));
        Children children = new Children();
        require(new NamedLocks(access, children)
                .tryLock("l", LockOptions.defaults())
                .isPresent());
        require(Janitor.clean(
                                access,
                                JanitorOptions.builder().expiredResults(true).build())
                        .total()
                == 0);
        try {
            JsonCodecs.of(Mail.class);
        } catch (HonkerException e) {
            System.out.println(e.getMessage());
        }
        children.close();
        access.close();
        System.out.println("all of it works");
    }

    private static String query(Statement statement, String sql) throws Exception {
        try (ResultSet rows = statement.executeQuery(sql)) {
            require(rows.next());
            return rows.getString(1);
        }
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new AssertionError("it does not work");
        }
    }
}
