package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Which data source is honker's, and what a database and a template of the application's own may be. */
class DataSourcesTest {

    @TempDir
    Path directory;

    private Path file;
    private Tables tables;
    private ConfigurableApplicationContext context;

    @BeforeEach
    void makeFile() throws Exception {
        file = directory.resolve("app.db");
        tables = Tables.make(file);
    }

    @AfterEach
    void close() {
        if (context != null) {
            context.close();
        }
    }

    static class Receipts {
        final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        @HonkerListener(queue = "receipts", transactional = true, transactionManager = "${manager:}", backoff = "0s")
        public void receipt(String text) {
            seen.add(text);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDataSources {
        @Bean
        DataSource other(Environment environment) {
            return new HonkerDataSource(
                    environment.getRequiredProperty("spring.datasource.url").replace("app.db", "other.db"));
        }

        @Bean
        DataSource queues(Environment environment) {
            return new HonkerDataSource(environment.getRequiredProperty("spring.datasource.url"));
        }

        @Bean
        PlatformTransactionManager otherTransactions(DataSource other) {
            return new DataSourceTransactionManager(other);
        }

        @Bean
        PlatformTransactionManager queueTransactions(DataSource queues) {
            return new DataSourceTransactionManager(queues);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDataSourcesAndAListener extends TwoDataSources {
        @Bean
        Receipts receipts() {
            return new Receipts();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoDataSourcesAndASchedule extends TwoDataSources {
        @Bean
        Ticking ticking() {
            return new Ticking();
        }
    }

    static class Ticking {
        @HonkerScheduled(every = "1h")
        public void tick() {}
    }

    @Test
    void listenersThatNothingWouldCallMakeTheStartFail() {
        assertThatThrownBy(() -> Started.on(file, TwoDataSourcesAndAListener.class))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("Receipts.receipt")
                .hasMessageContaining("[other, queues]")
                .hasMessageContaining("honker.data-source");
        assertThatThrownBy(() -> Started.on(file, TwoDataSourcesAndASchedule.class))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("Ticking.tick");
    }

    @Test
    void withoutListenersOrSwitchedOffSeveralDataSourcesAreNoMistake() {
        context = Started.on(file, TwoDataSources.class);
        assertThat(context.getBeansOfType(Database.class)).isEmpty();
        context.close();
        context = Started.on(file, TwoDataSourcesAndAListener.class, "honker.enabled=false");
        assertThat(context.getBeansOfType(Database.class)).isEmpty();
    }

    @Test
    void aPropertyNamesTheDataSource() throws Exception {
        context = Started.on(
                file, TwoDataSourcesAndAListener.class, "honker.data-source=queues", "manager=queueTransactions");
        HonkerTemplate honker = context.getBean(HonkerTemplate.class);
        assertThat(honker.database().path()).isEqualTo(file.toRealPath());
        var transactions =
                new TransactionTemplate(context.getBean("queueTransactions", PlatformTransactionManager.class));
        transactions.executeWithoutResult(status -> {
            honker.enqueue("receipts", "\"rolled back\"");
            status.setRollbackOnly();
        });
        transactions.executeWithoutResult(status -> honker.enqueue("receipts", "\"committed\""));
        assertThat(context.getBean(Receipts.class).seen.poll(60, TimeUnit.SECONDS))
                .isEqualTo("\"committed\"");
    }

    @Test
    void aPropertyThatNamesNoDataSourceIsRefused() {
        assertThatThrownBy(() ->
                        Started.on(file, TwoDataSourcesAndAListener.class, "honker.data-source=queue", "manager=none"))
                .rootCause()
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("honker.data-source = queue must be the name of a data source")
                .hasMessageContaining("[other, queues]");
    }

    @Test
    void aListenerInTheTransactionsOfAnotherDataSourceFailsAndSaysWhy() throws Exception {
        context = Started.on(
                file, TwoDataSourcesAndAListener.class, "honker.data-source=queues", "manager=otherTransactions");
        HonkerTemplate honker = context.getBean(HonkerTemplate.class);
        long id = honker.enqueue("receipts", "{}");
        try (var updates = honker.database().updateEvents()) {
            while (honker.queue("receipts").size() > 0) {
                assertThat(updates.awaitUpdate(java.time.Duration.ofSeconds(60)))
                        .isTrue();
            }
        }
        assertThat(honker.queue("receipts").deadLetters().get(id))
                .hasValueSatisfying(dead -> assertThat(dead.lastError())
                        .contains("has no transaction on honker's data source: name the right one"));
    }

    @Configuration(proxyBeanMethods = false)
    static class ApartDatabase {
        @Bean(destroyMethod = "close")
        Database ownDatabase(DataSource dataSource) {
            return Honker.of(dataSource);
        }
    }

    @Test
    void aDatabaseOfTheApplicationsOwnThatDoesNotJoinTransactionsIsRefused() throws Exception {
        assertThatThrownBy(() -> Started.on(file, ApartDatabase.class))
                .rootCause()
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("'ownDatabase'")
                .hasMessageContaining("HonkerTemplate.joining(dataSource)");
    }

    @Configuration(proxyBeanMethods = false)
    static class JoiningDatabase {
        @Bean(destroyMethod = "close")
        Database honkerDatabase(DataSource dataSource) {
            return Honker.of(HonkerTemplate.joining(dataSource));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AwareDatabase {
        @Bean(destroyMethod = "close")
        Database ownDatabase(DataSource dataSource) {
            return Honker.of(new TransactionAwareDataSourceProxy(dataSource));
        }
    }

    @Test
    void aDatabaseOfTheApplicationsOwnThatJoinsTransactionsIsTaken() throws Exception {
        for (Class<?> beans : new Class<?>[] {JoiningDatabase.class, AwareDatabase.class}) {
            context = Started.on(file, beans, "honker.queue.letters.max-attempts=9");
            Database database = context.getBean(Database.class);
            HonkerTemplate honker = context.getBean(HonkerTemplate.class);
            assertThat(honker.database()).isSameAs(database);
            assertThat(honker.queue("letters").options().maxAttempts()).isEqualTo(9);
            transactions().executeWithoutResult(status -> {
                assertThat(honker.isInTransaction()).isTrue();
                honker.enqueue("receipts", "{}");
                honker.queue("receipts").enqueue("{}");
                database.notify("receipts", "{}");
                status.setRollbackOnly();
            });
            assertThat(tables.count("_honker_live")).isZero();
            assertThat(tables.texts("select count(*) from _honker_notifications"))
                    .containsExactly("0");
            context.close();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AnotherFile {
        @Bean(destroyMethod = "close", defaultCandidate = false)
        Database another(Environment environment) {
            return Honker.open(Path.of(environment.getRequiredProperty("another.file")));
        }
    }

    @Test
    void aDatabaseOfAnotherFileStandsBesideHonkers() {
        Path another = directory.resolve("another.db");
        context = Started.on(file, AnotherFile.class, "another.file=" + another);
        assertThat(context.getBeansOfType(Database.class)).containsKeys("another", "honkerDatabase");
        assertThat(context.getBean(HonkerTemplate.class).database())
                .isSameAs(context.getBean("honkerDatabase", Database.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnTemplate {
        @Bean
        HonkerTemplate ownTemplate(Database database, DataSource dataSource) {
            return new HonkerTemplate(database, dataSource);
        }
    }

    @Test
    void aTemplateOfTheApplicationsOwnReplacesTheStarters() throws Exception {
        context = Started.on(file, OwnTemplate.class);
        assertThat(context.getBeansOfType(HonkerTemplate.class)).containsOnlyKeys("ownTemplate");
        joins();
    }

    @Configuration(proxyBeanMethods = false)
    static class LazyConnections {
        @Bean
        @Primary
        DataSource lazy(Environment environment) {
            return new LazyConnectionDataSourceProxy(
                    new HonkerDataSource(environment.getRequiredProperty("spring.datasource.url")));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AwareConnections {
        @Bean
        @Primary
        DataSource aware(Environment environment) {
            return new TransactionAwareDataSourceProxy(
                    new HonkerDataSource(environment.getRequiredProperty("spring.datasource.url")));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Routing {
        @Bean
        @Primary
        DataSource routing(Environment environment) {
            AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {
                @Override
                protected Object determineCurrentLookupKey() {
                    return TransactionSynchronizationManager.isCurrentTransactionReadOnly() ? "read" : "write";
                }
            };
            HonkerDataSource one = new HonkerDataSource(environment.getRequiredProperty("spring.datasource.url"));
            routing.setTargetDataSources(Map.of("read", one, "write", one));
            routing.afterPropertiesSet();
            return new LazyConnectionDataSourceProxy(routing);
        }
    }

    @Test
    void lazyConnectionsTakePartInTransactions() throws Exception {
        context = Started.on(file, LazyConnections.class);
        joins();
        isReadOnly();
    }

    @Test
    void routedConnectionsTakePartInTransactions() throws Exception {
        context = Started.on(file, Routing.class);
        joins();
        isReadOnly();
    }

    @Test
    void connectionsThatKnowOfTransactionsThemselvesTakePart() throws Exception {
        context = Started.on(file, AwareConnections.class);
        joins();
        isReadOnly();
    }

    private void joins() throws Exception {
        HonkerTemplate honker = context.getBean(HonkerTemplate.class);
        transactions().executeWithoutResult(status -> {
            context.getBean(JdbcTemplate.class).update("insert into orders (item) values ('a')");
            assertThat(honker.isInTransaction()).isTrue();
            honker.enqueue("receipts", "{}");
            honker.queue("receipts").enqueue("{}");
            status.setRollbackOnly();
        });
        assertThat(tables.count("_honker_live")).isZero();
        transactions().executeWithoutResult(status -> honker.enqueue("receipts", "{}"));
        honker.enqueue("receipts", "{}");
        assertThat(tables.count("_honker_live")).isEqualTo(2);
    }

    private void isReadOnly() throws Exception {
        HonkerTemplate honker = context.getBean(HonkerTemplate.class);
        TransactionTemplate readOnly = transactions();
        readOnly.setReadOnly(true);
        assertThatThrownBy(() -> readOnly.executeWithoutResult(status -> honker.enqueue("receipts", "{}")))
                .hasStackTraceContaining("read");
        assertThat(tables.count("_honker_live")).isEqualTo(2);
    }

    private TransactionTemplate transactions() {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }
}
