package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.jdbc.HonkerDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A data source that hands out the connection of the thread's open transaction, as Spring's transaction-aware proxy does. */
class BoundDataSourceTest extends DatabaseFixture {

    @Test
    void theTransactionOfATransactionAwareDataSourceIsNotCommittedByAnEnqueue() throws Exception {
        execute("CREATE TABLE orders(id INTEGER PRIMARY KEY)");
        try (Connection connection = new HonkerDataSource("jdbc:honker:sqlite:" + file).getConnection();
                Database beside = Honker.of(transactionAware(connection))) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("INSERT INTO orders VALUES (1)");
            }
            beside.queue("mail").enqueue("{}");
            connection.rollback();
        }
        assertThat(number("SELECT count(*) FROM orders")).isZero();
        assertThat(db.queue("mail").size()).isZero();
    }

    @Test
    void aWaitWhoseExecutorFailsIsCompletedAllTheSame() throws Exception {
        Queue queue = db.queue("mail");
        AtomicInteger calls = new AtomicInteger();
        CompletableFuture<String> result =
                queue.waitResultAsync(1, WaitOptions.timeout(Duration.ofSeconds(20)), task -> {
                    calls.incrementAndGet();
                    throw new IllegalStateException("this executor is not well");
                });
        queue.saveResult(1, "{}");
        assertThat(result.get(5, TimeUnit.SECONDS)).isEqualTo("{}");
    }

    @Test
    void aListenerThatItsExecutorNeverRanEndsWhenItIsClosed() {
        ListenHandle listener = db.listen(
                "c",
                notification -> {},
                ListenOptions.builder()
                        .executor(task -> {})
                        .stopTimeout(Duration.ofMillis(100))
                        .build());
        listener.close();
        assertThat(listener.isRunning()).isFalse();
    }

    private DataSource transactionAware(Connection bound) {
        Connection shared = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(bound, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> shared);
    }
}
