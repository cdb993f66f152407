package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks in the thread that commits their calls. */
class InlineTasksTest {

    @TempDir
    private Path directory;

    private Database db;
    private final List<String> done = new ArrayList<>();

    /** Notes what it does; one calls the other. */
    static class Chain {

        private final List<String> done;
        private final Tasks tasks;

        Chain(List<String> done, Tasks tasks) {
            this.done = done;
            this.tasks = tasks;
        }

        @Task(retries = 1)
        TaskResult<String> first(String text) {
            tasks.proxy(Chain.class).second(text);
            done.add("first " + text);
            return TaskResult.of(Thread.currentThread().getName());
        }

        @Task
        void second(String text) {
            done.add("second " + text);
        }

        @PeriodicTask("@every 1h")
        void hourly() {
            done.add("hourly");
        }
    }

    @BeforeEach
    void openInline() {
        db = Honker.open(
                directory.resolve("app.db"), OpenOptions.builder().inline(true).build());
        db.tasks().register(new Chain(done, db.tasks()));
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aCallIsDoneWhenItReturnsAndWhatItCallsToo() {
        try (TaskWorkerHandle worker = db.tasks().run()) {
            TaskResult<String> result = db.tasks().proxy(Chain.class).first("x");
            assertThat(done).containsExactly("first x", "second x");
            assertThat(result.get()).contains(Thread.currentThread().getName());
            assertThat(worker.counts().acked()).isEqualTo(2);
        }
    }

    @Test
    void aCallOfATransactionIsDoneAfterItsCommit() {
        db.tasks().run();
        Chain chain = db.tasks().proxy(Chain.class);
        db.transactionVoid(tx -> {
            chain.second("y");
            assertThat(done).isEmpty();
        });
        assertThat(done).containsExactly("second y");
    }

    @Test
    void schedulesAreFiredByTheTestAlone() {
        try (TaskWorkerHandle worker = db.tasks().run()) {
            assertThat(worker.scheduler()).isEmpty();
            assertThat(db.scheduler().list()).hasSize(1);
            db.scheduler().fireDue(Instant.now().plus(Duration.ofMinutes(61)));
            assertThat(done).containsExactly("hourly");
        }
    }
}
