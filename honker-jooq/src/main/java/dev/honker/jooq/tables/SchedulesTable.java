package dev.honker.jooq.tables;

import java.time.Instant;
import org.jooq.JSON;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** Schedules: {@code _honker_scheduler_tasks}. Immutable. */
public final class SchedulesTable extends HonkerTable<SchedulesTable> {

    private static final long serialVersionUID = 1L;

    /** The name. */
    public final TableField<Record, String> NAME = column("name", SQLDataType.CLOB.nullable(false));

    /** Where its jobs go. */
    public final TableField<Record, String> QUEUE = column("queue", SQLDataType.CLOB.nullable(false));

    /** When it fires. */
    public final TableField<Record, String> CRON_EXPR = column("cron_expr", SQLDataType.CLOB.nullable(false));

    /** Of its jobs. */
    public final TableField<Record, JSON> PAYLOAD = column("payload", SQLDataType.JSON.nullable(false));

    /** Of its jobs. */
    public final TableField<Record, Integer> PRIORITY = column("priority", SQLDataType.INTEGER.nullable(false));

    /** After how many seconds its jobs expire; may be null. */
    public final TableField<Record, Long> EXPIRES_S = column("expires_s", SQLDataType.BIGINT);

    /** When it fires next. */
    public final TableField<Record, Instant> NEXT_FIRE_AT = column("next_fire_at", SECONDS.nullable(false));

    /** Whether it is not paused. */
    public final TableField<Record, Boolean> ENABLED = column("enabled", SQLDataType.BOOLEAN.nullable(false));

    /** Of its jobs. */
    public final TableField<Record, Integer> MAX_ATTEMPTS = column("max_attempts", SQLDataType.INTEGER.nullable(false));

    /** The table under its own name. */
    public SchedulesTable() {
        super("_honker_scheduler_tasks");
    }

    private SchedulesTable(Name alias, SchedulesTable aliased) {
        super(alias, aliased);
    }

    @Override
    public SchedulesTable as(Name alias) {
        return new SchedulesTable(alias, this);
    }
}
