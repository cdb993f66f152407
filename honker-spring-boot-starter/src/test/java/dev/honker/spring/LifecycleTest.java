package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.honker.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

class LifecycleTest {

    @Configuration(proxyBeanMethods = false)
    static class Beans {
        @Bean
        Office office(JdbcTemplate jdbc) {
            return new Office(jdbc);
        }
    }

    static class Office implements DisposableBean {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);
        final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        final List<String> events = java.util.Collections.synchronizedList(new ArrayList<>());
        private final JdbcTemplate jdbc;

        Office(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @HonkerListener(queue = "slow")
        void slow() throws InterruptedException {
            begun.countDown();
            assertThat(mayEnd.await(60, TimeUnit.SECONDS)).isTrue();
            jdbc.update("insert into receipts (text) values ('ended')");
            events.add("handled");
        }

        @HonkerListener(queue = "quick")
        void quick(String text) {
            seen.add(text);
        }

        @HonkerScheduled(every = "1h")
        void hourly() {}

        @Override
        public void destroy() {
            events.add("destroyed");
        }
    }

    /** Fails when everything else has started. */
    static class Failing implements SmartLifecycle {
        @Override
        public void start() {
            throw new IllegalStateException("the application can't start");
        }

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class FailingBeans {
        @Bean
        Office office(JdbcTemplate jdbc) {
            return new Office(jdbc);
        }

        @Bean
        Failing failing() {
            return new Failing();
        }
    }

    @TempDir
    Path directory;

    private Path file;
    private Tables tables;

    @BeforeEach
    void makeFile() throws Exception {
        file = directory.resolve("app.db");
        tables = Tables.make(file);
    }

    @Test
    void theEndWaitsForHandlersAndThenForNothingElse() throws Exception {
        Set<Thread> before = honkersThreads();
        ConfigurableApplicationContext context = Started.on(file, Beans.class, "honker.shutdown-timeout=60s");
        Office office = context.getBean(Office.class);
        HikariDataSource pool = context.getBean(HikariDataSource.class);
        Database database = context.getBean(Database.class);
        ListenerLifecycle lifecycle = context.getBean(ListenerLifecycle.class);
        context.getBean(HonkerTemplate.class).enqueue("slow", "{}");
        assertThat(office.begun.await(60, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> end = CompletableFuture.runAsync(context::close);
        while (lifecycle.isRunning()) {
            Thread.onSpinWait();
        }
        assertThat(end).isNotDone();
        assertThat(pool.isClosed()).isFalse();
        office.mayEnd.countDown();
        end.get(60, TimeUnit.SECONDS);
        assertThat(office.events).containsExactly("handled", "destroyed");
        assertThat(pool.isClosed()).isTrue();
        assertThat(database.isClosed()).isTrue();
        assertThat(tables.texts("select text from receipts")).containsExactly("ended");
        assertThat(tables.count("_honker_live")).isZero();
        nothingLeft(before);
    }

    @Test
    void aContextCanStopAndStartAgain() throws Exception {
        Set<Thread> before = honkersThreads();
        try (ConfigurableApplicationContext context = Started.on(file, Beans.class)) {
            HonkerTemplate honker = context.getBean(HonkerTemplate.class);
            Office office = context.getBean(Office.class);
            honker.enqueue("quick", "1");
            assertThat(office.seen.poll(60, TimeUnit.SECONDS)).isEqualTo("1");
            context.stop();
            assertThat(honker.database().openHandles()).isEmpty();
            honker.enqueue("quick", "2");
            context.start();
            assertThat(office.seen.poll(60, TimeUnit.SECONDS)).isEqualTo("2");
        }
        nothingLeft(before);
    }

    @Test
    void aStartThatFailsLeavesNothing() {
        Set<Thread> before = honkersThreads();
        assertThatThrownBy(() -> Started.on(file, FailingBeans.class))
                .hasStackTraceContaining("the application can't start");
        nothingLeft(before);
    }

    @Test
    void listenersOfLazyBeansStartToo() throws Exception {
        Set<Thread> before = honkersThreads();
        try (ConfigurableApplicationContext context =
                Started.on(file, Beans.class, "spring.main.lazy-initialization=true")) {
            context.getBean(HonkerTemplate.class).enqueue("quick", "lazy");
            assertThat(context.getBean(Office.class).seen.poll(60, TimeUnit.SECONDS))
                    .isEqualTo("lazy");
        }
        nothingLeft(before);
    }

    @Test
    void severalContextsShareAFile() throws Exception {
        Set<Thread> before = honkersThreads();
        try (ConfigurableApplicationContext one = Started.on(file, Beans.class);
                ConfigurableApplicationContext other =
                        Started.on(file, Beans.class, "honker.listener.auto-startup=false")) {
            other.getBean(HonkerTemplate.class).enqueue("quick", "x");
            assertThat(one.getBean(Office.class).seen.poll(60, TimeUnit.SECONDS))
                    .isEqualTo("x");
            assertThat(other.getBean(HonkerListeners.class).workers()).isEmpty();
        }
        nothingLeft(before);
    }

    @Test
    void listenersEndBeforeTheWebServerBeginsItsGrace() throws Exception {
        try (ConfigurableApplicationContext context =
                Started.behindWeb(file, Beans.class, "server.shutdown=graceful")) {
            List<? extends SmartLifecycle> byPhase = context.getBeansOfType(SmartLifecycle.class).values().stream()
                    .sorted(java.util.Comparator.comparingInt(SmartLifecycle::getPhase))
                    .toList();
            int ours = byPhase.get(byPhase.size() - 1).getPhase();
            assertThat(context.getBean(ListenerLifecycle.class).getPhase()).isEqualTo(ours);
            assertThat(byPhase)
                    .filteredOn(
                            lifecycle -> lifecycle.getClass().getSimpleName().startsWith("WebServer"))
                    .isNotEmpty()
                    .allSatisfy(lifecycle -> assertThat(lifecycle.getPhase()).isLessThan(ours));
        }
    }

    @Test
    void itCanBeSwitchedOff() {
        try (ConfigurableApplicationContext context = Started.on(file, Automatically.class, "honker.enabled=false")) {
            assertThat(context.getBeansOfType(Database.class)).isEmpty();
        }
    }

    static class Automatically {}

    private static Set<Thread> honkersThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("honker"))
                .collect(java.util.stream.Collectors.toSet());
    }

    private static void nothingLeft(Set<Thread> before) {
        Set<Thread> left = honkersThreads();
        left.removeAll(before);
        assertThat(left).allSatisfy(thread -> {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        });
    }
}
