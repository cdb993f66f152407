package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

/** Listeners of beans that are made, proxied and typed in other ways than usual. */
class ListenerBeansTest {

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

    record Placed(String item) {}

    interface Contract {
        BlockingQueue<String> seen();
    }

    static final class Hidden implements Contract {
        private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

        @Override
        public BlockingQueue<String> seen() {
            return seen;
        }

        @HonkerListener(queue = "receipts")
        void run(String text) {
            seen.add(text);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class HiddenBeans {
        @Bean
        Contract contract() {
            return new Hidden();
        }
    }

    @Test
    void aLazyMethodBehindTheTypeOfAFactoryMethodIsFoundToo() throws Exception {
        context = Started.on(file, HiddenBeans.class, "spring.main.lazy-initialization=true");
        assertThat(context.getBean(HonkerListeners.class).ids()).containsExactly("contract.run");
    }

    abstract static class Base<T> {
        final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

        @HonkerListener(queue = "receipts")
        public void handle(T payload) {
            seen.add(payload);
        }
    }

    static class Bound extends Base<Placed> {}

    @Test
    void aPayloadTypeThatTheSubclassBindsIsKnown() throws Exception {
        context = Started.on(file, Bound.class);
        context.getBean(HonkerTemplate.class).enqueue("receipts", new Placed("a"));
        assertThat(context.getBean(Bound.class).seen.poll(20, TimeUnit.SECONDS)).isEqualTo(new Placed("a"));
    }

    @Configuration(proxyBeanMethods = false)
    static class ScopedBeans {
        @Bean
        BlockingQueue<String> heard() {
            return new LinkedBlockingQueue<>();
        }

        @Bean
        @Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
        Scoped scoped(BlockingQueue<String> heard) {
            return new Scoped(heard);
        }
    }

    static class Scoped {
        private final BlockingQueue<String> heard;

        Scoped() {
            this(new LinkedBlockingQueue<>());
        }

        Scoped(BlockingQueue<String> heard) {
            this.heard = heard;
        }

        @HonkerListener(queue = "receipts")
        public void run(String text) {
            heard.add(text);
        }
    }

    @Test
    void aBeanBehindAScopedProxyIsCalled() throws Exception {
        context = Started.on(file, ScopedBeans.class);
        assertThat(context.getBean(HonkerListeners.class).ids()).containsExactly("scoped.run");
        context.getBean(HonkerTemplate.class).enqueue("receipts", "{}");
        assertThat(((BlockingQueue<?>) context.getBean("heard")).poll(20, TimeUnit.SECONDS))
                .isEqualTo("{}");
    }

    record Dated(Instant at) {}

    static class DatedListener {
        final BlockingQueue<Dated> seen = new LinkedBlockingQueue<>();

        @HonkerListener(queue = "receipts")
        void run(Dated dated) {
            seen.add(dated);
        }
    }

    @Test
    void payloadsHaveTimesAsTheApplicationsJacksonDoes() throws Exception {
        context = Started.on(file, DatedListener.class);
        Instant now = Instant.parse("2026-11-22T10:15:30Z");
        context.getBean(HonkerTemplate.class).enqueue("receipts", new Dated(now));
        assertThat(tables.texts("select payload from _honker_live union select '{\"at\":\"2026-11-22T10:15:30Z\"}'"))
                .containsExactly("{\"at\":\"2026-11-22T10:15:30Z\"}");
    }

    static class SelfStop {
        final BlockingQueue<Duration> took = new LinkedBlockingQueue<>();
        private final ObjectProvider<HonkerListeners> listeners;

        SelfStop(ObjectProvider<HonkerListeners> listeners) {
            this.listeners = listeners;
        }

        @HonkerListener(queue = "receipts", id = "once")
        void run(String text) {
            long begin = System.nanoTime();
            listeners.getObject().stop("once");
            took.add(Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    @Test
    void aListenerThatStopsItselfDoesNotWaitForItself() throws Exception {
        context = Started.on(file, SelfStop.class);
        context.getBean(HonkerTemplate.class).enqueue("receipts", "{}");
        assertThat(context.getBean(SelfStop.class).took.poll(30, TimeUnit.SECONDS))
                .isLessThan(Duration.ofSeconds(8));
    }
}
