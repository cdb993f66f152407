package dev.honker.internal.engine;

/**
 * The tables and indexes of honker, each before what depends on it; the names and columns are those of all languages but
 * for those called ours, which other programs maintain or leave alone without knowing them.
 */
enum SchemaPart {
    LIVE("_honker_live", """
            CREATE TABLE IF NOT EXISTS main._honker_live(
              id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, payload TEXT NOT NULL,
              state TEXT NOT NULL DEFAULT 'pending', priority INTEGER NOT NULL DEFAULT 0,
              run_at INTEGER NOT NULL DEFAULT (unixepoch()), worker_id TEXT, claim_expires_at INTEGER,
              attempts INTEGER NOT NULL DEFAULT 0, max_attempts INTEGER NOT NULL DEFAULT 3,
              created_at INTEGER NOT NULL DEFAULT (unixepoch()), expires_at INTEGER)"""),
    LIVE_CLAIM("_honker_live_claim", """
            CREATE INDEX IF NOT EXISTS main._honker_live_claim ON _honker_live(queue, priority DESC, run_at, id)
            WHERE state IN ('pending', 'processing')"""),
    LIVE_PENDING_DEADLINE("_honker_live_pending_deadline", """
            CREATE INDEX IF NOT EXISTS main._honker_live_pending_deadline ON _honker_live(queue, run_at)
            WHERE state = 'pending'"""),
    LIVE_PROCESSING_DEADLINE("_honker_live_processing_deadline", """
            CREATE INDEX IF NOT EXISTS main._honker_live_processing_deadline ON _honker_live(queue, claim_expires_at)
            WHERE state = 'processing'"""),
    /** Ours: due jobs in claim order without the claimed ones between them, so that a claim reads what it returns. */
    LIVE_READY("_honker_live_ready", """
            CREATE INDEX IF NOT EXISTS main._honker_live_ready ON _honker_live(queue, priority DESC, run_at, id)
            WHERE state = 'pending'"""),
    /** Ours: by the second in which a job without attempts left becomes available, so that a claim finds them by one look. */
    LIVE_EXHAUSTED("_honker_live_exhausted", """
            CREATE INDEX IF NOT EXISTS main._honker_live_exhausted
            ON _honker_live(queue, CASE state WHEN 'pending' THEN run_at ELSE claim_expires_at + 1 END)
            WHERE attempts >= max_attempts"""),
    /** Ours: the jobs that expire at all, so that sweeping and counting the expired ones does not read the others. */
    LIVE_EXPIRY("_honker_live_expiry", """
            CREATE INDEX IF NOT EXISTS main._honker_live_expiry ON _honker_live(queue, expires_at)
            WHERE expires_at IS NOT NULL"""),
    DEAD("_honker_dead", """
            CREATE TABLE IF NOT EXISTS main._honker_dead(
              id INTEGER PRIMARY KEY, queue TEXT NOT NULL, payload TEXT NOT NULL,
              priority INTEGER NOT NULL DEFAULT 0, run_at INTEGER NOT NULL DEFAULT 0,
              attempts INTEGER NOT NULL DEFAULT 0, max_attempts INTEGER NOT NULL DEFAULT 0, last_error TEXT,
              created_at INTEGER NOT NULL DEFAULT (unixepoch()), died_at INTEGER NOT NULL DEFAULT (unixepoch()))"""),
    /** Ours: the dead letters of each queue by id, so that looking at one queue does not read those of others. */
    DEAD_QUEUE("_honker_dead_queue", """
            CREATE INDEX IF NOT EXISTS main._honker_dead_queue ON _honker_dead(queue)"""),
    NOTIFICATIONS("_honker_notifications", """
            CREATE TABLE IF NOT EXISTS main._honker_notifications(
              id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, payload TEXT NOT NULL,
              created_at INTEGER NOT NULL DEFAULT (unixepoch()))"""),
    NOTIFICATIONS_RECENT("_honker_notifications_recent", """
            CREATE INDEX IF NOT EXISTS main._honker_notifications_recent ON _honker_notifications(channel, id)"""),
    LOCKS("_honker_locks", """
            CREATE TABLE IF NOT EXISTS main._honker_locks(
              name TEXT PRIMARY KEY, owner TEXT NOT NULL, expires_at INTEGER NOT NULL)"""),
    RATE_LIMITS("_honker_rate_limits", """
            CREATE TABLE IF NOT EXISTS main._honker_rate_limits(
              name TEXT NOT NULL, window_start INTEGER NOT NULL, count INTEGER NOT NULL DEFAULT 0,
              PRIMARY KEY(name, window_start))"""),
    SCHEDULES("_honker_scheduler_tasks", """
            CREATE TABLE IF NOT EXISTS main._honker_scheduler_tasks(
              name TEXT PRIMARY KEY, queue TEXT NOT NULL, cron_expr TEXT NOT NULL, payload TEXT NOT NULL,
              priority INTEGER NOT NULL DEFAULT 0, expires_s INTEGER, next_fire_at INTEGER NOT NULL,
              enabled INTEGER NOT NULL DEFAULT 1, max_attempts INTEGER NOT NULL DEFAULT 3)"""),
    RESULTS("_honker_results", """
            CREATE TABLE IF NOT EXISTS main._honker_results(
              job_id INTEGER PRIMARY KEY, value TEXT,
              created_at INTEGER NOT NULL DEFAULT (unixepoch()), expires_at INTEGER)"""),
    STREAM("_honker_stream", """
            CREATE TABLE IF NOT EXISTS main._honker_stream(
              offset INTEGER PRIMARY KEY AUTOINCREMENT, topic TEXT NOT NULL, key TEXT, payload TEXT NOT NULL,
              created_at INTEGER NOT NULL DEFAULT (unixepoch()))"""),
    STREAM_TOPIC("_honker_stream_topic", """
            CREATE INDEX IF NOT EXISTS main._honker_stream_topic ON _honker_stream(topic, offset)"""),
    STREAM_CONSUMERS("_honker_stream_consumers", """
            CREATE TABLE IF NOT EXISTS main._honker_stream_consumers(
              name TEXT NOT NULL, topic TEXT NOT NULL, offset INTEGER NOT NULL DEFAULT 0,
              PRIMARY KEY(name, topic))"""),
    /** Ours: queues whose jobs our workers leave alone. */
    PAUSED_QUEUES("_honker_paused_queues", """
            CREATE TABLE IF NOT EXISTS main._honker_paused_queues(
              queue TEXT PRIMARY KEY, paused_at INTEGER NOT NULL DEFAULT (unixepoch()))"""),
    /** Ours: which job has a key of its queue; a row counts only while that job is live. */
    UNIQUE_JOBS("_honker_unique_jobs", """
            CREATE TABLE IF NOT EXISTS main._honker_unique_jobs(
              queue TEXT NOT NULL, key TEXT NOT NULL, job_id INTEGER NOT NULL,
              PRIMARY KEY(queue, key)) WITHOUT ROWID"""),
    /** Ours: which boundary of which schedule a job stands for; a row counts only while that job is live or dead. */
    SCHEDULE_FIRES("_honker_schedule_fires", """
            CREATE TABLE IF NOT EXISTS main._honker_schedule_fires(
              job_id INTEGER PRIMARY KEY, name TEXT NOT NULL, fire_at INTEGER NOT NULL)"""),
    /** Ours: what becomes of the boundaries that a schedule missed, unless all fire. */
    SCHEDULE_MISSED("_honker_schedule_missed", """
            CREATE TABLE IF NOT EXISTS main._honker_schedule_missed(
              name TEXT PRIMARY KEY, policy TEXT NOT NULL) WITHOUT ROWID""");

    private final String sqlName;
    private final String ddl;

    SchemaPart(String sqlName, String ddl) {
        this.sqlName = sqlName;
        this.ddl = ddl;
    }

    String sqlName() {
        return sqlName;
    }

    String ddl() {
        return ddl;
    }
}
