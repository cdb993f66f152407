package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Typed queues and tasks with the codecs of an application, by its mapper of Jackson 2 or 3 or without one. */
class JsonCodecFactoryTest {

    public record Line(String articleName, BigInteger unitPrice) {}

    public record Order(long orderId, List<Line> orderLines) {}

    public static class Shop {
        @Task(name = "place", queue = "orders")
        public Order place(Order order, Map<String, List<Line>> more) {
            return new Order(order.orderId() + 1, more.get("rest"));
        }
    }

    public interface Shape {}

    /** Doesn't override {@code copy}. */
    static final class Uncopied extends ObjectMapper {
        private static final long serialVersionUID = 1L;
    }

    static Stream<Object> mappers() {
        return Stream.of(
                new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE),
                JsonMapper.builder()
                        .propertyNamingStrategy(tools.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)
                        .build());
    }

    @TempDir
    private Path directory;

    private Database open(JsonCodecFactory codecs) {
        return Honker.open(
                directory.resolve("app.db"),
                OpenOptions.builder().codecs(codecs).inline(true).build());
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void typedQueuesUseTheMapper(Object mapper) {
        try (Database db = open(Honker.codecs(mapper))) {
            Order order = new Order(7, List.of(new Line("pen", BigInteger.ONE)));
            TypedQueue<Order> queue = db.queue("orders", Order.class);
            long outside = queue.enqueue(order);
            long inside = db.transaction(tx -> tx.queue("orders", Order.class).enqueue(order));

            for (long id : new long[] {outside, inside}) {
                assertThat(db.queue("orders").getJob(id).orElseThrow().payloadJson())
                        .isEqualTo("{\"order_id\":7,\"order_lines\":[{\"article_name\":\"pen\",\"unit_price\":1}]}");
            }
            assertThat(queue.codec()).isNotNull();
            assertThat(db.queue("orders").claimOne("w").orElseThrow().payload(queue.codec()))
                    .isEqualTo(order);
        }
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void argumentsAndResultsOfTasksUseTheMapper(Object mapper) {
        try (Database db = open(Honker.codecs(mapper))) {
            Line line = new Line("ink", BigInteger.TEN);
            TaskResult<Order> result = db.tasks()
                    .submit(() ->
                            db.tasks().proxy(Shop.class).place(new Order(1, List.of()), Map.of("rest", List.of(line))));
            assertThat(db.queue("orders").getJob(result.id()).orElseThrow().payloadJson())
                    .contains("\"order_id\":1", "\"article_name\":\"ink\"")
                    .doesNotContain("orderId");

            db.tasks().register(new Shop());
            try (TaskWorkerHandle worker = db.tasks().run()) {
                assertThat(result.await(Duration.ofSeconds(20))).isEqualTo(new Order(2, List.of(line)));
                assertThat(db.queue("orders").getResult(result.id()).orElseThrow())
                        .contains("\"order_lines\":");
                assertThat(worker.failed()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void whatIsWrittenIsReadHoweverLong(Object mapper) throws Exception {
        JsonCodec<Line> codec = codec(Honker.codecs(mapper), Line.class);
        Line line = new Line("x".repeat(20_000_001), BigInteger.TEN.pow(2000));
        assertThat(codec.decode(codec.encode(line)).equals(line)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void aTypeThatTheMapperCannotReadIsRefused(Object mapper) {
        try (Database db = open(Honker.codecs(mapper))) {
            assertThatThrownBy(() -> db.queue("shapes", Shape.class))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining(Shape.class.getName());
        }
    }

    @ParameterizedTest
    @MethodSource("mappers")
    void theMapperItselfStaysAsItIs(Object mapper) throws Exception {
        JsonCodec<Line> codec = codec(Honker.codecs(mapper), Line.class);
        String text = codec.encode(new Line("x", BigInteger.TEN.pow(2000)));
        assertThatThrownBy(() -> {
                    if (mapper instanceof ObjectMapper two) {
                        two.readValue(text, Line.class);
                    } else {
                        ((JsonMapper) mapper).readValue(text, Line.class);
                    }
                })
                .hasMessageContaining("1000");
    }

    @Test
    void theDefaultsKnowTypeArguments() throws Exception {
        Type type = Shop.class.getMethod("place", Order.class, Map.class).getGenericParameterTypes()[1];
        JsonCodec<Map<String, List<Line>>> codec = codec(Honker.codecs(), type);
        Map<String, List<Line>> value = Map.of("a", List.of(new Line("pen", BigInteger.TWO)));
        assertThat(codec.encode(value)).isEqualTo("{\"a\":[{\"articleName\":\"pen\",\"unitPrice\":2}]}");
        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
    }

    @Test
    void whatIsNoMapperIsRefused() {
        assertThatThrownBy(() -> Honker.codecs("text"))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("java.lang.String");
        assertThatThrownBy(() -> Honker.codecs(new Uncopied()))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("copy");
    }

    @Test
    void aFactoryWithoutACodecIsNamed() {
        try (Database db = open(type -> null)) {
            assertThatThrownBy(() -> db.queue("orders", Order.class))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("JsonCodecFactory")
                    .hasMessageContaining(Order.class.getName());
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> JsonCodec<T> codec(JsonCodecFactory factory, Type type) {
        return (JsonCodec<T>) factory.codec(type);
    }
}
