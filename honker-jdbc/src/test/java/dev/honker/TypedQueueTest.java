package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What typed queues and jobs add to the ones they are made of: where codecs are called and what becomes of their failures. */
class TypedQueueTest {

    /** Numbers as decimal texts; the empty text is decoded to null, and 0 is encoded to it. */
    private static final JsonCodec<Integer> NUMBERS = new JsonCodec<>() {
        @Override
        public String encode(Integer value) throws Exception {
            if (value < 0) {
                throw new Exception("negative");
            }
            return value == 0 ? null : value.toString();
        }

        @Override
        public Integer decode(String json) {
            return json.isEmpty() ? null : Integer.valueOf(json);
        }
    };

    private final List<String> calls = new ArrayList<>();
    private final AtomicReference<JobHandler> wrapped = new AtomicReference<>();
    private final TypedQueue<Integer> queue = raw().typed(NUMBERS);

    @Test
    void payloadsAreEncodedForTheRawQueue() {
        queue.enqueue(5);
        queue.enqueueAll(List.of(1, 2));
        queue.enqueueUnique("k", 7, OnDuplicate.KEEP);
        assertThat(calls)
                .extracting(call -> call.replaceAll("dev.honker.*", "OPTIONS"))
                .containsExactly(
                        "enqueue[5, OPTIONS", "enqueueAll[[1, 2], OPTIONS", "enqueueUnique[k, 7, KEEP, OPTIONS");
    }

    @Test
    void aPayloadThatCannotBeEncodedIsRefusedBeforeAnythingIsDone() {
        assertThatThrownBy(() -> queue.enqueue(-1))
                .isInstanceOfSatisfying(PayloadException.class, e -> {
                    assertThat(e.queue()).isEqualTo("numbers");
                    assertThat(e.jobId()).isEmpty();
                    assertThat(e.getCause()).hasMessage("negative");
                })
                .hasMessage("cannot encode a payload for queue 'numbers': java.lang.Exception: negative");
        assertThatThrownBy(() -> queue.enqueueAll(List.of(1, 2, -1))).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> queue.enqueue(0))
                .isInstanceOf(PayloadException.class)
                .hasMessage("cannot encode a payload for queue 'numbers': the codec returned null");
        assertThatThrownBy(() -> queue.enqueue((Integer) null))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("payload must not be null");
        assertThat(calls).isEmpty();
    }

    @Test
    void aPayloadIsDecodedOnceAndWhenItIsAskedFor() {
        List<String> decoded = new ArrayList<>();
        JsonCodec<String> codec = new JsonCodec<>() {
            @Override
            public String encode(String value) {
                return value;
            }

            @Override
            public String decode(String json) {
                decoded.add(json);
                return json;
            }
        };
        TypedJob<String> job = new TypedJob<>(job("x"), codec);
        assertThat(decoded).isEmpty();
        assertThat(job.payload()).isSameAs(job.payload());
        assertThat(decoded).containsExactly("x");
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void aPayloadThatCannotBeDecodedNamesJobQueueAndKindOfFailureAndNotItself() {
        assertThatThrownBy(() -> new TypedJob<>(job("five"), NUMBERS).payload())
                .isInstanceOfSatisfying(PayloadException.class, e -> {
                    assertThat(e.queue()).isEqualTo("numbers");
                    assertThat(e.jobId()).hasValue(42);
                })
                .hasMessageStartingWith("cannot decode the payload of job 42 of queue 'numbers': ")
                .hasMessageContaining("its codec threw java.lang.NumberFormatException")
                .satisfies(e -> assertThat(trace(e)).contains("TypedQueueTest").doesNotContain("five"));
        assertThatThrownBy(() -> job("").payload(NUMBERS))
                .isInstanceOf(PayloadException.class)
                .hasMessageEndingWith("the codec returned null");
    }

    @Test
    void aWorkersHandlerGetsTheDecodedPayload() throws Exception {
        AtomicReference<Integer> handled = new AtomicReference<>();
        queue.worker("w", job -> handled.set(job.payload()));
        wrapped.get().handle(job("5"));
        assertThat(handled).hasValue(5);
    }

    @Test
    void aWorkersHandlerIsNotCalledForAPayloadThatCannotBeDecoded() {
        AtomicReference<Object> handled = new AtomicReference<>();
        queue.worker("w", handled::set);
        assertThatThrownBy(() -> wrapped.get().handle(job("five"))).isInstanceOf(PayloadException.class);
        assertThat(handled).hasValue(null);
    }

    @Test
    void typedQueuesAndJobsHandEachCallToTheRawOneOfItsName() {
        assertThat(TypedQueue.class.getDeclaredMethods())
                .filteredOn(method -> Modifier.isPublic(method.getModifiers()))
                .extracting(Method::getName)
                .filteredOn(name -> !List.of("raw", "codec").contains(name))
                .isSubsetOf(names(Queue.class));
        assertThat(names(TypedJob.class))
                .contains("ack", "ackIn", "ackInOrThrow", "retry", "retryIn", "fail", "failIn", "heartbeat", "release");
        assertThat(queue.claimOne("w").orElseThrow().id()).isEqualTo(42);
        assertThat(calls).containsExactly("claimOne[w]");
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getMethods()).map(Method::getName).distinct().toList();
    }

    private Queue raw() {
        return (Queue) Proxy.newProxyInstance(
                Queue.class.getClassLoader(), new Class<?>[] {Queue.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "typed":
                            return new TypedQueue<>((Queue) proxy, NUMBERS);
                        case "name":
                            return "numbers";
                        case "worker":
                            wrapped.set((JobHandler) arguments[1]);
                            return null;
                        default:
                            calls.add(method.getName() + Arrays.deepToString(arguments));
                    }
                    return method.getReturnType() == long.class
                            ? (Object) 1L
                            : method.getReturnType() == Optional.class ? Optional.of(job("5")) : null;
                });
    }

    private static Job job(String payload) {
        return (Job) Proxy.newProxyInstance(
                Job.class.getClassLoader(),
                new Class<?>[] {Job.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "id" -> 42L;
                    case "queue" -> "numbers";
                    case "payloadJson" -> payload;
                    case "payload" -> Payloads.decode((JsonCodec<?>) arguments[0], (Job) proxy);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
