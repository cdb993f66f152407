package dev.honker.it.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.annotation.Poller;
import org.springframework.integration.annotation.ServiceActivator;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.H2ChannelMessageStoreQueryProvider;
import org.springframework.integration.scheduling.PollerMetadata;
import org.springframework.integration.store.MessageGroupQueue;
import org.springframework.integration.transaction.TransactionInterceptorBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.scheduling.support.PeriodicTrigger;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A channel of Spring Integration whose messages are rows, and a poller whose transaction reads before it waits for a message. The
 * queue's lock is held while a message is stored, and is needed again by the waiting poller.
 */
class IntegrationChannelTest {

    private static final int MESSAGES = 10;

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("dev.honker.it.frameworks.Driver#repeated")
    void messagesAreSentWhileThePollersTransactionWaitsForThem(Driver driver) throws Exception {
        on(driver, context -> {
            MessageChannel channel = context.getBean("orders", MessageChannel.class);
            for (int n = 1; n <= MESSAGES; n++) {
                channel.send(new GenericMessage<>(n));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("dev.honker.it.frameworks.Driver#repeated")
    void messagesAreSentInTransactionsThatWroteBefore(Driver driver) throws Exception {
        on(driver, context -> {
            MessageChannel channel = context.getBean("orders", MessageChannel.class);
            JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
            TransactionTemplate transaction =
                    new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            for (int n = 1; n <= MESSAGES; n++) {
                int number = n;
                transaction.executeWithoutResult(status -> {
                    jdbc.update("INSERT INTO orders VALUES (?)", number);
                    channel.send(new GenericMessage<>(number));
                });
            }
        });
    }

    private void on(Driver driver, Scenario scenario) throws Exception {
        try (AppFile file = new AppFile(driver, directory);
                AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            file.run(
                    "CREATE TABLE orders(n INTEGER PRIMARY KEY)",
                    "CREATE TABLE handled(n INTEGER PRIMARY KEY)",
                    "CREATE TABLE INT_CHANNEL_MESSAGE(MESSAGE_SEQUENCE INTEGER PRIMARY KEY AUTOINCREMENT,"
                            + " MESSAGE_ID TEXT NOT NULL, GROUP_KEY TEXT NOT NULL, REGION TEXT NOT NULL,"
                            + " CREATED_DATE INTEGER NOT NULL, MESSAGE_PRIORITY INTEGER, " + SqliteQueries.CONTENT
                            + " BLOB)");
            context.getBeanFactory().registerSingleton("dataSource", file.pool());
            context.register(Beans.class);
            context.refresh();
            long start = System.nanoTime();
            scenario.run(context);
            assertThat(context.getBean(Handler.class).handled.await(60, TimeUnit.SECONDS))
                    .as("all handled")
                    .isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("time, which is a busy timeout if sender and poller wait for each other")
                    .isLessThan(Driver.BUSY_TIMEOUT);
            assertThat(file.number("SELECT count(*) FROM handled")).isEqualTo(MESSAGES);
            assertThat(file.number("SELECT count(*) FROM INT_CHANNEL_MESSAGE")).isZero();
        }
    }

    /** What a test sends. */
    @FunctionalInterface
    private interface Scenario {
        void run(AnnotationConfigApplicationContext context);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableIntegration
    static class Beans {
        @Bean
        JdbcTemplate jdbc(DataSource dataSource) {
            return new JdbcTemplate(dataSource);
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }

        @Bean
        JdbcChannelMessageStore store(DataSource dataSource) {
            JdbcChannelMessageStore store = new JdbcChannelMessageStore(dataSource);
            store.setChannelMessageStoreQueryProvider(new SqliteQueries());
            return store;
        }

        @Bean
        QueueChannel orders(JdbcChannelMessageStore store) {
            return new QueueChannel(new MessageGroupQueue(store, "orders"));
        }

        @Bean
        PollerMetadata poller(PlatformTransactionManager transactions) {
            PollerMetadata poller = new PollerMetadata();
            poller.setTrigger(new PeriodicTrigger(Duration.ofMillis(1)));
            poller.setReceiveTimeout(200);
            poller.setAdviceChain(List.of(new TransactionInterceptorBuilder()
                    .transactionManager(transactions)
                    .build()));
            return poller;
        }

        @Bean
        Handler handler(JdbcTemplate jdbc) {
            return new Handler(jdbc);
        }
    }

    /** Handles a message in the transaction that takes it from the channel. */
    static class Handler {
        private final JdbcTemplate jdbc;
        private final CountDownLatch handled = new CountDownLatch(MESSAGES);

        Handler(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @ServiceActivator(inputChannel = "orders", poller = @Poller("poller"))
        public void handle(int number) {
            jdbc.update("INSERT INTO handled VALUES (?)", number);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    handled.countDown();
                }
            });
        }
    }

    /** Those of H2 but for the sequence, which is the table's key. */
    private static final class SqliteQueries extends H2ChannelMessageStoreQueryProvider {
        /** The column of the message, which has another name since Spring Integration 7. */
        private static final String CONTENT =
                new SqliteQueries().getPollFromGroupQuery().contains("MESSAGE_BYTES")
                        ? "MESSAGE_BYTES"
                        : "MESSAGE_CONTENT";

        @Override
        public String getCreateMessageQuery() {
            return "INSERT INTO %PREFIX%CHANNEL_MESSAGE"
                    + "(MESSAGE_ID, GROUP_KEY, REGION, CREATED_DATE, MESSAGE_PRIORITY, " + CONTENT
                    + ") VALUES (?, ?, ?, ?, ?, ?)";
        }
    }
}
