package dev.honker.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.Database;
import dev.honker.DatabaseReplacedException;
import dev.honker.Honker;
import dev.honker.WatcherState;
import dev.honker.it.support.Sql;
import dev.honker.jdbc.HonkerConnection;
import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The file goes away under connections, and nobody waits for commits: what they would write is lost. */
class ReplacedTransactionTest {

    private static final String INSERT = "INSERT INTO orders DEFAULT VALUES";
    private static final String ENQUEUE = "SELECT honker_enqueue('q', 'p', null, null, 0, 3, null)";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void create() throws Exception {
        file = folder.resolve("app.db");
        create(file);
    }

    private static void create(Path file) throws Exception {
        try (Connection connection = Sql.open(file)) {
            OrderWriter.createTables(connection);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfTransactionIsRefused(Kind kind) throws Exception {
        for (boolean manual : new boolean[] {false, true}) {
            file = folder.resolve(manual ? "manual.db" : "auto.db");
            create(file);
            try (Connection connection = Sql.open(file)) {
                Sql.run(connection, INSERT);
                connection.setAutoCommit(!manual);
                replace(Replacement.RENAMED_OVER);
                for (int i = 0; i < 2; i++) {
                    requireRefusal(() -> kind.work.run(connection));
                }
                assertThat(connection.isValid(1)).isFalse();
                if (manual) {
                    connection.rollback();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPoolThrowsTheConnectionAwayAndGoesOnWithTheNewFile(Replacement replacement) throws Exception {
        try (HikariDataSource pool = pool(Sql.url(file))) {
            HonkerConnection before;
            try (Connection connection = pool.getConnection()) {
                before = connection.unwrap(HonkerConnection.class);
                Sql.run(connection, INSERT);
            }
            replace(replacement);
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.unwrap(HonkerConnection.class)).isSameAs(before);
                requireRefusal(() -> Sql.run(connection, INSERT));
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.unwrap(HonkerConnection.class)).isNotSameAs(before);
                Sql.run(connection, "CREATE TABLE IF NOT EXISTS orders(id INTEGER PRIMARY KEY)");
                Sql.run(connection, INSERT);
                assertThat(Sql.number(connection, "SELECT count(*) FROM orders"))
                        .isOne();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasBegunBeforeCannotBeCommittedAndIsRolledBack(Replacement replacement) throws Exception {
        try (Connection connection = Sql.open(file)) {
            connection.setAutoCommit(false);
            Sql.run(connection, INSERT);
            replace(replacement);
            Sql.run(connection, INSERT);
            requireRefusal(connection::commit);
            requireRefusal(() -> connection.setAutoCommit(true));
            connection.rollback();
            requireRefusal(() -> Sql.run(connection, INSERT));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTransactionThatReadsOnlyMayEndButNoneBeginsAfterIt(Replacement replacement) throws Exception {
        try (Connection connection = Sql.open(file)) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            assertThat(Sql.number(connection, "SELECT count(*) FROM orders")).isZero();
            replace(replacement);
            connection.commit();
            requireRefusal(() -> Sql.number(connection, "SELECT count(*) FROM orders"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseRefusesEverythingUntilItIsOpenedAgain(Replacement replacement) throws Exception {
        try (Database db = Honker.open(file)) {
            db.queue("q").enqueue("before");
            replace(replacement);
            requireRefusal(db);
        }
        requireFreshStart();
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseBesideAPoolRefusesTooAndThePoolRecovers(Replacement replacement) throws Exception {
        try (HikariDataSource pool = pool(Sql.url(file));
                Database db = Honker.of(pool)) {
            db.queue("q").enqueue("before");
            replace(replacement);
            requireRefusal(db);
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
                assertThat(Sql.number(connection, "SELECT count(*) FROM sqlite_schema"))
                        .isNotNegative();
            }
            requireRefusal(db);
        }
        requireFreshStart();
    }

    @ParameterizedTest
    @EnumSource
    void aWrappedPoolOfPlainConnectionsRefusesWhatIsHonkers(Replacement replacement) throws Exception {
        try (HikariDataSource pool = pool("jdbc:sqlite:" + file)) {
            HonkerDataSource wrapped = HonkerDataSource.wrap(pool);
            try (Database db = Honker.of(wrapped)) {
                try (Connection connection = wrapped.getConnection()) {
                    Sql.text(connection, ENQUEUE);
                    replace(replacement);
                    // why no SQLState: plain sqlite-jdbc hands on nothing of a function's error but its text
                    assertThatThrownBy(() -> Sql.text(connection, ENQUEUE))
                            .hasMessageContaining("database file replaced");
                    assertThatThrownBy(() -> Honker.on(connection).queue("q").enqueue("p"))
                            .isInstanceOf(DatabaseReplacedException.class);
                }
                requireRefusal(db);
            }
        }
    }

    private void replace(Replacement replacement) throws Exception {
        replacement.apply(file, folder.resolve("new.db"));
        // why: a look at the file holds for one millisecond, and work just before the replacement has looked
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1);
        while (System.nanoTime() - until < 0) {
            LockSupport.parkNanos(100_000);
        }
    }

    private void requireRefusal(Action action) {
        SQLException refused = catchThrowableOfType(SQLException.class, action::run);
        assertThat((Throwable) refused).as("refused").isNotNull();
        assertThat(refused.getSQLState()).as(refused.toString()).isEqualTo("08006");
        assertThat((Throwable) refused)
                .hasMessageContaining("database file replaced")
                .hasMessageContaining("at " + file)
                .hasMessageContaining("open the database again");
    }

    private void requireRefusal(Database db) {
        List<Runnable> uses = List.of(
                () -> db.queue("q").enqueue("lost"),
                () -> db.stream("s").publish("lost"),
                () -> db.notify("c", "lost"),
                () -> db.query("SELECT 1"),
                () -> db.inspection().file(),
                () -> db.transactionVoid(tx -> tx.execute(INSERT)));
        for (Runnable use : uses) {
            assertThatThrownBy(use::run)
                    .isInstanceOf(DatabaseReplacedException.class)
                    .hasMessageContaining("at " + file)
                    .hasMessageContaining("open the database again");
        }
        assertThat(db.watcher().state()).isEqualTo(WatcherState.REPLACED);
        assertThat(db.watcher().failure()).isInstanceOf(DatabaseReplacedException.class);
        assertThat(db.path()).isEqualTo(file);
    }

    private void requireFreshStart() {
        try (Database db = Honker.open(file)) {
            assertThat(db.queue("q").enqueue("first")).isEqualTo(1);
        }
    }

    private static HikariDataSource pool(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    /** What begins a transaction. */
    enum Kind {
        INSERTING(c -> Sql.run(c, INSERT)),
        SELECTING(c -> Sql.number(c, "SELECT count(*) FROM orders")),
        A_FUNCTION(c -> Sql.text(c, ENQUEUE)),
        PREPARED(c -> {
            try (var statement = c.prepareStatement(INSERT)) {
                statement.executeUpdate();
            }
        }),
        A_BATCH(c -> {
            try (Statement statement = c.createStatement()) {
                statement.addBatch(INSERT);
                statement.executeBatch();
            }
        }),
        A_TEXT(c -> {
            Sql.run(c, "BEGIN IMMEDIATE");
            Sql.run(c, "ROLLBACK");
        }),
        A_SAVEPOINT(c -> c.releaseSavepoint(c.setSavepoint())),
        THE_API(c -> {
            try {
                Honker.on(c).queue("q").enqueueAll(List.of("a", "b"));
            } catch (DatabaseReplacedException e) {
                throw (SQLException) e.getCause();
            }
        });

        private final Action.On work;

        Kind(Action.On work) {
            this.work = work;
        }
    }

    /** Anything with a connection. */
    @FunctionalInterface
    private interface Action {
        void run() throws SQLException;

        /** Anything with this connection. */
        @FunctionalInterface
        interface On {
            void run(Connection connection) throws SQLException;
        }
    }
}
