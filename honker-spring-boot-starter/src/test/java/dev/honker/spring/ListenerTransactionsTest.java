package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Listeners whose transactions end otherwise than by their return. */
class ListenerTransactionsTest {

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

    @Configuration(proxyBeanMethods = false)
    static class Deferred {
        @Bean
        DeferredListener deferred(JdbcTemplate jdbc) {
            return new DeferredListener(jdbc);
        }
    }

    static class DeferredListener {
        final BlockingQueue<Integer> attempts = new LinkedBlockingQueue<>();
        private final JdbcTemplate jdbc;

        DeferredListener(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @HonkerListener(queue = "receipts", transactional = true, backoff = "0s")
        public void run(Job job) {
            jdbc.update("insert into receipts (text) values (?)", "attempt " + job.attempts());
            jdbc.update("insert into child (parent) values (?)", job.attempts() == 1 ? 99 : 1);
            attempts.add(job.attempts());
        }

        @HonkerListener(queue = "synchronized", transactional = true, backoff = "0s")
        public void beforeCommit(Job job) {
            jdbc.update("insert into receipts (text) values (?)", "attempt " + job.attempts());
            attempts.add(job.attempts());
            if (job.attempts() == 1) {
                TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public void beforeCommit(boolean readOnly) {
                        throw new IllegalStateException("before the commit");
                    }
                });
            }
        }
    }

    @Test
    void aJobWhoseTransactionFailsAtItsCommitRunsAgain() throws Exception {
        tables.run("create table parent (id integer primary key)");
        tables.run("insert into parent values (1)");
        tables.run("create table child (parent integer references parent (id) deferrable initially deferred)");
        context = Started.on("jdbc:honker:sqlite:" + file + "?foreign_keys=true&busy_timeout=20000", Deferred.class);
        context.getBean(HonkerTemplate.class).enqueue("receipts", "{}");
        DeferredListener listener = context.getBean(DeferredListener.class);
        assertThat(listener.attempts.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(listener.attempts.poll(20, TimeUnit.SECONDS)).isEqualTo(2);
        context.close();
        assertThat(tables.texts("select text from receipts")).containsExactly("attempt 2");
        assertThat(tables.count("_honker_live")).isZero();
    }

    @Test
    void aJobWhoseTransactionIsRefusedBeforeItsCommitRunsAgain() throws Exception {
        context = Started.on(file, Deferred.class);
        context.getBean(HonkerTemplate.class).enqueue("synchronized", "{}");
        DeferredListener listener = context.getBean(DeferredListener.class);
        assertThat(listener.attempts.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(listener.attempts.poll(20, TimeUnit.SECONDS)).isEqualTo(2);
        context.close();
        assertThat(tables.texts("select text from receipts")).containsExactly("attempt 2");
        assertThat(tables.count("_honker_live")).isZero();
    }

    @Configuration(proxyBeanMethods = false)
    static class Suspended {
        @Bean
        Suspending suspending(HonkerTemplate honker) {
            return new Suspending(honker);
        }
    }

    static class Suspending {
        private final HonkerTemplate honker;

        Suspending(HonkerTemplate honker) {
            this.honker = honker;
        }

        @Transactional(propagation = Propagation.NOT_SUPPORTED)
        public void enqueue() {
            honker.enqueue("receipts", "{}");
        }
    }

    @Test
    void aCallOutsideASuspendedTransactionThatHasWrittenIsRefusedAtOnce() throws Exception {
        context = Started.on(file, Suspended.class);
        long begin = System.nanoTime();
        assertThatThrownBy(() -> transactions().executeWithoutResult(status -> {
                    context.getBean(JdbcTemplate.class).update("insert into orders (item) values ('a')");
                    context.getBean(Suspending.class).enqueue();
                }))
                .isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
        assertThat(tables.count("orders")).isZero();
    }

    static class FromNow {
        final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        @HonkerListener(stream = "orders", consumer = "office", fromNow = true)
        void placed(String text) {
            seen.add(text);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNamedConsumerFromNowGetsWhatWasPublishedWhileTheApplicationWasDown(boolean publishedBefore) throws Exception {
        try (Database outside = Honker.of(new HonkerDataSource("jdbc:honker:sqlite:" + file))) {
            if (publishedBefore) {
                outside.stream("orders").publish("\"before the first start\"");
            }
            context = Started.on(file, FromNow.class);
            context.close();
            outside.stream("orders").publish("\"while it was down\"");
        }
        context = Started.on(file, FromNow.class);
        context.getBean(HonkerTemplate.class).publish("orders", "\"after\"");
        assertThat(context.getBean(FromNow.class).seen.poll(60, TimeUnit.SECONDS))
                .isEqualTo("\"while it was down\"");
        assertThat(context.getBean(FromNow.class).seen.poll(60, TimeUnit.SECONDS))
                .isEqualTo("\"after\"");
    }

    private TransactionTemplate transactions() {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }
}
