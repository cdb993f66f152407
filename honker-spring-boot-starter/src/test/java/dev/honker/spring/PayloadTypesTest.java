package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.EnqueueOptions;
import dev.honker.JsonCodec;
import dev.honker.OnDuplicate;
import dev.honker.TypedQueue;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.ParameterizedTypeReference;

/** Payloads of types with type arguments. */
class PayloadTypesTest {

    public record Order(long id, LocalDate day) {}

    public record Changed<T>(T before, T after) {}

    static class Office {
        final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

        @HonkerListener(queue = "lists")
        void lists(List<Order> orders) {
            Order first = orders.get(0);
            seen.add(first);
        }

        @HonkerListener(stream = "changes", consumer = "office")
        void changes(Changed<Map<String, List<Order>>> changed, dev.honker.Event event) {
            Order order = changed.after().get("a").get(0);
            seen.add(order);
        }

        @HonkerListener(channel = "heard")
        void heard(Changed<Order>[] all) {
            Order order = all[0].before();
            seen.add(order);
        }

        @HonkerListener(queue = "raw")
        void raw(@SuppressWarnings("rawtypes") List raw) {
            seen.add(raw.size());
        }
    }

    private static final Order ORDER = new Order(7, LocalDate.of(2026, 5, 4));
    private static final ParameterizedTypeReference<Changed<Map<String, List<Order>>>> CHANGES =
            new ParameterizedTypeReference<>() {};

    @TempDir
    Path directory;

    private ConfigurableApplicationContext context;
    private HonkerTemplate template;

    @BeforeEach
    void start() throws Exception {
        Path file = directory.resolve("app.db");
        Tables.make(file);
        context = Started.on(file, Office.class);
        template = context.getBean(HonkerTemplate.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    private Object seen() throws InterruptedException {
        return context.getBean(Office.class).seen.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void listenersTakeThemNestedToo() throws Exception {
        template.enqueue("lists", List.of(ORDER));
        assertThat(seen()).isEqualTo(ORDER);
        template.publish("changes", TypedPayload.of(new Changed<>(Map.of(), Map.of("a", List.of(ORDER))), CHANGES));
        assertThat(seen()).isEqualTo(ORDER);
        template.notify("heard", List.of(new Changed<>(ORDER, null)));
        assertThat(seen()).isEqualTo(ORDER);
        template.enqueue("raw", List.of(1, 2));
        assertThat(seen()).isEqualTo(2);
    }

    @Test
    void theTemplateMakesTypedQueuesOfThem() throws Exception {
        TypedQueue<Changed<Map<String, List<Order>>>> queue = template.queue("typed", CHANGES);
        Changed<Map<String, List<Order>>> payload =
                new Changed<>(Map.of("b", List.of()), Map.of("a", List.of(ORDER, ORDER)));
        queue.enqueue(payload);
        assertThat(template.queue("typed").claimOne("w").orElseThrow().payload(queue.codec()))
                .isEqualTo(payload);
    }

    @Test
    void theTemplateTakesACodecOrTypeWithThePayload() {
        JsonCodec<Order> codec = new JsonCodec<>() {
            @Override
            public String encode(Order order) {
                return "\"" + order.id() + "\"";
            }

            @Override
            public Order decode(String json) {
                return ORDER;
            }
        };
        template.enqueue("p", TypedPayload.of(ORDER, codec), EnqueueOptions.defaults());
        template.enqueueUnique(
                "p",
                "k",
                TypedPayload.of(List.of(Optional.of("x").orElseThrow()), new ParameterizedTypeReference<>() {}),
                OnDuplicate.FAIL);
        template.enqueueAll("p", List.of(TypedPayload.of(ORDER, codec)));
        template.queue("p", codec).enqueue(ORDER);
        Database database = context.getBean(Database.class);
        assertThat(database.queue("p").claimBatch("w", 9).stream().map(dev.honker.Job::payloadJson))
                .containsExactly("\"7\"", "[\"x\"]", "\"7\"", "\"7\"");
    }
}
