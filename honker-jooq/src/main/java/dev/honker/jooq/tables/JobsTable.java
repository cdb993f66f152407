package dev.honker.jooq.tables;

import java.time.Instant;
import org.jooq.JSON;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** Jobs that are neither done nor dead: {@code _honker_live}. Immutable. */
public final class JobsTable extends HonkerTable<JobsTable> {

    private static final long serialVersionUID = 1L;

    /** Its id. */
    public final TableField<Record, Long> ID = column("id", SQLDataType.BIGINT.nullable(false));

    /** The queue. */
    public final TableField<Record, String> QUEUE = column("queue", SQLDataType.CLOB.nullable(false));

    /** As it was enqueued. */
    public final TableField<Record, JSON> PAYLOAD = column("payload", SQLDataType.JSON.nullable(false));

    /** One of {@code pending} or {@code processing}. */
    public final TableField<Record, String> STATE = column("state", SQLDataType.CLOB.nullable(false));

    /** The larger runs first. */
    public final TableField<Record, Integer> PRIORITY = column("priority", SQLDataType.INTEGER.nullable(false));

    /** When it is due. */
    public final TableField<Record, Instant> RUN_AT = column("run_at", SECONDS.nullable(false));

    /** Who holds it; may be null. */
    public final TableField<Record, String> WORKER_ID = column("worker_id", SQLDataType.CLOB);

    /** Until when; may be null. */
    public final TableField<Record, Instant> CLAIM_EXPIRES_AT = column("claim_expires_at", SECONDS);

    /** How often it was claimed. */
    public final TableField<Record, Integer> ATTEMPTS = column("attempts", SQLDataType.INTEGER.nullable(false));

    /** How often it may be. */
    public final TableField<Record, Integer> MAX_ATTEMPTS = column("max_attempts", SQLDataType.INTEGER.nullable(false));

    /** When it was enqueued. */
    public final TableField<Record, Instant> CREATED_AT = column("created_at", SECONDS.nullable(false));

    /** From when on it is claimed no more; may be null. */
    public final TableField<Record, Instant> EXPIRES_AT = column("expires_at", SECONDS);

    /** The table under its own name. */
    public JobsTable() {
        super("_honker_live");
    }

    private JobsTable(Name alias, JobsTable aliased) {
        super(alias, aliased);
    }

    @Override
    public JobsTable as(Name alias) {
        return new JobsTable(alias, this);
    }
}
