package dev.honker.jooq.tables;

import java.time.Instant;
import org.jooq.JSON;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** Jobs that failed for good: {@code _honker_dead}. Immutable. */
public final class DeadLettersTable extends HonkerTable<DeadLettersTable> {

    private static final long serialVersionUID = 1L;

    /** The job's id. */
    public final TableField<Record, Long> ID = column("id", SQLDataType.BIGINT.nullable(false));

    /** The queue. */
    public final TableField<Record, String> QUEUE = column("queue", SQLDataType.CLOB.nullable(false));

    /** As it was enqueued. */
    public final TableField<Record, JSON> PAYLOAD = column("payload", SQLDataType.JSON.nullable(false));

    /** As it was enqueued. */
    public final TableField<Record, Integer> PRIORITY = column("priority", SQLDataType.INTEGER.nullable(false));

    /** When it was due. */
    public final TableField<Record, Instant> RUN_AT = column("run_at", SECONDS.nullable(false));

    /** How often it was claimed. */
    public final TableField<Record, Integer> ATTEMPTS = column("attempts", SQLDataType.INTEGER.nullable(false));

    /** How often it could be. */
    public final TableField<Record, Integer> MAX_ATTEMPTS = column("max_attempts", SQLDataType.INTEGER.nullable(false));

    /** Why it died; may be null. */
    public final TableField<Record, String> LAST_ERROR = column("last_error", SQLDataType.CLOB);

    /** When it was enqueued. */
    public final TableField<Record, Instant> CREATED_AT = column("created_at", SECONDS.nullable(false));

    /** When it died. */
    public final TableField<Record, Instant> DIED_AT = column("died_at", SECONDS.nullable(false));

    /** The table under its own name. */
    public DeadLettersTable() {
        super("_honker_dead");
    }

    private DeadLettersTable(Name alias, DeadLettersTable aliased) {
        super(alias, aliased);
    }

    @Override
    public DeadLettersTable as(Name alias) {
        return new DeadLettersTable(alias, this);
    }
}
