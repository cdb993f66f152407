package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments and results arrive as they were given, or are refused. */
class TaskArgumentTest extends TaskFixture {

    enum Tone {
        WARM
    }

    record Order(long id) {}

    /** One parameter each. */
    public static class Types {

        final BlockingQueue<String> got = new LinkedBlockingQueue<>();

        @Task(name = "byte")
        public void takeByte(byte a) {
            got.add("byte " + a);
        }

        @Task(name = "char")
        public void takeChar(char a) {
            got.add("char " + (int) a);
        }

        @Task(name = "tone")
        public void takeTone(@Nullable Tone a) {
            got.add("tone " + a);
        }

        @Task(name = "instant")
        public void takeInstant(@Nullable Instant a) {
            got.add("instant " + a);
        }

        @Task(name = "integer")
        public void takeInteger(@Nullable Integer a) {
            got.add("integer " + a);
        }

        @Task(name = "order")
        public void takeOrder(@Nullable Order a) {
            got.add("order " + a);
        }

        @Task(name = "ints")
        public void takeInts(int[] a) {
            got.add("ints " + a[0]);
        }

        @Task(name = "double")
        public void takeDouble(double a) {
            got.add("double " + a);
        }

        @Task(name = "float")
        public void takeFloat(float a) {
            got.add("float " + a);
        }

        @Task(name = "boolean")
        public void takeBoolean(boolean a) {
            got.add("boolean " + a);
        }

        @Task(name = "string")
        public void takeString(String a) {
            got.add("string " + a);
        }

        @Task(name = "list")
        public void takeList(@Nullable List<String> a) {
            got.add("list " + a);
        }

        @Task(name = "optionalint")
        public void takeOptionalInt(OptionalInt a) {
            got.add("optionalint " + a);
        }

        @Task(name = "any")
        public void takeAny(Object a) {
            got.add("any " + a);
        }

        @Task(name = "map")
        public Map<String, Object> echo(Map<String, Object> a) {
            return a;
        }

        @Task(name = "find")
        public Optional<String> find() {
            return Optional.empty();
        }
    }

    private final Types types = new Types();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "byte | 200",
                "byte | 300",
                "char | 97",
                "char | ''",
                "char | '\"\"'",
                "char | '\"ab\"'",
                "tone | 0",
                "tone | '\"\"'",
                "tone | '\"0\"'",
                "instant | 5",
                "instant | '\"\"'",
                "instant | '\"5\"'",
                "integer | '\"\"'",
                "integer | '\"5\"'",
                "integer | 12345678901",
                "order | '{\"id\":null}'",
                "order | '\"\"'",
                "ints | '[null]'",
                "double | 1e999",
                "float | 1e300",
                "double | '\"1\"'",
                "double | '\"NaN\"'",
                "boolean | 1",
                "boolean | '\"true\"'",
                "list | '\"\"'",
                "list | '\"a\"'",
                "list | '[1]'",
            })
    void anArgumentOfAnotherTypeIsADeadLetterAndNeverAnotherValue(String task, String json) {
        db.tasks().register(types);
        db.queue("default").enqueue(new TaskCall("[" + json + "]", "{}").payload(task));
        try (TaskWorkerHandle worker = work()) {
            await(() -> worker.counts().acked()
                            + worker.counts().dead()
                            + worker.counts().retried()
                    == 1);
        }
        assertThat(types.got).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void aDoubleThatTheCallAcceptsIsReadAgain(double value) throws Exception {
        db.tasks().register(types);
        try {
            db.tasks().proxy(Types.class).takeDouble(value);
        } catch (TaskArgumentException refused) {
            return;
        }
        assertThat(payload()).as("JSON that other languages read as a number").doesNotContain("\"NaN\"", "Infinity\"");
        settleOne();
        assertThat(types.got).containsExactly("double " + value);
    }

    private void settleOne() {
        try (TaskWorkerHandle worker = work()) {
            await(() -> worker.counts().acked()
                            + worker.counts().dead()
                            + worker.counts().retried()
                    == 1);
        }
    }

    @Test
    void aTextWithHalfASurrogatePairIsReadAgainOrRefused() {
        db.tasks().register(types);
        String half = "a" + (char) 0xD83D + "b";
        try {
            db.tasks().proxy(Types.class).takeString(half);
        } catch (HonkerException refused) {
            return;
        }
        settleOne();
        assertThat(types.got).containsExactly("string " + half);
    }

    @Test
    void halvesOfSurrogatePairsAreKeptWhereverTheyStand() throws Exception {
        db.tasks().register(types);
        String odd = "\uDE00\uD83D\uDE00é\uD83D";
        db.tasks().proxy(Types.class).takeString(odd);
        settleOne();
        assertThat(types.got).containsExactly("string " + odd);
        TaskHandle echo = db.taskRegistry().register("echo", "default", TaskCall::argsJson);
        work();
        TaskResult<String> result = echo.enqueue("[\"" + odd + "\"]", "{}");
        assertThat(result.await(SOON)).isEqualTo("[\"\\ude00\uD83D\uDE00é\\ud83d\"]");
    }

    @Test
    void aCodecThatMakesTwoValuesOfOneArgumentIsRefusedAtTheCall() {
        JsonCodec<String> wrong = new JsonCodec<>() {
            @Override
            public String encode(String value) {
                return "1,2";
            }

            @Override
            public String decode(String json) {
                return json;
            }
        };
        FunctionTask<String, String> task = db.taskRegistry()
                .register("two", "default", wrong, TaskResult.RAW, text -> text, TaskOptions.defaults());
        assertThatThrownBy(() -> task.enqueue("x")).isInstanceOf(PayloadException.class);
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
    }

    @Test
    void anOptionalIntIsTakenOrRefusedAtTheCall() {
        db.tasks().register(types);
        try {
            db.tasks().proxy(Types.class).takeOptionalInt(OptionalInt.of(3));
        } catch (HonkerException refused) {
            return;
        }
        settleOne();
        assertThat(types.got).containsExactly("optionalint OptionalInt[3]");
    }

    @Test
    void aCallThatIsTooDeepForTheWorkerIsRefusedAtTheCall() {
        db.tasks().register(types);
        Object deep = 1;
        for (int i = 0; i < 998; i++) {
            deep = List.of(deep);
        }
        try {
            db.tasks().proxy(Types.class).takeAny(deep);
        } catch (HonkerException refused) {
            return;
        }
        settleOne();
        assertThat(types.got).hasSize(1);
    }

    @Test
    void numbersInAnUntypedArgumentKeepTheirDigits() {
        db.tasks().register(types);
        long id = db.queue("default")
                .enqueue(new TaskCall("[{\"a\":0.12345678901234567890,\"b\":12345678901234567890}]", "{}")
                        .payload("map"));
        work();
        assertThat(db.queue("default").waitResult(id, WaitOptions.timeout(SOON)))
                .isEqualTo("{\"a\":0.12345678901234567890,\"b\":12345678901234567890}");
    }

    @Test
    void anEmptyOptionalIsAwaitedAsOne() {
        db.tasks().register(types);
        Types proxy = db.tasks().proxy(Types.class);
        TaskResult<Optional<String>> found = db.tasks().submit(proxy::find);
        work();
        assertThat(found.await(SOON)).isNotNull().isEqualTo(Optional.empty());
    }

    @Test
    void nullInPlaceOfArgumentsIsNoArguments() {
        db.tasks().register(types);
        long id =
                db.queue("default").enqueue("{\"__honker_task__\":{\"task\":\"find\",\"args\":null,\"kwargs\":null}}");
        work();
        assertThat(db.queue("default").waitResult(id, WaitOptions.timeout(SOON)))
                .isEqualTo("null");
    }
}
