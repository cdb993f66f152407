package dev.honker.jooq.tables;

import java.time.Instant;
import org.jooq.JSON;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** Events of all streams: {@code _honker_stream}. Immutable. */
public final class StreamEventsTable extends HonkerTable<StreamEventsTable> {

    private static final long serialVersionUID = 1L;

    /** Its offset. */
    public final TableField<Record, Long> OFFSET = column("offset", SQLDataType.BIGINT.nullable(false));

    /** The topic. */
    public final TableField<Record, String> TOPIC = column("topic", SQLDataType.CLOB.nullable(false));

    /** The key; may be null. */
    public final TableField<Record, String> KEY = column("key", SQLDataType.CLOB);

    /** As it was published. */
    public final TableField<Record, JSON> PAYLOAD = column("payload", SQLDataType.JSON.nullable(false));

    /** When it was published. */
    public final TableField<Record, Instant> CREATED_AT = column("created_at", SECONDS.nullable(false));

    /** The table under its own name. */
    public StreamEventsTable() {
        super("_honker_stream");
    }

    private StreamEventsTable(Name alias, StreamEventsTable aliased) {
        super(alias, aliased);
    }

    @Override
    public StreamEventsTable as(Name alias) {
        return new StreamEventsTable(alias, this);
    }
}
