package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.JobState;
import dev.honker.WaitOptions;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command line on a real terminal. */
class TerminalTest extends CliFixture {

    private static final Pattern TASK_ABOVE_STATUS = Pattern.compile("unknown task[^\\n]*\\n(?s:.*)running");

    private static final String GREEN_OK = "\u001b[32mok";

    /** What a shell says of a process that Ctrl-C ended. */
    private static final int INTERRUPTED = 130;

    private Database database;
    private Terminal terminal;

    @BeforeEach
    void openBoth() {
        database = open();
        terminal = Terminal.open(folder, file);
    }

    @AfterEach
    void closeBoth() {
        try {
            if (terminal != null) {
                terminal.close();
            }
        } finally {
            database.close();
        }
    }

    @Test
    void coloursAreThereOnATerminalOnly() {
        terminal.run("honker check", 0);
        assertThat(terminal.colours()).contains(GREEN_OK);
        terminal.run("NO_COLOR=1 honker check", 0);
        assertThat(terminal.colours()).contains("\nok").doesNotContain(GREEN_OK);
        terminal.run("honker check | cat", 0);
        assertThat(terminal.colours()).contains("\nok").doesNotContain(GREEN_OK);
        terminal.run("honker check --json", 0);
        assertThat(terminal.colours()).contains("\"ok\" : true").doesNotContain("\u001b[3");
    }

    @Test
    void statsStayAndShowEveryChangeInPlace() {
        terminal.start("honker stats --watch").await("no queue has a job");
        database.queue("emails").enqueue("1");
        terminal.await("emails    1");
        database.queue("emails").enqueue("2");
        // why all at once: a screen that is looked at again may be half drawn
        terminal.await(
                screen -> screen.contains("emails    2")
                        && !screen.contains("emails    1")
                        && !screen.contains("no queue has a job"),
                "the second job in the place of the first");
        terminal.press("C-c").awaitEnd(INTERRUPTED);
        assertThat(terminal.screen()).doesNotContain("Exception", "\tat ");
    }

    @Test
    void listenIsWokenByAnotherProcess() {
        terminal.start("honker listen orders --count 1").await("listening on orders");
        database.notify("orders", "{\"id\":7}");
        terminal.await("{\"id\":7}").awaitEnd(0);
    }

    private static final String WORKER = "honker worker " + Greetings.class.getName() + " --concurrency 2";

    @Test
    void workerRunsTasksUntilCtrlC() {
        terminal.start(WORKER)
                .await("queues=['greetings'] concurrency=2 tasks=['greet', 'ignore', 'linger']")
                .await("honker worker: pid=");
        long id = enqueue("greet", "[\"Ann\"]");
        assertThat(database.queue("greetings").waitResult(id, WaitOptions.timeout(Duration.ofMinutes(1))))
                .isEqualTo("\"Hello, Ann\"");
        terminal.press("C-c").awaitEnd(0);
        assertThat(terminal.screen()).contains("honker worker: stopped cleanly");
    }

    @Test
    void workerTellsHowFarItIsBelowItsLog() {
        terminal.start(WORKER).await("running 0, acked 0, retried 0, dead 0");
        enqueue("greet", "[\"Ann\"]");
        terminal.await("running 0, acked 1, retried 0, dead 0");
        enqueue("unknown", "[]");
        // why all at once: the line is taken away while the log is printed above it
        terminal.await(
                screen -> TASK_ABOVE_STATUS.matcher(screen).find()
                        && screen.lines()
                                .filter(line -> line.contains("running"))
                                .toList()
                                .equals(List.of("running 0, acked 1, retried 0, dead 1")),
                "one status line below the log");
        terminal.press("C-c").awaitEnd(0);
        assertThat(terminal.screen()).contains("stopped cleanly").doesNotContain("running");
        terminal.start("honker worker " + Greetings.class.getName() + ":SEVERAL --queue greetings --json")
                .await("\"event\":\"started\"")
                .await("\"queues\":[\"greetings\"]");
        long id = enqueue("greet", "[\"Bob\"]");
        database.queue("greetings").waitResult(id, WaitOptions.timeout(Duration.ofMinutes(1)));
        terminal.press("C-c").awaitEnd(0);
        assertThat(terminal.screen()).contains("\"acked\":1").doesNotContain("running");
    }

    @Test
    void whatTakesLongTellsHowFarItIs() {
        execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500)"
                + " INSERT INTO _honker_dead(id, queue, payload, died_at) SELECT i, 'q', '{}', 5 FROM n");
        // why a transaction: the command waits for it, however fast the machine is
        database.transactionVoid(tx -> {
            tx.execute("DELETE FROM _honker_results");
            terminal.start("honker prune --dead-older-than 1s --dry-run").await("counting for ");
        });
        terminal.awaitEnd(0);
        assertThat(terminal.screen()).contains("would prune 2500 rows").doesNotContain("counting");
        database.transactionVoid(tx -> {
            tx.execute("DELETE FROM _honker_results");
            terminal.start("honker dead redrive --all").await("redrove 0 of 2500 dead letters");
        });
        terminal.awaitEnd(0);
        assertThat(terminal.screen()).contains("redrove 2500 dead letters").doesNotContain(" of 2500");
    }

    @Test
    void deleteOfAllAsksOnATerminal() {
        execute("INSERT INTO _honker_dead(id, queue, payload) VALUES (1, 'q', '{}'), (2, 'q', '{}'), (3, 'p', '{}')");
        for (String no : List.of("n", "", "yess")) {
            terminal.start("honker dead delete --all").await("Delete 3 dead letters for good? [y/N]");
            terminal.type(no).awaitEnd(1);
            assertThat(terminal.screen()).contains("honker: deleted nothing");
        }
        terminal.start("honker dead delete --all --queue q").await("Delete 2 dead letters of q for good? [y/N]");
        assertThat(number("SELECT count(*) FROM _honker_dead")).isEqualTo(3);
        terminal.type("y").awaitEnd(0);
        assertThat(terminal.screen()).contains("deleted 2 dead letters of q");
        terminal.run("honker dead delete --all < /dev/null", 2).await("add --yes");
        assertThat(number("SELECT count(*) FROM _honker_dead")).isOne();
        terminal.run("honker dead delete --all --yes", 0);
        assertThat(terminal.screen()).contains("deleted 1 dead letter").doesNotContain("[y/N]");
        terminal.run("honker dead delete --all", 0);
        assertThat(terminal.screen()).contains("deleted 0 dead letters").doesNotContain("[y/N]");
    }

    @Test
    void firstSignalLetsATaskEndAndTheSecondDoesNot() {
        terminal.start(WORKER).await("honker worker: pid=");
        long id = enqueue("linger", "[600]");
        awaitHeld(id);
        pressTwice();
        terminal.awaitEnd(1);
        assertThat(terminal.screen()).contains("honker worker: stopped hard");
        assertThat(database.queue("greetings").getJob(id))
                .as("given back for another worker")
                .hasValueSatisfying(job -> assertThat(job.state()).isEqualTo(JobState.PENDING));
    }

    @Test
    void secondSignalEndsTheProcessEvenIfATaskIgnoresIt() {
        terminal.start(WORKER + " --stop-timeout 10m").await("honker worker: pid=");
        awaitHeld(enqueue("ignore", "[]"));
        pressTwice();
        assertThat(terminal.awaitEnd()).isNotZero();
        assertThat(terminal.screen()).doesNotContain("stopped cleanly");
    }

    @Test
    void termStopsItTooAndATaskThatRunsMayEnd() {
        terminal.start(WORKER).await("honker worker: pid=");
        long id = enqueue("linger", "[2]");
        awaitHeld(id);
        Matcher pid = Pattern.compile("pid=(\\d+)").matcher(terminal.screen());
        assertThat(pid.find()).isTrue();
        assertThat(ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow().destroy())
                .isTrue();
        terminal.awaitEnd(0);
        assertThat(database.queue("greetings").getJob(id)).as("acknowledged").isEmpty();
    }

    private long enqueue(String task, String arguments) {
        return database.queue("greetings")
                .enqueue("{\"__honker_task__\":{\"task\":\"" + task + "\",\"args\":" + arguments + ",\"kwargs\":{}}}");
    }

    /** One after the other: the system makes one signal of two that nobody has taken yet. */
    private void pressTwice() {
        terminal.press("C-c").await(", stopping");
        terminal.press("C-c");
    }

    private void awaitHeld(long id) {
        terminal.await(
                screen -> database.queue("greetings")
                        .getJob(id)
                        .map(job -> job.state() == JobState.PROCESSING)
                        .orElse(false),
                "a worker that has job " + id);
    }

    @Test
    void payloadCannotTakeOverTheTerminal() {
        database.notify("orders", "1");
        database.queue("q").enqueue("\u001b[2J\u001b]0;title\u0007\rgone");
        terminal.run("honker jobs list", 0).await("\\u001b[2J\\u001b]0;title\\u0007\\u000dgone");
    }

    @Test
    void whoClosesThePipeGetsNoTrace() {
        for (int i = 0; i < 2_000; i++) {
            database.stream("t").publish("\"" + "x".repeat(100) + "\"");
        }
        terminal.run("honker tail t --from 0 | head -1 | cut -c1-30", 0);
        assertThat(terminal.screen()).doesNotContain("Exception", "honker:");
        terminal.run("honker jobs list | true", 0);
        assertThat(terminal.screen()).doesNotContain("Exception", "honker:");
    }

    @Test
    void errorsAreOneLineInRed() {
        terminal.run("honker jobs show 7", 1);
        assertThat(terminal.colours()).containsPattern("\u001b\\[(\\d+;)*31[;m]");
        assertThat(terminal.screen()).contains("honker: no job 7");
    }
}
