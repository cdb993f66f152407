package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Database;
import dev.honker.HonkerSqlException;
import dev.honker.OnDuplicate;
import dev.honker.Queue;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

class HonkerTemplateTest {

    record Receipt(long order, String item) {}

    @Configuration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        Shop shop(HonkerTemplate honker, JdbcTemplate jdbc) {
            return new Shop(honker, jdbc);
        }
    }

    /** Keeps a handle that it got outside any transaction. */
    static class Shop {
        private final HonkerTemplate honker;
        private final JdbcTemplate jdbc;
        private final Queue letters;

        Shop(HonkerTemplate honker, JdbcTemplate jdbc) {
            this.honker = honker;
            this.jdbc = jdbc;
            this.letters = honker.queue("letters");
        }

        @Transactional
        public void order(String item, boolean declined) {
            assertThat(honker.isInTransaction()).isTrue();
            write(item);
            if (declined) {
                throw new IllegalStateException("declined");
            }
        }

        @Transactional(propagation = Propagation.SUPPORTS)
        public void orderWithout(String item) {
            assertThat(honker.isInTransaction()).isFalse();
            write(item);
        }

        @Transactional(readOnly = true)
        public long look() {
            return honker.queue("receipts").size() + jdbc.queryForObject("select count(*) from orders", Long.class);
        }

        @Transactional(readOnly = true)
        public void writeThoughReadOnly() {
            honker.enqueue("receipts", "{}");
        }

        private void write(String item) {
            jdbc.update("insert into orders (item) values (?)", item);
            honker.enqueue("receipts", new Receipt(1, item));
            honker.enqueueAll("receipts", List.of(new Receipt(2, item), "{\"verbatim\":true}"));
            honker.publish("orders", new Receipt(1, item), "key");
            honker.notify("orders", new Receipt(1, item));
            letters.enqueue("{}");
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

    private Shop start(String... properties) {
        context = Started.on(file, Beans.class, properties);
        return context.getBean(Shop.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatATransactionalMethodWritesIsCommittedOrRolledBackWithIt(boolean autoCommit) throws Exception {
        Shop shop = start("spring.datasource.hikari.auto-commit=" + autoCommit);
        shop.order("a", false);
        assertThat(counts()).containsExactly(1L, 4L, 1L, 1L);
        assertThatThrownBy(() -> shop.order("b", true)).hasMessage("declined");
        assertThat(counts()).containsExactly(1L, 4L, 1L, 1L);
        assertThat(tables.texts("select payload from _honker_live where queue = 'receipts' order by id"))
                .containsExactly("{\"order\":1,\"item\":\"a\"}", "{\"order\":2,\"item\":\"a\"}", "{\"verbatim\":true}");
        assertThat(tables.texts("select key from _honker_stream")).containsExactly("key");
    }

    @Test
    void withoutATransactionEachCallIsOneOfItsOwn() throws Exception {
        start().orderWithout("a");
        assertThat(counts()).containsExactly(1L, 4L, 1L, 1L);
    }

    @Test
    void withoutATransactionCallsAreKeptByAPoolInManualCommitModeToo() throws Exception {
        start("spring.datasource.hikari.auto-commit=false");
        HonkerTemplate honker = context.getBean(HonkerTemplate.class);
        honker.enqueue("receipts", "{}");
        honker.enqueueAll("receipts", List.of("{}", "{}"));
        assertThat(tables.count("_honker_live")).isEqualTo(3);
    }

    @Test
    void theDatabaseJoinsTooAndItsOwnTransactionIsASavepointThen() throws Exception {
        start();
        Database database = context.getBean(Database.class);
        transactions().executeWithoutResult(status -> {
            database.queue("receipts").enqueue("{}");
            assertThatThrownBy(() -> database.transactionVoid(tx -> {
                        tx.execute("insert into orders (item) values ('taken back')");
                        tx.queue("receipts").enqueue("{}");
                        throw new IllegalStateException("declined");
                    }))
                    .hasMessage("declined");
            database.transactionVoid(tx -> tx.execute("insert into orders (item) values ('kept')"));
        });
        transactions().executeWithoutResult(status -> {
            database.queue("receipts").enqueue("{}");
            database.stream("orders").publish("{}");
            database.notify("orders", "{}");
            status.setRollbackOnly();
        });
        assertThat(tables.texts("select item from orders")).containsExactly("kept");
        assertThat(tables.count("_honker_live")).isOne();
        assertThat(tables.count("_honker_stream")).isZero();
        assertThat(tables.count("_honker_notifications")).isZero();
    }

    @Test
    void aReadOnlyMethodReadsAndRefusesToWrite() throws Exception {
        Shop shop = start();
        shop.order("a", false);
        assertThat(shop.look()).isEqualTo(4);
        assertThatThrownBy(shop::writeThoughReadOnly)
                .isInstanceOf(InvalidDataAccessApiUsageException.class)
                .cause()
                .isInstanceOfSatisfying(HonkerSqlException.class, cause -> assertThat(cause.sqlState())
                        .isEqualTo("25006"));
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        TransactionTemplate readOnly = transactions();
        readOnly.setReadOnly(true);
        assertThatThrownBy(() ->
                        readOnly.executeWithoutResult(status -> jdbc.update("insert into orders (item) values ('b')")))
                .isInstanceOf(UncategorizedSQLException.class);
        assertThat(tables.count("_honker_live")).isEqualTo(4);
        assertThat(tables.count("orders")).isOne();
    }

    @Test
    void aSecondTransactionOfTheThreadIsRefusedAtOnce() throws Exception {
        start();
        HonkerTemplate honker = context.getBean(HonkerTemplate.class);
        TransactionTemplate second = transactions();
        second.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        transactions().executeWithoutResult(status -> {
            honker.enqueue("receipts", "{}");
            assertThatThrownBy(() -> second.executeWithoutResult(inner -> honker.enqueue("receipts", "{}")))
                    .isInstanceOf(org.springframework.dao.PessimisticLockingFailureException.class)
                    .hasStackTraceContaining("this thread waits for itself");
        });
        assertThat(tables.count("_honker_live")).isOne();
    }

    @Test
    void errorsAreSpringsOwn() {
        start();
        HonkerTemplate honker = context.getBean(HonkerTemplate.class);
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        jdbc.update("insert into orders (item) values ('a')");
        assertThatThrownBy(() -> jdbc.update("insert into orders (item) values ('a')"))
                .isInstanceOf(DuplicateKeyException.class);
        honker.enqueueUnique("reports", "key", "{}", OnDuplicate.FAIL);
        assertThatThrownBy(() -> honker.enqueueUnique("reports", "key", "{}", OnDuplicate.FAIL))
                .isInstanceOf(DuplicateKeyException.class);
        jdbc.execute("create trigger refuse before insert on _honker_live begin select raise(abort, 'no more'); end");
        assertThatThrownBy(() -> honker.enqueue("receipts", "{}"))
                .isInstanceOf(org.springframework.dao.DataAccessException.class)
                .hasStackTraceContaining("no more");
        assertThatThrownBy(() -> honker.enqueue(" ", "{}")).isInstanceOf(InvalidDataAccessApiUsageException.class);
        context.getBean(Database.class).close();
        assertThatThrownBy(() -> honker.enqueue("receipts", "{}"))
                .isInstanceOf(org.springframework.dao.DataAccessResourceFailureException.class);
    }

    private TransactionTemplate transactions() {
        return new TransactionTemplate(
                context.getBean(org.springframework.transaction.PlatformTransactionManager.class));
    }

    private List<Long> counts() throws Exception {
        return List.of(
                tables.count("orders"),
                tables.count("_honker_live"),
                tables.count("_honker_stream"),
                tables.count("_honker_notifications"));
    }
}
