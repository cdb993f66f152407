package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Database;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.JsonCodec;
import dev.honker.JsonCodecFactory;
import dev.honker.Task;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.util.ClassUtils;

/** Payloads by the application's mapper, which is one of Jackson 2 in Spring Boot 3 and of Jackson 3 in 4, or by its codec factory. */
class ApplicationMapperTest {

    private static final String SNAKE_CASE = "spring.jackson.property-naming-strategy=SNAKE_CASE";

    public record Order(String articleName) {}

    static class Office {
        final BlockingQueue<Order> seen = new LinkedBlockingQueue<>();

        @HonkerListener(queue = "orders")
        void job(Order order) {
            seen.add(order);
        }

        @HonkerListener(stream = "orders", consumer = "office")
        void event(Order order) {
            seen.add(order);
        }

        @HonkerListener(channel = "orders")
        void notification(Order order) {
            seen.add(order);
        }
    }

    public static class Shop {
        @Task(queue = "tasks")
        public void place(Order order) {}
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

    private void written(ConfigurableApplicationContext context, String name) throws Exception {
        Order order = new Order("pen");
        HonkerTemplate template = context.getBean(HonkerTemplate.class);
        Database database = context.getBean(Database.class);
        template.enqueue("kept", order);
        template.queue("kept", Order.class).enqueue(order);
        database.transaction(tx -> tx.queue("kept", Order.class).enqueue(order));
        assertThat(tables.texts("select payload from _honker_live where queue = 'kept'"))
                .hasSize(3)
                .containsOnly("{\"" + name + "\":\"pen\"}");
        database.tasks().proxy(Shop.class).place(order);
        assertThat(tables.texts("select payload from _honker_live where queue = 'tasks'"))
                .singleElement()
                .asString()
                .contains("\"" + name + "\"");
    }

    @Test
    void itsSettingsCountWhereverPayloadsAreWritten() throws Exception {
        try (ConfigurableApplicationContext context = Started.on(file, Shop.class, SNAKE_CASE)) {
            written(context, "article_name");
        }
    }

    @Test
    void itsSettingsCountInListeners() throws Exception {
        try (ConfigurableApplicationContext context = Started.on(file, Office.class, SNAKE_CASE)) {
            String json = "{\"article_name\":\"ink\",\"unknown\":1}";
            HonkerTemplate template = context.getBean(HonkerTemplate.class);
            BlockingQueue<Order> seen = context.getBean(Office.class).seen;
            template.enqueue("orders", json);
            assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(new Order("ink"));
            template.publish("orders", json);
            assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(new Order("ink"));
            template.notify("orders", json);
            assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(new Order("ink"));
        }
    }

    @Test
    void aPropertyBringsBackHonkersOwn() throws Exception {
        try (ConfigurableApplicationContext context =
                Started.on(file, Shop.class, SNAKE_CASE, "honker.json.application-mapper=false")) {
            written(context, "articleName");
        }
    }

    static final class Upper implements JsonCodecFactory {
        @Override
        public JsonCodec<?> codec(Type type) {
            return new JsonCodec<Order>() {
                @Override
                public String encode(Order order) {
                    return "{\"UPPER\":\"" + order.articleName() + "\"}";
                }

                @Override
                public Order decode(String json) {
                    return new Order(json);
                }
            };
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnFactory {
        @Bean
        JsonCodecFactory codecs() {
            return new Upper();
        }
    }

    @Test
    void aCodecFactoryWins() throws Exception {
        try (ConfigurableApplicationContext context = Started.on(file, OwnFactory.class, SNAKE_CASE)) {
            written(context, "UPPER");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoFactories {
        @Bean
        JsonCodecFactory one() {
            return new Upper();
        }

        @Bean
        JsonCodecFactory other() {
            return new Upper();
        }
    }

    @Test
    void ofSeveralFactoriesOneMustBePrimary() {
        try (ConfigurableApplicationContext context = Started.on(file, TwoFactories.class)) {
            HonkerTemplate template = context.getBean(HonkerTemplate.class);
            template.enqueue("kept", "{}");
            assertThatThrownBy(() -> template.enqueue("kept", new Order("pen")))
                    .hasRootCauseInstanceOf(HonkerInvalidOptionException.class)
                    .rootCause()
                    .hasMessageContaining("[one, other]")
                    .hasMessageContaining("@Primary");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OnePrimary {
        @Bean
        com.fasterxml.jackson.databind.ObjectMapper one() {
            return new com.fasterxml.jackson.databind.ObjectMapper();
        }

        @Bean
        @Primary
        com.fasterxml.jackson.databind.ObjectMapper other() {
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .setPropertyNamingStrategy(com.fasterxml.jackson.databind.PropertyNamingStrategies.KEBAB_CASE);
        }
    }

    private static void requireJackson2() {
        Assumptions.assumeTrue(
                ClassUtils.isPresent("com.fasterxml.jackson.databind.ObjectMapper", null), "Jackson 2 is not there");
    }

    @Test
    void ofSeveralMappersThePrimaryOneCounts() throws Exception {
        requireJackson2();
        try (ConfigurableApplicationContext context = Started.on(file, OnePrimary.class)) {
            written(context, "article-name");
        }
    }

    /** Without an application: Spring Boot itself doesn't start with them. */
    @Test
    void severalMappersWithoutAPrimaryOneAreNamed() {
        requireJackson2();
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        for (String name : new String[] {"one", "other"}) {
            beans.registerBeanDefinition(
                    name,
                    BeanDefinitionBuilder.genericBeanDefinition(com.fasterxml.jackson.databind.ObjectMapper.class)
                            .getBeanDefinition());
        }
        assertThatThrownBy(() -> new ApplicationCodecs(beans, true).codec(Order.class))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("[one, other]")
                .hasMessageContaining("honker.json.application-mapper=false");
        assertThat(new ApplicationCodecs(beans, false).codec(Order.class)).isNotNull();
    }
}
