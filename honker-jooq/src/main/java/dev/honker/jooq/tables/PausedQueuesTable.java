package dev.honker.jooq.tables;

import java.time.Instant;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** Queues whose jobs Java programs leave alone: {@code _honker_paused_queues}. Immutable. */
public final class PausedQueuesTable extends HonkerTable<PausedQueuesTable> {

    private static final long serialVersionUID = 1L;

    /** The queue. */
    public final TableField<Record, String> QUEUE = column("queue", SQLDataType.CLOB.nullable(false));

    /** Since when. */
    public final TableField<Record, Instant> PAUSED_AT = column("paused_at", SECONDS.nullable(false));

    /** The table under its own name. */
    public PausedQueuesTable() {
        super("_honker_paused_queues");
    }

    private PausedQueuesTable(Name alias, PausedQueuesTable aliased) {
        super(alias, aliased);
    }

    @Override
    public PausedQueuesTable as(Name alias) {
        return new PausedQueuesTable(alias, this);
    }
}
