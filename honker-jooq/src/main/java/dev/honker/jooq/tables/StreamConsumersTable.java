package dev.honker.jooq.tables;

import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** How far consumers have read: {@code _honker_stream_consumers}. Immutable. */
public final class StreamConsumersTable extends HonkerTable<StreamConsumersTable> {

    private static final long serialVersionUID = 1L;

    /** The consumer. */
    public final TableField<Record, String> NAME = column("name", SQLDataType.CLOB.nullable(false));

    /** The topic. */
    public final TableField<Record, String> TOPIC = column("topic", SQLDataType.CLOB.nullable(false));

    /** The last offset it has done. */
    public final TableField<Record, Long> OFFSET = column("offset", SQLDataType.BIGINT.nullable(false));

    /** The table under its own name. */
    public StreamConsumersTable() {
        super("_honker_stream_consumers");
    }

    private StreamConsumersTable(Name alias, StreamConsumersTable aliased) {
        super(alias, aliased);
    }

    @Override
    public StreamConsumersTable as(Name alias) {
        return new StreamConsumersTable(alias, this);
    }
}
