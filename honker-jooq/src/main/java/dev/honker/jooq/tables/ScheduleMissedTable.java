package dev.honker.jooq.tables;

import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** What becomes of the boundaries that a schedule missed, if not all of them fire: {@code _honker_schedule_missed}. Immutable. */
public final class ScheduleMissedTable extends HonkerTable<ScheduleMissedTable> {

    private static final long serialVersionUID = 1L;

    /** The schedule. */
    public final TableField<Record, String> NAME = column("name", SQLDataType.CLOB.nullable(false));

    /** {@code ONCE} for {@code MissedRuns.FIRE_ONCE}, {@code SKIP} for {@code MissedRuns.SKIP}; {@code FIRE} has no row. */
    public final TableField<Record, String> POLICY = column("policy", SQLDataType.CLOB.nullable(false));

    /** The table under its own name. */
    public ScheduleMissedTable() {
        super("_honker_schedule_missed");
    }

    private ScheduleMissedTable(Name alias, ScheduleMissedTable aliased) {
        super(alias, aliased);
    }

    @Override
    public ScheduleMissedTable as(Name alias) {
        return new ScheduleMissedTable(alias, this);
    }
}
