package dev.honker.cli.jobs;

import dev.honker.JobCondition;
import dev.honker.JobState;
import dev.honker.LiveJob;
import dev.honker.cli.output.Fields;
import dev.honker.cli.output.Style;
import java.time.Instant;
import java.util.Locale;

/** A live job as it is printed; stateless. */
final class JobFields {

    private JobFields() {}

    static Fields of(LiveJob job, Instant now) {
        JobCondition condition = condition(job, now);
        return Fields.of("id", job.id())
                .with("queue", job.queue())
                .with("condition", condition.name().toLowerCase(Locale.ROOT), style(condition))
                .with("priority", job.priority())
                .with("attempts", job.attempts())
                .with("max_attempts", job.maxAttempts())
                .with("run_at", job.runAt())
                .with("worker_id", job.workerId())
                .with("claim_expires_at", job.claimExpiresAt())
                .with("created_at", job.createdAt())
                .with("expires_at", job.expiresAt())
                .with("payload", job.payloadJson());
    }

    /** As the tables' own times say it; seconds are whole there. */
    static JobCondition condition(LiveJob job, Instant now) {
        Instant second = Instant.ofEpochSecond(now.getEpochSecond());
        Instant claimEnd = job.claimExpiresAt();
        boolean processing = job.state() == JobState.PROCESSING;
        if (processing && claimEnd != null && !claimEnd.isBefore(second)) {
            return JobCondition.HELD;
        }
        if (job.expiresAt() != null && !job.expiresAt().isAfter(second)) {
            return JobCondition.EXPIRED;
        }
        if (processing) {
            return JobCondition.LAPSED;
        }
        return job.runAt().isAfter(second) ? JobCondition.DELAYED : JobCondition.DUE;
    }

    private static Style style(JobCondition condition) {
        return switch (condition) {
            case HELD -> Style.GOOD;
            case LAPSED, EXPIRED -> Style.ODD;
            case DUE, DELAYED -> Style.PLAIN;
        };
    }
}
