package dev.honker.it.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.JobDeadException;
import dev.honker.Task;
import dev.honker.TaskCall;
import dev.honker.TaskHandle;
import dev.honker.TaskParam;
import dev.honker.TaskRegistry;
import dev.honker.TaskWorkerHandle;
import dev.honker.WaitOptions;
import dev.honker.it.support.OtherProcess;
import dev.honker.it.support.PythonHonker;
import dev.honker.it.support.Signals;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that are enqueued by Java and run by Python, and the other way round. */
class PythonTasksTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String CALL = "{'__honker_task__': {'task': '%s', 'args': %s, 'kwargs': %s}}";

    /** Tasks of Java. */
    public static class JavaTasks {

        /** Callable by position and by name. */
        @Task(name = "java.join", queue = "java", retries = 1)
        public Map<String, String> join(
                @TaskParam("words") List<String> words,
                @TaskParam("day") LocalDate day,
                @TaskParam("sum") BigDecimal sum) {
            return Map.of(
                    "joined", String.join("+", words), "day", day.plusDays(1).toString(), "sum", sum.toString());
        }
    }

    @TempDir
    private Path folder;

    private Database database;
    private OtherProcess python;

    @BeforeEach
    void open() throws Exception {
        Path file = folder.resolve("app.db");
        database = Honker.open(file);
        python = PythonHonker.start(folder, PythonTasksTest.class, "tasks.py", file.toString())
                .expect("ready");
    }

    @AfterEach
    void close() throws Exception {
        if (database != null) {
            database.close();
        }
        if (python != null) {
            python.close();
        }
    }

    @Test
    void aTaskOfPythonIsCalledFromJavaAndItsResultAwaited() throws Exception {
        TaskHandle greet = new TaskRegistry(database).register("py.greet", "python", call -> {
            throw new IllegalStateException("runs in Python");
        });
        assertThat(python.ask("run_workers(60)")).isEqualTo("true");
        assertThat(greet.enqueue("[\"Zoë\"]", "{\"times\":3}").await(SOON))
                .isEqualTo("{\"greeted\": \"Zo\\u00eb\", \"times\": 3}");
        assertThat(greet.enqueue(new TaskCall("[]", "{\"name\":\"bob\"}")).await(SOON))
                .isEqualTo("{\"greeted\": \"bob\", \"times\": 1}");
        // why not at once: Python saves the result in one transaction and acknowledges the job in the next
        Signals.awaitCommit(
                database, () -> database.query("SELECT * FROM _honker_live").isEmpty());
    }

    @Test
    void aTaskOfJavaIsCalledFromPythonByPositionAndByName() throws Exception {
        database.tasks().register(new JavaTasks());
        try (TaskWorkerHandle worker = database.tasks().run()) {
            assertThat(python.ask("join(['a', 'b'], '2026-12-31', 1.50).get(timeout=30)"))
                    .contains("\"joined\": \"a+b\"", "\"day\": \"2027-01-01\"", "\"sum\": \"1.5\"");
            assertThat(python.ask("join(['é'], sum=12345678901234567890.0, day='2026-01-01').get(timeout=30)"))
                    .contains("\"joined\": \"\\u00e9\"", "\"day\": \"2026-01-02\"");
            worker.throwIfFailed();
        }
    }

    @Test
    void aCallOfPythonThatDoesNotFitDiesInJavaWithAReason() throws Exception {
        database.tasks().register(new JavaTasks());
        try (TaskWorkerHandle worker = database.tasks().run()) {
            long id = Long.parseLong(python.ask("join(['a'], colour='red').id"));
            assertThatThrownBy(() -> database.queue("java").waitResult(id, WaitOptions.timeout(SOON)))
                    .isInstanceOf(JobDeadException.class)
                    .hasMessageContainingAll("java.join", "colour");
            worker.throwIfFailed();
        }
    }

    @Test
    void unknownAndRawPayloadsOfPythonDieInJavaWithTheTextsOfThatLanguage() throws Exception {
        database.tasks().register(new JavaTasks());
        try (TaskWorkerHandle worker = database.tasks().run()) {
            long unknown = Long.parseLong(
                    python.ask("db.queue('java').enqueue(" + String.format(CALL, "no.such", "[]", "{}") + ")"));
            assertThatThrownBy(() -> database.queue("java").waitResult(unknown, WaitOptions.timeout(SOON)))
                    .hasMessageContaining("unknown task: 'no.such'. Registered tasks: ['java.join']");
            long raw = Long.parseLong(python.ask("db.queue('java').enqueue({'to': 'alice'})"));
            assertThatThrownBy(() -> database.queue("java").waitResult(raw, WaitOptions.timeout(SOON)))
                    .hasMessageContaining("raw (non-decorated) payload on a decorated-task queue");
            worker.throwIfFailed();
        }
    }

    @Test
    void anUnknownTaskOfJavaDiesInPythonWithTheSameText() throws Exception {
        assertThat(python.ask("run_workers(60)")).isEqualTo("true");
        TaskHandle unknown = new TaskRegistry(database).register("no.such", "python", call -> "null");
        long id = unknown.enqueue(TaskCall.empty()).id();
        Signals.awaitCommit(
                database, () -> database.queue("python").deadLetters().get(id).isPresent());
        assertThat(database.queue("python").deadLetters().get(id).orElseThrow().lastError())
                .startsWith("unknown task: 'no.such'. Registered tasks: [");
    }
}
