package dev.honker.internal.queue;

import dev.honker.Backoff;
import dev.honker.Delivery;
import dev.honker.Job;
import dev.honker.Outbox;
import dev.honker.OutboxHandle;
import dev.honker.OutboxOptions;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.WorkerOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.check.Check;
import dev.honker.internal.runtime.Delays;
import java.time.Duration;
import java.util.List;

/** A queue whose jobs are deliveries; thread-safe. */
public final class OutboxQueue implements Outbox {

    private static final String PREFIX = "_outbox:";
    private static final Duration LONGEST_BACKOFF = Duration.ofDays(1);

    private final Delivery delivery;
    private final Backoff backoff;
    private final QueueHandle queue;
    private final Access access;
    private final QueueHome home;

    /** An outbox of that name, which is not blank. */
    public OutboxQueue(String name, Delivery delivery, OutboxOptions options, Access access, QueueHome home) {
        this.delivery = delivery;
        this.access = access;
        this.home = home;
        // why no jitter: the delay is the contract's, which peers on the same outbox follow too
        this.backoff = Backoff.exponential(options.baseBackoff(), 2, longest(options.baseBackoff()), 0);
        this.queue = new QueueHandle(
                PREFIX + name,
                QueueOptions.builder()
                        .maxAttempts(options.maxAttempts())
                        .visibilityTimeout(options.visibilityTimeout())
                        .build(),
                access,
                home);
    }

    private static Duration longest(Duration base) {
        return base.compareTo(LONGEST_BACKOFF) > 0 ? base : LONGEST_BACKOFF;
    }

    @Override
    public Queue queue() {
        return queue;
    }

    @Override
    public boolean deliverOne(String workerId) {
        List<Job> claimed = queue.claimBatch(workerId, 1);
        if (claimed.isEmpty()) {
            return false;
        }
        Job job = claimed.get(0);
        try {
            delivery.deliver(job.payloadJson());
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            job.retry(Delays.of(backoff, job.attempts()), Outcomes.text(e));
            return false;
        }
        return job.ack();
    }

    @Override
    public OutboxHandle runWorker(String workerName, WorkerOptions options) {
        Check.notBlank("workerName", workerName);
        Check.notNull("options", options);
        access.requireUnbound("an outbox worker");
        return StartedWorker.start(
                new WorkerSetup(
                        access,
                        queue.name(),
                        workerName,
                        WorkerIds.next(workerName),
                        queue.options().visibilityTimeout(),
                        JobRun.of(
                                job -> delivery.deliver(job.payloadJson()),
                                options.timeout().orElse(null)),
                        options,
                        backoff),
                home);
    }
}
