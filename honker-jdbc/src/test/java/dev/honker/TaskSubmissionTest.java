package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Calls that are submitted: which one is taken, in whose transaction and with which options it is enqueued. */
class TaskSubmissionTest extends TaskFixture {

    /** Gives something. */
    public interface Plain {
        @Task(queue = "q")
        String greet(String to);

        @Task(queue = "q")
        void take(Object value);
    }

    @Test
    void submitThroughBoundTasksBelongsToTheirTransactionWhateverTheProxyWasMadeBy() throws Exception {
        Plain proxy = db.tasks().proxy(Plain.class);
        try (Connection connection = connection()) {
            TaskResult<String> greeting = db.tasks().in(connection).submit(() -> proxy.greet("x"));
            assertThat(db.queue("q").size()).as("jobs before the commit").isZero();
            connection.commit();
            assertThat(db.queue("q").getJob(greeting.id())).isPresent();
            Honker.on(connection).tasks().submit(() -> proxy.greet("y"));
            connection.rollback();
        }
        assertThat(db.queue("q").size()).isOne();
    }

    private Connection connection() throws Exception {
        Connection connection = DriverManager.getConnection("jdbc:honker:sqlite:" + file);
        connection.setAutoCommit(false);
        return connection;
    }

    @Test
    void aCallOnAProxyThatIsBoundElsewhereIsRefused() throws Exception {
        try (Connection one = connection();
                Connection other = connection()) {
            Plain proxy = db.tasks().in(one).proxy(Plain.class);
            assertThatThrownBy(() -> db.tasks().in(other).submit(() -> proxy.greet("x")))
                    .isInstanceOf(HonkerInvalidOptionException.class)
                    .hasMessageContaining("bound to another transaction");
            Honker.on(one).tasks().submit(() -> proxy.greet("same connection"));
            db.tasks().with(later()).submit(() -> proxy.greet("bound, and later"));
            assertThat(Honker.on(one).queue("q").size()).isEqualTo(2);
            one.commit();
        }
        assertThat(number("SELECT max(run_at - created_at) FROM _honker_live")).isBetween(3600L, 3601L);
    }

    @Test
    void aCallOnAProxyOfAnotherDatabaseIsRefused() {
        try (Database other = Honker.open(directory.resolve("other.db"))) {
            Plain proxy = other.tasks().proxy(Plain.class);
            assertThatThrownBy(() -> db.tasks().submit(() -> proxy.greet("x")))
                    .isInstanceOf(HonkerInvalidOptionException.class)
                    .hasMessageContaining("another database");
            assertThat(other.queue("q").size()).isZero();
        }
    }

    private static EnqueueOptions later() {
        return EnqueueOptions.builder().delay(Duration.ofHours(1)).build();
    }

    @Test
    void submitThroughTasksWithOptionsUsesThem() {
        Plain proxy = db.tasks().proxy(Plain.class);
        db.tasks().with(later()).submit(() -> proxy.greet("x"));
        assertThat(number("SELECT run_at - created_at FROM _honker_live")).isBetween(3600L, 3601L);
        Plain late = db.tasks().with(later()).proxy(Plain.class);
        db.tasks().submit(() -> late.greet("y"));
        assertThat(number("SELECT min(run_at - created_at) FROM _honker_live")).isBetween(3600L, 3601L);
    }

    @Test
    void aCallThatWasRefusedForItsArgumentsIsNotSubmitted() {
        Plain proxy = db.tasks().proxy(Plain.class);
        assertThatThrownBy(() -> db.tasks().submit(() -> {
                    try {
                        proxy.take(new Object());
                    } catch (TaskArgumentException e) {
                        // the caller goes on
                    }
                }))
                .isInstanceOf(TaskArgumentException.class);
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
    }

    @Test
    void aSubmissionWithinAnotherLeavesTheOthersCallToIt() {
        Plain proxy = db.tasks().proxy(Plain.class);
        Tasks tasks = db.tasks();
        TaskResult<String> outer = tasks.submit(() -> {
            tasks.submit(() -> proxy.take("inner"));
            return proxy.greet("outer");
        });
        assertThat(db.queue("q").size()).isEqualTo(2);
        assertThat(db.queue("q").getJob(outer.id()).orElseThrow().payloadJson()).contains("outer");
    }

    @Test
    void whatAnInlineJobCallsIsNotTakenByTheSubmitInWhoseThreadItRuns() {
        try (Database inline = Honker.open(
                directory.resolve("inline.db"),
                OpenOptions.builder().inline(true).build())) {
            Plain proxy = inline.tasks().proxy(Plain.class);
            inline.taskRegistry().register("job", "mail", call -> {
                proxy.greet("from the job");
                return null;
            });
            inline.runTasks(inline.taskRegistry());
            inline.tasks().submit(() -> {
                inline.queue("mail").enqueue(TaskCall.empty().payload("job"));
                return proxy.greet("from the caller");
            });
            assertThat(inline.queue("q").size()).isEqualTo(2);
        }
    }
}
