package dev.honker.internal.function;

import dev.honker.internal.engine.Fire;
import dev.honker.internal.engine.JobRow;
import dev.honker.internal.engine.ScheduleRow;
import dev.honker.internal.engine.StreamEvent;
import java.util.List;

/** The JSON texts that functions return; a payload is a JSON string that holds the stored text. */
final class JsonTexts {

    private JsonTexts() {}

    /** Of {@code honker_claim_batch}. */
    static String claimed(List<JobRow> jobs) {
        if (jobs.isEmpty()) {
            return "[]";
        }
        Json json = new Json().open('[');
        for (JobRow job : jobs) {
            json.open('{')
                    .field("attempts", job.attempts())
                    .field("claim_expires_at", job.claimExpiresAt())
                    .field("id", job.id())
                    .field("payload", job.payload())
                    .field("queue", job.queue())
                    .field("worker_id", job.workerId())
                    .close('}');
        }
        return json.close(']').toString();
    }

    /** Of {@code honker_get_job}. */
    static String job(JobRow job) {
        return new Json()
                .open('{')
                .field("attempts", job.attempts())
                .field("claim_expires_at", job.claimExpiresAt())
                .field("created_at", job.createdAt())
                .field("expires_at", job.expiresAt())
                .field("id", job.id())
                .field("max_attempts", job.maxAttempts())
                .field("payload", job.payload())
                .field("priority", job.priority())
                .field("queue", job.queue())
                .field("run_at", job.runAt())
                .field("state", job.state())
                .field("worker_id", job.workerId())
                .close('}')
                .toString();
    }

    /** Of {@code honker_stream_read_since}. */
    static String events(List<StreamEvent> events) {
        Json json = new Json().open('[');
        for (StreamEvent event : events) {
            json.open('{')
                    .field("created_at", event.createdAt())
                    .field("key", event.key())
                    .field("offset", event.offset())
                    .field("payload", event.payload())
                    .field("topic", event.topic())
                    .close('}');
        }
        return json.close(']').toString();
    }

    /** Of {@code honker_scheduler_tick}. */
    static String fires(List<Fire> fires) {
        Json json = new Json().open('[');
        for (Fire fire : fires) {
            json.open('{')
                    .field("fire_at", fire.fireAt())
                    .field("job_id", fire.jobId())
                    .field("name", fire.name())
                    .field("queue", fire.queue())
                    .close('}');
        }
        return json.close(']').toString();
    }

    /** Of {@code honker_scheduler_list}. */
    static String schedules(List<ScheduleRow> schedules) {
        Json json = new Json().open('[');
        for (ScheduleRow schedule : schedules) {
            json.open('{')
                    .field("cron_expr", schedule.cronExpr())
                    .field("enabled", schedule.enabled())
                    .field("expires_s", schedule.expiresSeconds())
                    .field("max_attempts", schedule.maxAttempts())
                    .field("name", schedule.name())
                    .field("next_fire_at", schedule.nextFireAt())
                    .field("payload", schedule.payload())
                    .field("priority", schedule.priority())
                    .field("queue", schedule.queue())
                    .close('}');
        }
        return json.close(']').toString();
    }
}
