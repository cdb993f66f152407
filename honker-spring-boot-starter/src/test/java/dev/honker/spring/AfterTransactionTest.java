package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.honker.Queue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What Spring calls after a transaction has ended, while the thread still holds its connection. */
class AfterTransactionTest {

    record Placed(String item) {}

    @Configuration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        Receipts receipts(HonkerTemplate honker) {
            return new Receipts(honker);
        }

        @Bean
        Apart apart(HonkerTemplate honker) {
            return new Apart(honker);
        }
    }

    static class Receipts {
        private final HonkerTemplate honker;

        Receipts(HonkerTemplate honker) {
            this.honker = honker;
        }

        @TransactionalEventListener(phase = TransactionPhase.BEFORE_COMMIT)
        public void committing(Placed event) {
            assertThat(honker.isInTransaction()).isTrue();
        }

        @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
        public void committed(Placed event) {
            assertThat(honker.isInTransaction()).isFalse();
            honker.enqueue("receipts", "\"committed\"");
        }

        @TransactionalEventListener(phase = TransactionPhase.AFTER_ROLLBACK)
        public void rolledBack(Placed event) {
            honker.enqueue("receipts", "\"rolled back\"");
        }
    }

    static class Apart {
        private final HonkerTemplate honker;

        Apart(HonkerTemplate honker) {
            this.honker = honker;
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        public void enqueue(boolean fail) {
            assertThat(honker.isInTransaction()).isTrue();
            honker.enqueue("receipts", "\"apart\"");
            if (fail) {
                throw new IllegalStateException("rolled back");
            }
        }
    }

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
        context.close();
    }

    private HonkerTemplate start(boolean autoCommit, boolean jpa) {
        String pool = "spring.datasource.hikari.auto-commit=" + autoCommit;
        context = jpa
                ? Started.withJpa("jdbc:honker:sqlite:" + file, Beans.class, pool)
                : Started.on(file, Beans.class, pool);
        return context.getBean(HonkerTemplate.class);
    }

    private TransactionTemplate transactions() {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    private void insert(String item) {
        context.getBean(JdbcTemplate.class).update("insert into orders (item) values (?)", item);
    }

    private List<String> payloads() throws Exception {
        return tables.texts("select payload from _honker_live order by id");
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,false", "true,true", "false,true"})
    void whatAnEventListenerEnqueuesAfterTheCommitIsKept(boolean autoCommit, boolean jpa) throws Exception {
        start(autoCommit, jpa);
        transactions().executeWithoutResult(status -> {
            insert("a");
            context.publishEvent(new Placed("a"));
        });
        assertThat(payloads()).containsExactly("\"committed\"");
        assertThat(tables.count("orders")).isOne();
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,false", "true,true", "false,true"})
    void whatAnEventListenerEnqueuesAfterTheRollbackIsKept(boolean autoCommit, boolean jpa) throws Exception {
        start(autoCommit, jpa);
        transactions().executeWithoutResult(status -> {
            insert("a");
            context.publishEvent(new Placed("a"));
            status.setRollbackOnly();
        });
        assertThat(payloads()).containsExactly("\"rolled back\"");
        assertThat(tables.count("orders")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,false", "true,true", "false,true"})
    void eachCallAfterTheEndIsOneOfItsOwnHoweverItIsMade(boolean autoCommit, boolean jpa) throws Exception {
        HonkerTemplate honker = start(autoCommit, jpa);
        Queue handle = honker.queue("receipts");
        transactions().executeWithoutResult(status -> {
            honker.enqueue("receipts", "1");
            after(() -> {
                honker.enqueue("receipts", "2");
                handle.enqueue("3");
                honker.database().transactionVoid(tx -> tx.queue("receipts").enqueue("4"));
            });
        });
        assertThat(payloads()).containsExactly("1", "2", "3", "4", "2", "3", "4");
    }

    @ParameterizedTest
    @CsvSource({"true,false", "false,false", "true,true", "false,true"})
    void aTransactionOfItsOwnAfterTheCommitIsCommittedOrRolledBackItself(boolean autoCommit, boolean jpa)
            throws Exception {
        HonkerTemplate honker = start(autoCommit, jpa);
        Apart apart = context.getBean(Apart.class);
        transactions()
                .executeWithoutResult(status ->
                        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                            @Override
                            public void afterCommit() {
                                apart.enqueue(false);
                                assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> apart.enqueue(true)))
                                        .hasMessage("rolled back");
                                honker.enqueue("receipts", "\"after\"");
                            }
                        }));
        assertThat(payloads()).containsExactly("\"apart\"", "\"after\"");
    }

    @Test
    void aTransactionThatWasSuspendedGoesOnTakingPart() throws Exception {
        HonkerTemplate honker = start(false, false);
        transactions().executeWithoutResult(status -> {
            context.getBean(Apart.class).enqueue(false);
            honker.enqueue("receipts", "\"outer\"");
            assertThat(honker.isInTransaction()).isTrue();
            status.setRollbackOnly();
        });
        assertThat(payloads()).containsExactly("\"apart\"");
    }

    @Test
    void aTransactionManagerThatIsNoBeanIsWatchedFromTheFirstCallOn() throws Exception {
        HonkerTemplate honker = start(false, false);
        var manager = new DataSourceTransactionManager(context.getBean(HikariDataSource.class));
        new TransactionTemplate(manager).executeWithoutResult(status -> {
            honker.enqueue("receipts", "1");
            after(() -> honker.enqueue("receipts", "2"));
        });
        new TransactionTemplate(manager).executeWithoutResult(status -> {
            honker.enqueue("receipts", "3");
            status.setRollbackOnly();
        });
        assertThat(payloads()).containsExactly("1", "2", "2");
    }

    @Test
    void nothingIsLeftBoundToTheThread() {
        HonkerTemplate honker = start(true, false);
        Map<Object, Object> before = TransactionSynchronizationManager.getResourceMap();
        transactions().executeWithoutResult(status -> honker.enqueue("receipts", "1"));
        assertThat(TransactionSynchronizationManager.getResourceMap()).isEqualTo(before);
    }

    /** Once after the commit and once after the completion. */
    private static void after(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }

            @Override
            public void afterCompletion(int status) {
                work.run();
            }
        });
    }
}
