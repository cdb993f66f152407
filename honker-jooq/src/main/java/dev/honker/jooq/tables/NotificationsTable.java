package dev.honker.jooq.tables;

import java.time.Instant;
import org.jooq.JSON;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** Notifications that were not pruned yet: {@code _honker_notifications}. Immutable. */
public final class NotificationsTable extends HonkerTable<NotificationsTable> {

    private static final long serialVersionUID = 1L;

    /** Its id. */
    public final TableField<Record, Long> ID = column("id", SQLDataType.BIGINT.nullable(false));

    /** The channel. */
    public final TableField<Record, String> CHANNEL = column("channel", SQLDataType.CLOB.nullable(false));

    /** As it was sent. */
    public final TableField<Record, JSON> PAYLOAD = column("payload", SQLDataType.JSON.nullable(false));

    /** When it was sent. */
    public final TableField<Record, Instant> CREATED_AT = column("created_at", SECONDS.nullable(false));

    /** The table under its own name. */
    public NotificationsTable() {
        super("_honker_notifications");
    }

    private NotificationsTable(Name alias, NotificationsTable aliased) {
        super(alias, aliased);
    }

    @Override
    public NotificationsTable as(Name alias) {
        return new NotificationsTable(alias, this);
    }
}
