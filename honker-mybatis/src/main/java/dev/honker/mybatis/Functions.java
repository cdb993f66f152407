package dev.honker.mybatis;

import java.util.Set;

/** The names of the SQL functions, by what a call does; stateless. A test holds them against those of a connection. */
final class Functions {

    /** Those whose call is wanted for what it does; SQLite may leave it out where nobody needs the result. */
    static final Set<String> EFFECTS = Set.of(
            "notify",
            "honker_bootstrap",
            "honker_enqueue",
            "honker_claim_batch",
            "honker_ack",
            "honker_ack_batch",
            "honker_retry",
            "honker_fail",
            "honker_heartbeat",
            "honker_cancel",
            "honker_sweep_expired",
            "honker_result_save",
            "honker_result_sweep",
            "honker_stream_publish",
            "honker_stream_save_offset",
            "honker_scheduler_register",
            "honker_scheduler_unregister",
            "honker_scheduler_tick",
            "honker_scheduler_pause",
            "honker_scheduler_resume",
            "honker_scheduler_update",
            "honker_lock_acquire",
            "honker_lock_renew",
            "honker_lock_release",
            "honker_rate_limit_try",
            "honker_rate_limit_sweep",
            "honker_update_watcher_open",
            "honker_update_watcher_wait",
            "honker_update_watcher_close");

    /** Those that only read. */
    static final Set<String> READS = Set.of(
            "honker_get_job",
            "honker_queue_next_claim_at",
            "honker_result_get",
            "honker_stream_read_since",
            "honker_stream_get_offset",
            "honker_scheduler_soonest",
            "honker_scheduler_list",
            "honker_cron_next_after");

    private Functions() {}
}
