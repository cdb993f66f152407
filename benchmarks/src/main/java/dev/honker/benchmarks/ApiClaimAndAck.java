package dev.honker.benchmarks;

import dev.honker.Job;
import dev.honker.Queue;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Duel;
import dev.honker.benchmarks.harness.Duel.Slice;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import dev.honker.benchmarks.harness.Sink;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The Java API's claim and ack, one by one and in batches, while 5,000 wait, against the statements written by hand. */
final class ApiClaimAndAck implements Benchmark {

    private static final int WAITING = 5000;
    private static final int JOBS = 100;
    private static final int BATCH = 128;
    private static final int BATCHES = 8;

    @Override
    public String name() {
        return "api-claim-ack";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        return List.of(
                duel(run, JOBS, false, "claimOne + `Job.ack`, against two plain prepared statements, speed", 0.85),
                duel(
                        run,
                        BATCH * BATCHES,
                        true,
                        "claimBatch(128) + ackBatch, against two plain statements, speed",
                        0.7));
    }

    private static Row duel(Run run, int jobs, boolean batches, String what, double bar) throws Exception {
        try (ApiQueue api = ApiQueue.open(run, WAITING - jobs);
                Connection plain = Side.PLAIN.openWithTables(run)) {
            api.requireSameSettings(plain);
            Backlog.waiting(plain, WAITING - jobs);
            Backlog.checkpoint(plain);
            Slice calls = new Calls(api, jobs, batches);
            Slice statements = batches ? new PlainClaimBatch(plain, BATCH, BATCHES) : new PlainClaimAndAck(plain, jobs);
            Duel.Outcome outcome = new Duel(calls, statements, jobs).fight(run, 60);
            return Row.of(what, Bar.speedAtLeast(bar), outcome.speedRatios(), outcome.absolute() + " for a job");
        }
    }

    private record Calls(ApiQueue api, int jobs, boolean batches) implements Slice {

        @Override
        public void prepare() throws SQLException {
            api.addWaiting(jobs);
        }

        @Override
        public void run() {
            if (batches) {
                runBatches(api.queue());
            } else {
                runAlone(api.queue());
            }
        }

        private void runAlone(Queue queue) {
            for (int i = 0; i < jobs; i++) {
                Job job = queue.claimOne("bench").orElseThrow();
                Sink.take(job.payloadJson().length());
                require(job.ack());
            }
        }

        private void runBatches(Queue queue) {
            for (int left = jobs; left > 0; left -= BATCH) {
                List<Job> claimed = queue.claimBatch("bench", BATCH);
                List<Long> ids = new ArrayList<>();
                for (Job job : claimed) {
                    ids.add(job.id());
                    Sink.take(job.payloadJson().length());
                }
                require(queue.ackBatch(ids, "bench") == BATCH);
            }
        }

        private static void require(boolean held) {
            if (!held) {
                throw new IllegalStateException("a claim was lost");
            }
        }
    }
}
