package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.UpdateEvents;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.core.DB;

/** {@code HonkerDataSource.wrap}: honker on connections of plain sqlite-jdbc. */
class WrappedDataSourceTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeTheFile() throws SQLException {
        file = Sql.plainFile(folder.resolve("app.db"));
    }

    private SQLiteDataSource plain() {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + file);
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    @Test
    void everyConnectionOfASqliteDataSourceHasTheFunctions() throws SQLException {
        DataSource wrapped = HonkerDataSource.wrap(plain());
        for (int i = 1; i <= 3; i++) {
            try (Connection connection = i < 3 ? wrapped.getConnection() : wrapped.getConnection("sa", "")) {
                assertThat(Sql.text(connection, "SELECT notify('a', 'b')")).isEqualTo(String.valueOf(i));
                assertThat(connection.isWrapperFor(HonkerConnection.class)).isFalse();
            }
        }
    }

    @Test
    void aPooledConnectionIsEquippedOnceHoweverOftenItIsBorrowed() throws Exception {
        try (HikariDataSource pool = pool()) {
            DataSource wrapped = HonkerDataSource.wrap(pool);
            Object first = null;
            for (int i = 0; i < 1000; i++) {
                try (Connection connection = wrapped.getConnection()) {
                    Set<?> listeners = commitListeners(connection.unwrap(SQLiteConnection.class));
                    assertThat(listeners).hasSize(1);
                    Object only = listeners.iterator().next();
                    assertThat(first == null ? only : first).isSameAs(only);
                    first = only;
                    if (i % 100 == 0) {
                        Sql.text(connection, "SELECT notify('a', 'b')");
                    }
                }
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(Sql.text(connection, "SELECT count(*) FROM _honker_notifications"))
                        .isEqualTo("10");
            }
        }
    }

    @Test
    void aCommitThroughTheWrappedPoolWakesASubscriberByTheHook() throws SQLException {
        try (HikariDataSource pool = pool();
                Connection holder = Sql.honker(file + "?honker.poll_interval=600000");
                // why: the first subscription of a file sets its interval, so that only the hook can wake
                UpdateEvents slow = holder.unwrap(HonkerConnection.class).updateEvents()) {
            try (Connection connection = HonkerDataSource.wrap(pool).getConnection()) {
                connection.setAutoCommit(false);
                while (slow.awaitUpdate(Duration.ofMillis(50))) {
                    // what the subscription itself owes
                }
                boolean woken = false;
                // why several: the hook comes before the commit can be seen, and a busy machine may take long between
                for (int i = 0; i < 50 && !woken; i++) {
                    Sql.run(connection, "INSERT INTO t VALUES (5)");
                    connection.commit();
                    woken = slow.awaitUpdate(Duration.ofMillis(200));
                }
                assertThat(woken).isTrue();
            }
        }
    }

    @Test
    void aWrappedDataSourceSubscribesAndGivesItsConnectionBack() throws SQLException {
        try (HikariDataSource pool = pool()) {
            HonkerDataSource wrapped = HonkerDataSource.wrap(pool);
            try (UpdateEvents events = wrapped.updateEvents();
                    Connection other = Sql.plain(file)) {
                assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
                while (events.awaitUpdate(Duration.ZERO)) {
                    // what the subscription itself owes
                }
                Sql.run(other, "INSERT INTO t VALUES (6)");
                assertThat(events.awaitUpdate(Duration.ofSeconds(10))).isTrue();
            }
        }
    }

    @Test
    void honkersOwnConnectionsStayAsTheyAre() throws Exception {
        DataSource wrapped = HonkerDataSource.wrap(new HonkerDataSource("jdbc:honker:sqlite:" + file));
        try (Connection connection = wrapped.getConnection();
                UpdateEvents events = HonkerDataSource.wrap(wrapped).updateEvents()) {
            assertThat(events).isNotNull();
            assertThat(connection).isInstanceOf(HonkerConnection.class);
            assertThat(commitListeners(connection.unwrap(SQLiteConnection.class)))
                    .isEmpty();
        }
    }

    @Test
    void aDataSourceOfAnotherDatabaseIsRefusedAndItsConnectionClosed() {
        AtomicBoolean closed = new AtomicBoolean();
        Connection foreign = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    closed.compareAndSet(false, method.getName().equals("close"));
                    return method.getReturnType() == boolean.class ? false : null;
                });
        DataSource source = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, args) -> foreign);

        assertThatThrownBy(() -> HonkerDataSource.wrap(source).getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("works on connections of sqlite-jdbc")
                .hasMessageContaining(foreign.getClass().getName());
        assertThat(closed).isTrue();
    }

    @Test
    void aWrappedDatabaseInMemoryIsRefused() {
        SQLiteDataSource memory = new SQLiteDataSource();
        memory.setUrl("jdbc:sqlite::memory:");
        assertThatThrownBy(() -> HonkerDataSource.wrap(memory).getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("honker needs a database file");
    }

    @Test
    void eachErrorOfAFunctionReportsItsOwnText() throws SQLException {
        try (Connection connection = HonkerDataSource.wrap(plain()).getConnection()) {
            assertThatThrownBy(() -> Sql.text(connection, "SELECT notify(NULL, 'b')"))
                    .hasMessageContaining("index 0");
            assertThatThrownBy(() -> Sql.text(connection, "SELECT notify('a', NULL)"))
                    .hasMessageContaining("index 1")
                    .hasMessageNotContaining("index 0");
            assertThatThrownBy(() -> Sql.text(connection, "SELECT * FROM nowhere"))
                    .hasMessageContaining("no such table: nowhere");
            assertThat(Sql.text(connection, "SELECT notify('a', 'b')")).isEqualTo("1");
        }
    }

    @Test
    void nothingIsKeptOfAConnectionThatWasClosed() throws Exception {
        DataSource wrapped = HonkerDataSource.wrap(plain());
        WeakReference<Connection> closed = useAndClose(wrapped);
        try (Connection next = wrapped.getConnection()) {
            for (int i = 0; i < 100 && closed.get() != null; i++) {
                System.gc();
                Sql.run(next, "SELECT 1");
            }
        }
        assertThat(closed.get()).isNull();
    }

    private static WeakReference<Connection> useAndClose(DataSource wrapped) throws SQLException {
        try (Connection connection = wrapped.getConnection()) {
            Sql.text(connection, "SELECT notify('a', 'b')");
            return new WeakReference<>(connection);
        }
    }

    @Test
    void theWrapperUnwrapsToWhatItWraps() throws SQLException {
        try (HikariDataSource pool = pool()) {
            HonkerDataSource wrapped = HonkerDataSource.wrap(pool);
            assertThat(wrapped.isWrapperFor(HikariDataSource.class)).isTrue();
            assertThat(wrapped.unwrap(HikariDataSource.class)).isSameAs(pool);
            assertThat(wrapped.unwrap(HonkerDataSource.class)).isSameAs(wrapped);
            assertThat(wrapped.isWrapperFor(String.class)).isFalse();
            assertThatThrownBy(() -> wrapped.unwrap(String.class)).isInstanceOf(SQLException.class);
        }
    }

    private static Set<?> commitListeners(SQLiteConnection connection) throws ReflectiveOperationException {
        Field field = DB.class.getDeclaredField("commitListeners");
        field.setAccessible(true);
        return (Set<?>) field.get(connection.getDatabase());
    }
}
