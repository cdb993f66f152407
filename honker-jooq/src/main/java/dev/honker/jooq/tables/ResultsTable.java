package dev.honker.jooq.tables;

import java.time.Instant;
import org.jooq.JSON;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** Results of jobs: {@code _honker_results}. Immutable. */
public final class ResultsTable extends HonkerTable<ResultsTable> {

    private static final long serialVersionUID = 1L;

    /** The job. */
    public final TableField<Record, Long> JOB_ID = column("job_id", SQLDataType.BIGINT.nullable(false));

    /** As it was saved; may be null. */
    public final TableField<Record, JSON> VALUE = column("value", SQLDataType.JSON);

    /** When it was saved. */
    public final TableField<Record, Instant> CREATED_AT = column("created_at", SECONDS.nullable(false));

    /** Until when it is kept; may be null. */
    public final TableField<Record, Instant> EXPIRES_AT = column("expires_at", SECONDS);

    /** The table under its own name. */
    public ResultsTable() {
        super("_honker_results");
    }

    private ResultsTable(Name alias, ResultsTable aliased) {
        super(alias, aliased);
    }

    @Override
    public ResultsTable as(Name alias) {
        return new ResultsTable(alias, this);
    }
}
