package dev.honker.jooq.tables;

import java.time.Instant;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** Named locks: {@code _honker_locks}. Immutable. */
public final class LocksTable extends HonkerTable<LocksTable> {

    private static final long serialVersionUID = 1L;

    /** The name. */
    public final TableField<Record, String> NAME = column("name", SQLDataType.CLOB.nullable(false));

    /** Who has it. */
    public final TableField<Record, String> OWNER = column("owner", SQLDataType.CLOB.nullable(false));

    /** Until when. */
    public final TableField<Record, Instant> EXPIRES_AT = column("expires_at", SECONDS.nullable(false));

    /** The table under its own name. */
    public LocksTable() {
        super("_honker_locks");
    }

    private LocksTable(Name alias, LocksTable aliased) {
        super(alias, aliased);
    }

    @Override
    public LocksTable as(Name alias) {
        return new LocksTable(alias, this);
    }
}
