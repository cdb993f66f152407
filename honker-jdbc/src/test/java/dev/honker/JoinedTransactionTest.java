package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which transaction an operation belongs to when the data source hands out connections in manual-commit mode. */
class JoinedTransactionTest extends DatabaseFixture {

    private static final String HONKER = "jdbc:honker:sqlite:";
    private static final String PLAIN = "jdbc:sqlite:";

    /** Hands out the caller's connection while there is one, as Spring's proxy does for the thread's transaction. */
    private final class TransactionAware {

        private final DataSource pool;
        private Connection bound;

        private TransactionAware(DataSource pool) {
            this.pool = pool;
        }

        DataSource dataSource() {
            return (DataSource) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (proxy, method, arguments) -> bound == null ? pool.getConnection() : unclosable(bound));
        }

        private Connection unclosable(Connection connection) {
            return handingOut(connection, () -> {});
        }
    }

    private Connection handingOut(Connection connection, Runnable close) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        close.run();
                        return null;
                    }
                    if (method.getName().equals("equals")) {
                        return proxy == arguments[0];
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @BeforeEach
    void makeTable() {
        execute("CREATE TABLE orders(id INTEGER PRIMARY KEY)");
    }

    @ParameterizedTest
    @ValueSource(strings = {HONKER, PLAIN})
    void aTransactionInWhichNothingWasDoneYetIsJoined(String prefix) throws Exception {
        try (HikariDataSource pool = manualPool(prefix)) {
            TransactionAware aware = new TransactionAware(pool);
            try (Database beside = Honker.of(aware.dataSource());
                    Connection connection = pool.getConnection()) {
                aware.bound = connection;
                beside.queue("mail").enqueue("{}");
                beside.notify("c", "{}");
                connection.rollback();
                assertThat(db.queue("mail").size()).isZero();
                beside.queue("mail").enqueue("{}");
                connection.commit();
                assertThat(db.queue("mail").size()).isOne();
                connection.rollback();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {HONKER, PLAIN})
    void aTransactionInsideTheCallersIsASavepointOfIt(String prefix) throws Exception {
        try (HikariDataSource pool = manualPool(prefix)) {
            TransactionAware aware = new TransactionAware(pool);
            try (Database beside = Honker.of(aware.dataSource());
                    Connection connection = pool.getConnection()) {
                aware.bound = connection;
                insert(connection, 1);
                assertThatThrownBy(() -> beside.transactionVoid(tx -> {
                            tx.queue("mail").enqueue("{}");
                            throw new IllegalStateException("no");
                        }))
                        .isInstanceOf(IllegalStateException.class);
                beside.transactionVoid(tx -> tx.queue("kept").enqueue("{}"));
                assertThat(db.queue("kept").size()).isZero();
                connection.commit();
            }
        }
        assertThat(number("SELECT count(*) FROM orders")).isOne();
        assertThat(db.queue("mail").size()).isZero();
        assertThat(db.queue("kept").size()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {HONKER, PLAIN})
    void withoutATransactionOfTheCallersAnOperationIsCommittedThroughTheSameDataSource(String prefix) throws Exception {
        try (HikariDataSource pool = manualPool(prefix)) {
            TransactionAware aware = new TransactionAware(pool);
            try (Database beside = Honker.of(aware.dataSource())) {
                beside.queue("mail").enqueue("{}");
                beside.transactionVoid(tx -> tx.queue("mail").enqueue("{}"));
                try (Connection connection = pool.getConnection()) {
                    aware.bound = connection;
                    insert(connection, 1);
                    beside.queue("mail").enqueue("{}");
                    connection.rollback();
                    aware.bound = null;
                }
                beside.queue("mail").enqueue("{}");
            }
        }
        assertThat(db.queue("mail").size()).isEqualTo(3);
        assertThat(number("SELECT count(*) FROM orders")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {HONKER, PLAIN})
    void aPoolThatEndsNoTransactionsGetsItsOwnCommitted(String prefix) throws Exception {
        Deque<Connection> idle = new ArrayDeque<>();
        for (int i = 0; i < 2; i++) {
            Connection connection = DriverManager.getConnection(prefix + file);
            connection.setAutoCommit(false);
            idle.add(connection);
        }
        DataSource pool = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Connection connection = idle.pop();
                    return handingOut(connection, () -> idle.push(connection));
                });
        try (Database beside = Honker.of(pool)) {
            beside.queue("mail").enqueue("{}");
            beside.transactionVoid(tx -> tx.queue("mail").enqueue("{}"));
        }
        assertThat(db.queue("mail").size()).isEqualTo(2);
        for (Connection connection : idle) {
            connection.close();
        }
    }

    @Test
    void aTransactionOnPlainConnectionsThatCannotCommitIsRolledBack() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(PLAIN + file + "?busy_timeout=20");
        config.setMaximumPoolSize(1);
        db.close();
        try (HikariDataSource pool = new HikariDataSource(config);
                Database beside = Honker.of(pool)) {
            beside.query("PRAGMA journal_mode = DELETE");
            try (Connection reader = DriverManager.getConnection(PLAIN + file)) {
                reader.setAutoCommit(false);
                try (Statement statement = reader.createStatement()) {
                    statement.executeQuery("SELECT count(*) FROM orders").close();
                }
                assertThatThrownBy(() -> beside.transactionVoid(tx -> tx.execute("INSERT INTO orders VALUES (1)")))
                        .isInstanceOf(HonkerSqlException.class);
            }
            beside.transactionVoid(tx -> tx.execute("INSERT INTO orders VALUES (2)"));
            assertThat(beside.query("SELECT id FROM orders"))
                    .extracting(row -> row.get(0))
                    .containsExactly(2);
        }
    }

    private HikariDataSource manualPool(String prefix) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(prefix + file);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    private static void insert(Connection connection, int id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO orders VALUES (" + id + ")");
        }
    }
}
