package dev.honker.benchmarks;

import dev.honker.Job;
import dev.honker.Queue;
import dev.honker.benchmarks.child.MailTasks;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Duel;
import dev.honker.benchmarks.harness.Duel.Slice;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Sink;
import java.util.List;

/** Calls on a task's proxy, which encode their arguments, against plain enqueues of the payloads that come out of them. */
final class TaskCalls implements Benchmark {

    private static final int ALONE = 200;
    private static final int TOGETHER = 1000;
    private static final String PAYLOAD = "{\"__honker_task__\":{\"task\":\"mail.send\",\"args\":"
            + "[\"someone@example.com\",\"receipt\",4711],\"kwargs\":{}}}";
    private static final Bar BAR = Bar.timeAtMost(1.3);

    @Override
    public String name() {
        return "task-calls";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        return List.of(alone(run), together(run));
    }

    private static Row alone(Run run) throws Exception {
        try (ApiQueue tasks = ApiQueue.open(run, 0);
                ApiQueue plain = ApiQueue.open(run, 0)) {
            MailTasks proxy = proxy(tasks);
            Slice calls = () -> call(proxy, ALONE);
            Slice enqueues = () -> enqueue(plain.queue(), ALONE);
            Duel.Outcome outcome = new Duel(calls, enqueues, ALONE).fight(run, 60);
            return Row.of(
                    "a call on a task's proxy, one a transaction, against `Queue.enqueue` of the same payload, time",
                    BAR,
                    outcome.timeRatios(),
                    outcome.absolute());
        }
    }

    private static Row together(Run run) throws Exception {
        try (ApiQueue tasks = ApiQueue.open(run, 0);
                ApiQueue plain = ApiQueue.open(run, 0)) {
            MailTasks proxy = proxy(tasks);
            Slice calls = () -> tasks.database().transactionVoid(tx -> call(proxy, TOGETHER));
            Slice enqueues = () -> plain.database().transactionVoid(tx -> enqueue(plain.queue(), TOGETHER));
            Duel.Outcome outcome = new Duel(calls, enqueues, TOGETHER).fight(run, 40);
            return Row.of(
                    "calls on a task's proxy, 1,000 in one `db.transaction`, against `Queue.enqueue` there, time",
                    BAR,
                    outcome.timeRatios(),
                    outcome.absolute());
        }
    }

    /** @throws IllegalStateException if its calls are not the payload that they are compared to */
    private static MailTasks proxy(ApiQueue into) {
        MailTasks proxy = into.database().tasks().proxy(MailTasks.class);
        call(proxy, 1);
        Job job = into.queue().claimOne("checker").orElseThrow();
        if (!job.payloadJson().equals(PAYLOAD)) {
            throw new IllegalStateException("unfair: the call's payload is " + job.payloadJson());
        }
        job.ack();
        return proxy;
    }

    private static void call(MailTasks proxy, int times) {
        for (int i = 0; i < times; i++) {
            proxy.send("someone@example.com", "receipt", 4711);
        }
    }

    private static void enqueue(Queue queue, int times) {
        for (int i = 0; i < times; i++) {
            Sink.take(queue.enqueue(PAYLOAD));
        }
    }
}
