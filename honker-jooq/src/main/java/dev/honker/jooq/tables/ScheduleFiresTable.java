package dev.honker.jooq.tables;

import java.time.Instant;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** Which boundary of a schedule a job stands for; a row counts only while its job is live or dead: {@code _honker_schedule_fires}. Immutable. */
public final class ScheduleFiresTable extends HonkerTable<ScheduleFiresTable> {

    private static final long serialVersionUID = 1L;

    /** The job. */
    public final TableField<Record, Long> JOB_ID = column("job_id", SQLDataType.BIGINT.nullable(false));

    /** The schedule. */
    public final TableField<Record, String> NAME = column("name", SQLDataType.CLOB.nullable(false));

    /** The boundary. */
    public final TableField<Record, Instant> FIRE_AT = column("fire_at", SECONDS.nullable(false));

    /** The table under its own name. */
    public ScheduleFiresTable() {
        super("_honker_schedule_fires");
    }

    private ScheduleFiresTable(Name alias, ScheduleFiresTable aliased) {
        super(alias, aliased);
    }

    @Override
    public ScheduleFiresTable as(Name alias) {
        return new ScheduleFiresTable(alias, this);
    }
}
