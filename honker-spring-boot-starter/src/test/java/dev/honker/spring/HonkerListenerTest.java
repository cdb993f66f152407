package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Event;
import dev.honker.Job;
import dev.honker.Notification;
import dev.honker.WorkerHandle;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.annotation.Transactional;

class HonkerListenerTest {

    record Receipt(long order, String item) {}

    @Configuration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        Office office(JdbcTemplate jdbc) {
            return new Office(jdbc);
        }

        @Bean
        Proxied proxied(JdbcTemplate jdbc) {
            return new Proxied(jdbc);
        }

        @Bean
        Contract behindAnInterface() {
            return new Hidden();
        }
    }

    static class Office {
        final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        final AtomicBoolean failing = new AtomicBoolean();
        private final JdbcTemplate jdbc;

        Office(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @HonkerListener(queue = "receipts")
        void receipt(Job job, Receipt receipt) {
            seen.add(job.id() + ": " + receipt);
        }

        @HonkerListener(
                queue = "${letters.queue}",
                maxAttempts = "#{2 + 2}",
                visibilityTimeout = "70s",
                concurrency = "3")
        void letter(String text) {
            seen.add(text);
        }

        @HonkerListener(stream = "orders", consumer = "office")
        void placed(Receipt receipt, Event event) {
            seen.add(event.key() + " " + receipt.item());
        }

        @HonkerListener(channel = "closing")
        void closing(Notification notification) {
            seen.add(notification.payloadJson());
        }

        @HonkerListener(queue = "exact", id = "exactly", transactional = true, backoff = "0s")
        void exact(String text) {
            jdbc.update("insert into receipts (text) values (?)", text);
            seen.add("try " + text);
            if (failing.getAndSet(false)) {
                throw new IllegalStateException("after the insert");
            }
        }

        @HonkerListener(stream = "exact", consumer = "exact", transactional = true, backoff = "1ms")
        void exactEvent(String text) {
            jdbc.update("insert into receipts (text) values (?)", text);
            seen.add("try " + text);
            if (failing.getAndSet(false)) {
                throw new IllegalStateException("after the insert");
            }
        }

        @HonkerListener(queue = "hopeless", noRetryFor = IllegalArgumentException.class)
        void hopeless(String text) {
            throw new NumberFormatException("no number: " + text);
        }

        @HonkerListener(queue = "later", autoStartup = "false")
        void later(String text) {
            seen.add("later " + text);
        }
    }

    static class Proxied {
        private final JdbcTemplate jdbc;
        private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        Proxied(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        public BlockingQueue<String> seen() {
            return seen;
        }

        @Transactional
        @HonkerListener(queue = "proxied", backoff = "0s")
        public void run(Job job) {
            jdbc.update("insert into receipts (text) values (?)", "attempt " + job.attempts());
            if (job.attempts() == 1) {
                throw new IllegalStateException("rolled back");
            }
            seen.add("done");
        }
    }

    interface Contract {
        BlockingQueue<String> seen();
    }

    static final class Hidden implements Contract {
        private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        @Override
        public BlockingQueue<String> seen() {
            return seen;
        }

        @HonkerListener(queue = "hidden")
        void run(String text) {
            seen.add(text);
        }
    }

    @TempDir
    Path directory;

    private Tables tables;
    private ConfigurableApplicationContext context;
    private HonkerTemplate honker;
    private Office office;

    @BeforeEach
    void start() throws Exception {
        Path file = directory.resolve("app.db");
        tables = Tables.make(file);
        context = Started.on(file, Beans.class, "letters.queue=letters");
        honker = context.getBean(HonkerTemplate.class);
        office = context.getBean(Office.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void jobsReachAMethodWithTheirPayload() throws Exception {
        long id = honker.enqueue("receipts", new Receipt(7, "a record"));
        assertThat(next(office.seen)).isEqualTo(id + ": Receipt[order=7, item=a record]");
        drained("receipts");
    }

    @Test
    void textsOfTheAnnotationMayBePlaceholdersAndExpressions() throws Exception {
        honker.enqueue("letters", "{\"to\":\"alice\"}");
        assertThat(next(office.seen)).isEqualTo("{\"to\":\"alice\"}");
        assertThat(honker.queue("letters").options().maxAttempts()).isEqualTo(4);
        assertThat(honker.queue("letters").options().visibilityTimeout()).hasSeconds(70);
    }

    @Test
    void eventsAndNotificationsReachAMethod() throws Exception {
        honker.publish("orders", new Receipt(1, "a record"), "customer-7");
        assertThat(next(office.seen)).isEqualTo("customer-7 a record");
        honker.notify("closing", "\"soon\"");
        assertThat(next(office.seen)).isEqualTo("\"soon\"");
    }

    @Test
    void aTransactionalListenersWritesAndTheEndOfTheJobAreOne() throws Exception {
        office.failing.set(true);
        honker.enqueue("exact", "\"x\"");
        assertThat(next(office.seen)).isEqualTo("try \"x\"");
        assertThat(next(office.seen)).isEqualTo("try \"x\"");
        drained("exact");
        assertThat(tables.texts("select text from receipts")).containsExactly("\"x\"");
    }

    @Test
    void aTransactionalListenersWritesAndTheOffsetOfTheEventAreOne() throws Exception {
        office.failing.set(true);
        long offset = honker.publish("exact", "\"e\"");
        assertThat(next(office.seen)).isEqualTo("try \"e\"");
        assertThat(next(office.seen)).isEqualTo("try \"e\"");
        honker.publish("exact", "\"f\"");
        assertThat(next(office.seen)).isEqualTo("try \"f\"");
        context.getBean(HonkerListeners.class).stop("office.exactEvent");
        assertThat(tables.texts("select text from receipts order by id")).containsExactly("\"e\"", "\"f\"");
        assertThat(honker.stream("exact").getOffset("exact")).isGreaterThan(offset);
    }

    @Test
    void anExceptionThatIsNotRetriedMakesADeadLetterAtOnce() throws Exception {
        long id = honker.enqueue("hopeless", "x");
        drained("hopeless");
        assertThat(honker.queue("hopeless").deadLetters().get(id)).hasValueSatisfying(dead -> {
            assertThat(dead.lastError()).contains("no number: x").contains("NumberFormatException");
            assertThat(dead.attempts()).isOne();
        });
    }

    @Test
    void aTransactionalBeanIsCalledThroughItsProxy() throws Exception {
        honker.enqueue("proxied", "{}");
        assertThat(next(context.getBean(Proxied.class).seen())).isEqualTo("done");
        drained("proxied"); // the method has returned before its transaction is committed
        assertThat(tables.texts("select text from receipts")).containsExactly("attempt 2");
    }

    @Test
    void aMethodBehindTheTypeOfAFactoryMethodIsFound() throws Exception {
        honker.enqueue("hidden", "x");
        assertThat(next(context.getBean(Contract.class).seen())).isEqualTo("x");
    }

    @Test
    void singleListenersCanBeStartedAndStopped() throws Exception {
        HonkerListeners listeners = context.getBean(HonkerListeners.class);
        assertThat(listeners.ids()).contains("office.receipt", "exactly", "office.later", "proxied.run");
        assertThat(listeners.handle("office.later")).isEmpty();
        honker.enqueue("later", "1");
        assertThat(listeners.start("office.later")).isTrue();
        assertThat(listeners.start("office.later")).isFalse();
        assertThat(next(office.seen)).isEqualTo("later 1");
        assertThat(listeners.workers().get("office.later")).matches(WorkerHandle::isRunning);
        assertThat(listeners.stop("office.later")).isTrue();
        assertThat(listeners.stop("office.later")).isFalse();
        honker.enqueue("later", "2");
        honker.enqueue("letters", "3");
        assertThat(next(office.seen)).isEqualTo("3");
        assertThat(honker.queue("later").size()).isOne();
    }

    private void drained(String queue) {
        try (var updates = context.getBean(Database.class).updateEvents()) {
            while (honker.queue(queue).size() > 0) {
                assertThat(updates.awaitUpdate(java.time.Duration.ofSeconds(60)))
                        .isTrue();
            }
        }
    }

    private static <T> T next(BlockingQueue<T> seen) throws InterruptedException {
        T next = seen.poll(60, TimeUnit.SECONDS);
        assertThat(next).as("a call within a minute").isNotNull();
        return next;
    }
}
