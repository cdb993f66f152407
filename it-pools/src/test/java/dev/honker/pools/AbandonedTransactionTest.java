package dev.honker.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.pools.Pool.OpenPool;
import dev.honker.pools.Pool.Setup;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A connection that is given back in the middle of a transaction: what honker wrote there has the fate of an INSERT. */
class AbandonedTransactionTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> pools() {
        return Stream.of("jdbc:honker:sqlite:", "jdbc:sqlite:").flatMap(prefix -> Arrays.stream(Pool.values())
                .flatMap(pool -> pool.modes().map(mode -> Arguments.of(prefix, pool, mode))));
    }

    @ParameterizedTest
    @MethodSource("pools")
    void aJobHasTheFateOfARow(String prefix, Pool pool, boolean autoCommit) throws SQLException {
        assertThat(kept(prefix, pool, autoCommit, AbandonedTransactionTest::enqueue))
                .isEqualTo(kept(prefix, pool, autoCommit, AbandonedTransactionTest::insert))
                .isEqualTo(pool.rollsBackAtClose(autoCommit) ? 0 : pool == Pool.TOMCAT ? 2 : 3);
    }

    @ParameterizedTest
    @MethodSource("pools")
    void soHasOneAfterACommit(String prefix, Pool pool, boolean autoCommit) throws SQLException {
        assertThat(kept(prefix, pool, autoCommit, connection -> {
                    enqueue(connection);
                    connection.commit();
                    enqueue(connection);
                }))
                .isEqualTo(kept(prefix, pool, autoCommit, connection -> {
                    insert(connection);
                    connection.commit();
                    insert(connection);
                }));
    }

    @ParameterizedTest
    @MethodSource("pools")
    void soHasOneAfterARollbackToASavepoint(String prefix, Pool pool, boolean autoCommit) throws SQLException {
        assertThat(kept(prefix, pool, autoCommit, connection -> {
                    enqueue(connection);
                    connection.rollback(connection.setSavepoint());
                    enqueue(connection);
                }))
                .isEqualTo(kept(prefix, pool, autoCommit, connection -> {
                    insert(connection);
                    connection.rollback(connection.setSavepoint());
                    insert(connection);
                }));
    }

    private static void enqueue(Connection connection) {
        Honker.on(connection).queue("mail").enqueue("{}");
    }

    private static void insert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into _honker_live(queue, payload) values ('mail', '{}')");
        }
    }

    /** What is in the file when that was done by three callers, none of whom has ended the transaction. */
    private long kept(String prefix, Pool pool, boolean autoCommit, Work work) throws SQLException {
        Path file = folder.resolve(System.nanoTime() + ".db");
        try (Database database = Honker.open(file)) {
            database.queue("mail").size();
            try (OpenPool open = pool.open(new Setup(prefix + file + "?journal_mode=WAL", 1, autoCommit))) {
                for (int i = 0; i < 3; i++) {
                    try (Connection connection = open.dataSource().getConnection()) {
                        if (connection.getAutoCommit()) {
                            connection.setAutoCommit(false);
                        }
                        work.on(connection);
                    }
                }
            }
            return database.queue("mail").size();
        }
    }

    /** What a caller does. */
    @FunctionalInterface
    interface Work {
        void on(Connection connection) throws SQLException;
    }
}
