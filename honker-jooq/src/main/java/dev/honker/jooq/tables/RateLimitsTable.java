package dev.honker.jooq.tables;

import java.time.Instant;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** Counts of rate limits: {@code _honker_rate_limits}. Immutable. */
public final class RateLimitsTable extends HonkerTable<RateLimitsTable> {

    private static final long serialVersionUID = 1L;

    /** The limit. */
    public final TableField<Record, String> NAME = column("name", SQLDataType.CLOB.nullable(false));

    /** When the window began. */
    public final TableField<Record, Instant> WINDOW_START = column("window_start", SECONDS.nullable(false));

    /** How often it was used in it. */
    public final TableField<Record, Integer> COUNT = column("count", SQLDataType.INTEGER.nullable(false));

    /** The table under its own name. */
    public RateLimitsTable() {
        super("_honker_rate_limits");
    }

    private RateLimitsTable(Name alias, RateLimitsTable aliased) {
        super(alias, aliased);
    }

    @Override
    public RateLimitsTable as(Name alias) {
        return new RateLimitsTable(alias, this);
    }
}
