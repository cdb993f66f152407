package dev.honker.jooq.tables;

import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** Keys of unique jobs; a row counts only while its job is live: {@code _honker_unique_jobs}. Immutable. */
public final class UniqueJobsTable extends HonkerTable<UniqueJobsTable> {

    private static final long serialVersionUID = 1L;

    /** The queue. */
    public final TableField<Record, String> QUEUE = column("queue", SQLDataType.CLOB.nullable(false));

    /** The key. */
    public final TableField<Record, String> KEY = column("key", SQLDataType.CLOB.nullable(false));

    /** The job. */
    public final TableField<Record, Long> JOB_ID = column("job_id", SQLDataType.BIGINT.nullable(false));

    /** The table under its own name. */
    public UniqueJobsTable() {
        super("_honker_unique_jobs");
    }

    private UniqueJobsTable(Name alias, UniqueJobsTable aliased) {
        super(alias, aliased);
    }

    @Override
    public UniqueJobsTable as(Name alias) {
        return new UniqueJobsTable(alias, this);
    }
}
