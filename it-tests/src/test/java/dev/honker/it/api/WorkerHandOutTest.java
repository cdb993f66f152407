package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.EnqueueOptions;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Signals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers of several processes that share one queue run each job once. */
class WorkerHandOutTest {

    private static final int JOBS = 50_000;
    private static final int WORKERS = 8;
    private static final int PROCESSES = 3;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void eightWorkersAndThreeOtherProcessesRunEachJobExactlyOnce() throws Exception {
        for (int round = 0; round < Math.min(10, Integer.getInteger("repeat", 1)); round++) {
            handOut(folder.resolve("app" + round + ".db"));
        }
    }

    private void handOut(Path file) throws Exception {
        List<OtherJvm> processes = new ArrayList<>();
        try (Database database = Crew.open(file)) {
            database.transactionVoid(tx -> tx.execute("CREATE TABLE handled(job INTEGER NOT NULL UNIQUE)"));
            List<Long> enqueued = enqueue(database);
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(OtherJvm.start(folder, Crew.class, file.toString(), "process-" + i));
            }
            for (OtherJvm process : processes) {
                process.expect("ready");
            }
            for (OtherJvm process : processes) {
                process.send("go");
            }
            for (OtherJvm process : processes) {
                process.expect("begun");
            }
            Crew crew = Crew.start(database, "threads", WORKERS, 2);
            Signals.awaitCommit(database, () -> database.query("SELECT 1 FROM _honker_live LIMIT 1")
                    .isEmpty());
            List<Long> noted = crew.end();
            assertThat(noted).as("done by this process").isNotEmpty();
            for (OtherJvm process : processes) {
                process.endInput();
                process.linesToTheEnd().forEach(id -> noted.add(Long.valueOf(id)));
                process.requireGoodEnd();
            }
            List<Long> handled = database.query("SELECT job FROM handled").stream()
                    .map(row -> row.getLong("job"))
                    .toList();
            assertThat(handled.size()).as("acknowledged in a transaction").isBetween(1, JOBS - 1);
            List<Long> all = new ArrayList<>(noted);
            all.addAll(handled);
            Collections.sort(all);
            assertThat(all.equals(enqueued))
                    .as("each job once, but there are " + all.size() + " of " + enqueued.size())
                    .isTrue();
            assertThat(database.queue("q").deadLetters().count()).isZero();
        } finally {
            for (OtherJvm process : processes) {
                process.close();
            }
        }
    }

    /** With one attempt each, so that a job that is given back in whatever way ends as a dead letter. */
    private static List<Long> enqueue(Database database) {
        List<Long> ids = database.queue("q")
                .enqueueAll(
                        IntStream.range(0, JOBS).mapToObj(Integer::toString).toList(),
                        EnqueueOptions.builder().maxAttempts(1).build());
        assertThat(ids).isEqualTo(LongStream.rangeClosed(1, JOBS).boxed().toList());
        return ids;
    }
}
