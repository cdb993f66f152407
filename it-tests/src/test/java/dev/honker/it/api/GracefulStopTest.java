package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.JobState;
import dev.honker.LiveJob;
import dev.honker.Queue;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Signals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deployment: the old process gets SIGTERM and closes its database in a shutdown hook, a new one is there for the rest. */
class GracefulStopTest {

    private static final String PATIENT = "30000";
    private static final String IMPATIENT = "200";

    @TempDir
    private Path folder;

    private Path file;
    private Database database;
    private Queue queue;

    @BeforeEach
    void open() {
        file = folder.resolve("app.db");
        database = Honker.open(file);
        queue = database.queue("q");
        database.transactionVoid(tx -> tx.execute("CREATE TABLE handled(job INTEGER NOT NULL UNIQUE)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void terminatedProcessFinishesWhatRunsAndTheNextGetsTheRestAtOnceWithoutLosingAnAttempt() throws Exception {
        queue.enqueueAll(List.of("a", "b", "c", "d", "e", "f"));
        try (OtherJvm old = start(PATIENT)) {
            assertThat(lines(old, 2)).containsExactlyInAnyOrder("begun 1 attempt 1", "begun 2 attempt 1");
            assertThat(queue.stats().held()).isEqualTo(6);

            old.terminate();
            Signals.awaitCommit(database, () -> queue.stats().held() == 2);
            for (long id = 3; id <= 6; id++) {
                requirePending(id, 0);
            }
            try (OtherJvm next = start(PATIENT)) {
                assertThat(lines(next, 2)).containsExactlyInAnyOrder("begun 3 attempt 1", "begun 4 attempt 1");
                next.send("go on");
                assertThat(lines(next, 6))
                        .containsExactlyInAnyOrder(
                                "done 3", "done 4", "begun 5 attempt 1", "begun 6 attempt 1", "done 5", "done 6");
                assertThat(old.isSilent()).as("the old one still waits").isTrue();
                old.send("go on");
                List<String> end = old.linesToTheEnd();
                assertThat(end).containsExactlyInAnyOrder("done 1", "done 2", "closed");
                assertThat(end.get(2)).isEqualTo("closed");
                old.requireTerminated();
                Signals.awaitCommit(database, () -> queue.size() == 0);
                assertThat(next.isSilent()).as("nothing ran twice").isTrue();
            }
        }
        assertThat(database.query("SELECT job FROM handled")).hasSize(6);
        assertThat(queue.deadLetters().count()).isZero();
    }

    @Test
    void handlersThatOutlastTheStopTimeoutAreInterruptedAndTheirJobsRunAgainAtOnce() throws Exception {
        queue.enqueueAll(List.of("a", "b", "c"));
        try (OtherJvm old = start(IMPATIENT)) {
            assertThat(lines(old, 2)).containsExactlyInAnyOrder("begun 1 attempt 1", "begun 2 attempt 1");
            old.terminate();
            List<String> end = old.linesToTheEnd();
            assertThat(end).containsExactlyInAnyOrder("interrupted 1", "interrupted 2", "closed");
            old.requireTerminated();
        }
        for (long id = 1; id <= 2; id++) {
            requirePending(id, 1);
        }
        requirePending(3, 0);
        try (OtherJvm next = start(PATIENT)) {
            assertThat(lines(next, 2)).containsAnyOf("begun 1 attempt 2", "begun 2 attempt 2", "begun 3 attempt 1");
        }
    }

    private OtherJvm start(String stopTimeoutMillis) throws Exception {
        return OtherJvm.start(folder, StoppableProcess.class, file.toString(), stopTimeoutMillis);
    }

    private static List<String> lines(OtherJvm process, int n) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            lines.add(process.line());
        }
        return lines;
    }

    private void requirePending(long id, int attempts) {
        LiveJob job = queue.getJob(id).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.PENDING);
        assertThat(job.attempts()).isEqualTo(attempts);
        assertThat(job.workerId()).isNull();
        assertThat(job.claimExpiresAt()).isNull();
    }
}
